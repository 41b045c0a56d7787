// A small menu beside what was pressed: for messages, attachments and chats.
import { h } from "./dom.js";
import { icon } from "./icons.js";

const HOLD = 480;
const MARGIN = 8;
const MANY = 6;
let closeOpen = null;

/** Opens a menu inside `host` near a point. `items` = [{name, icon, label, act}]. */
export function openMenu(host, items, at, label) {
  closeOpen?.();
  const back = document.activeElement;
  const look = items.length > MANY ? "menu tiles" : "menu";
  const list = h("div", { class: look, role: "menu", "aria-label": label }, items.map(menuItem));
  const close = () => {
    closeOpen = null;
    list.remove();
    removeEventListener("pointerdown", outside, true);
    if (back?.isConnected) back.focus({ preventScroll: true });
  };
  const outside = (event) => {
    if (!list.contains(event.target)) close();
  };
  list.addEventListener("click", (event) => choose(event, items, close));
  list.addEventListener("keydown", (event) => walk(event, list, close));
  host.append(list);
  place(list, host, at);
  list.firstElementChild.focus({ preventScroll: true });
  addEventListener("pointerdown", outside, true);
  closeOpen = close;
}

function menuItem(item) {
  return h(
    "button",
    { type: "button", role: "menuitem", tabindex: -1, class: "menu-item", data: { item: item.name } },
    icon(item.icon),
    h("span", {}, item.label),
  );
}

function choose(event, items, close) {
  const button = event.target.closest("[data-item]");
  if (!button) return;
  close();
  items.find((item) => item.name === button.dataset.item).act();
}

function walk(event, list, close) {
  const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
  if (event.key === "Escape" || event.key === "Tab") {
    event.preventDefault();
    event.stopPropagation();
    close();
  }
  if (!step) return;
  event.preventDefault();
  const all = [...list.children];
  all.at((all.indexOf(document.activeElement) + step) % all.length).focus();
}

function place(list, host, at) {
  const box = host.getBoundingClientRect();
  const left = Math.min(at.x - box.left, box.width - list.offsetWidth - MARGIN);
  const below = at.y - box.top;
  const top = below + list.offsetHeight + MARGIN > box.height ? below - list.offsetHeight : below;
  list.style.left = `${Math.max(MARGIN, left)}px`;
  list.style.top = `${Math.max(MARGIN, top)}px`;
}

/** Where a menu belongs that was opened from a button. */
export function under(button) {
  const box = button.getBoundingClientRect();
  return { x: box.left, y: box.bottom + 4 };
}

/** Calls `act(message element, point)` for a right click, a long press, the menu key or the ⋯ button. */
export function onHold(list, act) {
  let timer = 0;
  const bubble = (event) => event.target.closest("[data-message]");
  const stop = () => clearTimeout(timer);
  list.addEventListener("contextmenu", (event) => {
    if (!bubble(event) || !getSelection().isCollapsed) return;
    event.preventDefault();
    act(bubble(event), { x: event.clientX, y: event.clientY });
  });
  list.addEventListener("click", (event) => {
    const button = event.target.closest("[data-menu]");
    if (button) act(bubble(event), under(button));
  });
  list.addEventListener("pointerdown", (event) => {
    const el = bubble(event);
    if (event.pointerType === "touch" && el)
      timer = setTimeout(act, HOLD, el, { x: event.clientX, y: event.clientY });
  });
  for (const kind of ["pointerup", "pointercancel", "pointermove"])
    list.addEventListener(kind, stop, { passive: true });
  list.addEventListener("scroll", stop, { passive: true });
}

/** Arrow keys walk over the messages of a list; Enter opens the menu of the one in focus. */
export function walkMessages(scroller, act) {
  scroller.addEventListener("keydown", (event) => {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    const all = [...scroller.querySelectorAll("[data-message]")];
    const here = all.indexOf(document.activeElement);
    if (step && all.length && (here >= 0 || event.target === scroller)) {
      event.preventDefault();
      const next = here < 0 ? all.length - 1 : Math.max(0, Math.min(all.length - 1, here + step));
      all[next].focus();
    }
    if (event.key === "Enter" && here >= 0 && event.target === all[here]) act(all[here], under(all[here]));
  });
}

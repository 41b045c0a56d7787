// The messages of one chat, as one person sees them: laid out a page at a time, and scrolled.
import { h, show } from "./dom.js";
import { icon } from "./icons.js";
import { plan } from "./rows.js";
import { messagesOf } from "./store.js";
import { t } from "./words.js";

const PAGE = 80;
const NEAR = 60;

/** A scrolling list for `person`; `tools` act on what is tapped, `tools.seen()` when the end is in view. */
export function timeline(person, tools) {
  const rows = h("div", { class: "rows" });
  const earlier = h("button", { type: "button", class: "earlier", data: { earlier: "" } }, t("earlier"));
  const badge = h("span", { class: "badge", hidden: true });
  const down = h(
    "button",
    {
      type: "button",
      class: "to-bottom",
      "aria-label": t("to_bottom"),
      hidden: true,
      data: { toBottom: "" },
    },
    icon("down"),
    badge,
  );
  const scroller = h(
    "div",
    { class: "scroller", tabindex: 0, role: "log", "aria-label": t("messages") },
    earlier,
    rows,
  );
  const view = {
    person,
    tools: { ...tools, person },
    rows,
    earlier,
    badge,
    down,
    scroller,
    chat: person,
    limit: PAGE,
    mark: 0,
    stick: true,
    height: 0,
    built: new Map(),
  };
  wire(view);
  return {
    el: h("div", { class: "timeline" }, scroller, down),
    scroller,
    rows,
    open: (chat, mark) => open(view, chat, mark),
    update: () => update(view),
    unread: (count) => {
      badge.textContent = count;
      show(badge, count > 0);
    },
    mark: (id) => {
      view.mark = id;
    },
    toEnd: () => toEnd(view),
    jump: (id) => jump(view, id),
    atEnd: () => view.stick,
  };
}

function wire(view) {
  view.earlier.addEventListener("click", () => more(view));
  view.down.addEventListener("click", () => toEnd(view));
  view.scroller.addEventListener("scroll", () => scrolled(view), { passive: true });
  const keep = new ResizeObserver(() => {
    view.height = view.scroller.clientHeight;
    if (view.stick) view.scroller.scrollTop = view.scroller.scrollHeight;
  });
  keep.observe(view.scroller);
  keep.observe(view.rows);
}

function scrolled(view) {
  const { scroller } = view;
  if (view.stick && scroller.clientHeight !== view.height) {
    view.height = scroller.clientHeight;
    scroller.scrollTop = scroller.scrollHeight;
    return;
  }
  view.stick = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR;
  show(view.down, !view.stick);
  if (view.stick) view.tools.seen();
  if (scroller.scrollTop < NEAR && !view.earlier.hidden) more(view);
}

function open(view, chat, mark) {
  Object.assign(view, { chat, mark, limit: PAGE, stick: true });
  view.built.clear();
  view.rows.replaceChildren();
  view.scroller.dataset.chat = chat;
  update(view);
  toEnd(view);
}

function toEnd(view) {
  view.stick = true;
  view.scroller.scrollTop = view.scroller.scrollHeight;
  show(view.down, false);
  view.tools.seen();
}

function more(view) {
  const { scroller } = view;
  const below = scroller.scrollHeight - scroller.scrollTop;
  view.limit += PAGE;
  update(view);
  scroller.scrollTop = scroller.scrollHeight - below;
}

function jump(view, id) {
  const index = messagesOf(view.chat).findIndex((message) => message.message_id === id);
  if (index < 0) return;
  view.limit = Math.max(view.limit, messagesOf(view.chat).length - index + 10);
  update(view);
  const parts = [...view.rows.querySelectorAll("[data-message]")];
  const el = parts.findLast((part) => Number(part.dataset.message) <= id);
  el.scrollIntoView({ block: "center", behavior: "auto" });
  el.classList.remove("flash");
  requestAnimationFrame(() => el.classList.add("flash"));
}

/** Builds only the rows that are new or changed and leaves the others where they stand. */
function update(view) {
  const all = messagesOf(view.chat);
  const shown = all.slice(-view.limit);
  show(view.earlier, all.length > shown.length);
  const wanted = plan(view, shown);
  const keys = new Set(wanted.map((row) => row.key));
  for (const [key, row] of view.built)
    if (!keys.has(key)) {
      row.el.remove();
      view.built.delete(key);
    }
  let before = view.rows.firstElementChild;
  for (const row of wanted) before = lay(view, row, before);
  if (view.stick) view.scroller.scrollTop = view.scroller.scrollHeight;
}

function lay(view, row, before) {
  const old = view.built.get(row.key);
  if (old?.sign === row.sign) {
    if (old.el === before) return before.nextElementSibling;
    view.rows.insertBefore(old.el, before);
    return before;
  }
  const el = row.build();
  view.built.set(row.key, { sign: row.sign, el });
  if (!old) {
    view.rows.insertBefore(el, before);
    return before;
  }
  const next = old.el === before ? before.nextElementSibling : before;
  const held = old.el.contains(document.activeElement);
  old.el.remove();
  view.rows.insertBefore(el, next);
  if (held) el.focus({ preventScroll: true });
  return next;
}

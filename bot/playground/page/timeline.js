// The messages of one chat, as one person sees them: days, albums, the mark of what is new, and scrolling.
import { bubble, service } from "./bubble.js";
import { h, hash, show } from "./dom.js";
import { icon } from "./icons.js";
import { messageOf, messagesOf, now, state } from "./store.js";
import { dayKey, dayLabel } from "./time.js";
import { t } from "./words.js";

const PAGE = 80;
const NEAR = 60;
const TOGETHER = 300;

/** A scrolling list for `person`; `tools` act on what is tapped, `tools.seen()` when the end is in view. */
export function timeline(person, tools) {
  const rows = h("div", { class: "rows" });
  const earlier = h("button", { type: "button", class: "earlier", data: { earlier: "" } }, t("earlier"));
  const badge = h("span", { class: "badge", hidden: true });
  const down = h("button", { type: "button", class: "to-bottom", "aria-label": t("to_bottom"), hidden: true, data: { toBottom: "" } }, icon("down"), badge);
  const scroller = h("div", { class: "scroller", tabindex: 0, role: "log", "aria-label": t("message_input") }, earlier, rows);
  const view = { person, tools, rows, earlier, badge, down, scroller, chat: person, limit: PAGE, mark: 0, stick: true, built: new Map() };
  wire(view);
  return { el: h("div", { class: "timeline" }, scroller, down), scroller, rows,
    open: (chat, mark) => open(view, chat, mark), update: () => update(view),
    unread: (count) => { badge.textContent = count; show(badge, count > 0); },
    mark: (id) => { view.mark = id; },
    toEnd: () => toEnd(view), jump: (id) => jump(view, id), atEnd: () => view.stick };
}

function wire(view) {
  view.earlier.addEventListener("click", () => more(view));
  view.down.addEventListener("click", () => toEnd(view));
  view.scroller.addEventListener("scroll", () => scrolled(view), { passive: true });
  const keep = new ResizeObserver(() => { if (view.stick) view.scroller.scrollTop = view.scroller.scrollHeight; });
  keep.observe(view.scroller);
  keep.observe(view.rows);
}

function scrolled(view) {
  const { scroller } = view;
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
  for (const [key, row] of view.built) if (!keys.has(key)) { row.el.remove(); view.built.delete(key); }
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
  if (!old) { view.rows.insertBefore(el, before); return before; }
  const next = old.el === before ? before.nextElementSibling : before;
  old.el.remove();
  view.rows.insertBefore(el, next);
  return next;
}

function plan(view, messages) {
  const rows = [];
  const groups = gather(messages);
  let day = "";
  let marked = false;
  groups.forEach((parts, at) => {
    const [message] = parts;
    const ms = message.date * 1000;
    if (dayKey(ms) !== day) { day = dayKey(ms); rows.push(dayRow(day, ms)); }
    if (!marked && view.mark && message.message_id > view.mark && message.from !== view.person) { marked = true; rows.push(markRow()); }
    rows.push(messageRow(view, parts, groups[at - 1], groups[at + 1]));
  });
  return rows;
}

function gather(messages) {
  const groups = [];
  for (const message of messages) {
    const album = message.media_group_id && message.kind !== "document" ? message.media_group_id : null;
    if (album && groups.at(-1)?.[0].media_group_id === album) groups.at(-1).push(message);
    else groups.push([message]);
  }
  return groups;
}

function dayRow(day, ms) {
  const label = dayLabel(ms, now());
  return { key: `day ${day}`, sign: label, build: () => h("div", { class: "day", data: { day } }, h("span", {}, label)) };
}

const markRow = () => ({ key: "new", sign: "", build: () => h("div", { class: "new-mark", data: { newMark: "" } }, h("span", {}, t("new_messages"))) });

function messageRow(view, parts, before, after) {
  const [message] = parts;
  const look = {
    own: message.from === view.person && !message.from_bot, named: view.chat < 0 && message.from !== view.person,
    first: !close(before, parts), last: !close(parts, after), hue: hash(message.from) % 7,
  };
  const quoted = messageOf(view.chat, message.reply_to)?.version;
  const sign = [parts.map((part) => part.version), quoted, look.first, look.last, state.places.length].join();
  return { key: `message ${message.message_id}`, sign, build: () => (message.kind === "joined" ? service(message) : bubble(parts, look, view.tools)) };
}

/** Two neighbours belong together: same sender, same day, within five minutes, and no buttons between. */
function close(one, two) {
  if (!one || !two) return false;
  const [a, b] = [one.at(-1), two[0]];
  return a.from === b.from && b.date - a.date < TOGETHER && dayKey(a.date * 1000) === dayKey(b.date * 1000) && !a.inline_keyboard;
}

// One person's phone: whose it is, their chats, the messages and the place to write.
import * as api from "./api.js";
import { avatar, groupBadge, seal } from "./avatar.js";
import { composer } from "./composer.js";
import { lightbox } from "./dialog.js";
import { h, show } from "./dom.js";
import { icon } from "./icons.js";
import { startPayload } from "./links.js";
import { onHold, openMenu, under, walkMessages } from "./menu.js";
import { toast } from "./notice.js";
import { markSeen, seenUpTo, unread } from "./reads.js";
import { chatsOf, messageOf, messagesOf, nameOf, state } from "./store.js";
import { tap } from "./taps.js";
import { timeline } from "./timeline.js";
import { t } from "./words.js";

const TYPING_LASTS = 5200;

/** The column of a person; `close()` is called when they put the phone away. */
export function openColumn(person, close) {
  const column = { person, chat: person, typing: 0 };
  const frame = build(column, close);
  column.link = (url) => follow(column, url);
  column.sent = () => { column.list.mark(0); column.list.toEnd(); };
  column.show = (chat) => showChat(column, frame, chat);
  column.world = () => drawHead(column, frame);
  column.messages = (event) => heard(column, frame, event);
  column.seen = () => drawTabs(column, frame);
  column.typed = (event) => typing(column, frame, event);
  column.look = () => { if (column.list.atEnd()) seen(column); };
  showChat(column, frame, person);
  return column;
}

function build(column, close) {
  column.list = timeline(column.person, tools(column));
  column.el = h("section", { class: "column", data: { person: column.person }, "aria-label": nameOf(column.person) });
  column.composer = composer(column);
  const frame = { holder: h("div", { class: "holder" }), head: h("header", { class: "chat-head" }), tabs: h("div", { class: "tabs", role: "tablist" }), close,
    empty: h("div", { class: "empty", hidden: true }), blocked: blockedBar(column) };
  const phone = h("div", { class: "phone" }, frame.head, frame.tabs, column.list.el, frame.empty, column.composer.el, frame.blocked);
  column.el.append(frame.holder, phone);
  column.el.addEventListener("dragover", (event) => event.preventDefault());
  column.el.addEventListener("drop", (event) => { event.preventDefault(); column.composer.addFiles(event.dataTransfer.files); });
  const menu = (el, at) => messageMenu(column, Number(el.dataset.spoken), at);
  onHold(column.list.scroller, menu);
  walkMessages(column.list.scroller, menu);
  return frame;
}

function tools(column) {
  return {
    look: lightbox, toast: (words) => toast(column.el, words), link: (url) => follow(column, url),
    command: (words) => attempt(column, () => api.send(column.chat, column.person, { text: words })),
    tap: (message, row, at, button) => tap(column, message, row, at, button),
    jump: (id) => column.list.jump(id), seen: () => seen(column),
  };
}

/** Follows a link to the bot by starting it; other links are left to the browser (false). */
function follow(column, url) {
  const payload = startPayload(url);
  if (payload === null) return false;
  column.show(column.person);
  attempt(column, () => api.start(column.person, payload));
  return true;
}

async function attempt(column, work) {
  try {
    await work();
    column.sent();
  } catch (error) {
    toast(column.el, t("failed", { why: error.message }));
  }
}

function showChat(column, frame, chat) {
  column.chat = chat;
  column.el.dataset.chat = chat;
  const from = unread(column.person, chat) > 0 ? seenUpTo(column.person, chat) : 0;
  column.composer.reset();
  column.list.open(chat, from);
  drawHead(column, frame);
  column.composer.update();
}

function seen(column) {
  if (document.visibilityState === "visible" && column.el.isConnected && !column.el.hidden) markSeen(column.person, column.chat);
}

function heard(column, frame, { chat, changed }) {
  if (chat === column.chat) {
    if (!column.list.atEnd() && unread(column.person, chat) === 1) column.list.mark(seenUpTo(column.person, chat));
    column.list.update();
    column.composer.update();
    if (changed.some((message) => message.from_bot)) quietHead(column, frame);
    if (column.list.atEnd()) seen(column);
    column.list.unread(unread(column.person, chat));
    drawEmpty(column, frame);
  }
  drawTabs(column, frame);
}

function drawHead(column, frame) {
  const person = state.people.get(column.person);
  frame.holder.replaceChildren(avatar(person.id), h("b", { dir: "auto" }, nameOf(person.id)), person.about && h("span", { class: "about" }, person.about),
    h("span", { class: "grow" }), h("button", { type: "button", class: "plain-button", "aria-label": t("close"), data: { closeColumn: "" }, on: { click: frame.close } }, icon("close")));
  const group = state.groups.get(column.chat);
  frame.status = h("small", { "aria-live": "polite", data: { status: "" } });
  const more = h("button", { type: "button", class: "plain-button", "aria-label": t("chat_menu"), data: { chatMenu: "" } }, icon("more"));
  more.addEventListener("click", () => openMenu(column.el, chatMenu(column), under(more), t("chat_menu")));
  frame.head.replaceChildren(group ? groupBadge(group.title) : seal(), h("div", { class: "head-words" }, h("b", { dir: "auto" }, group ? group.title : state.bot.first_name), frame.status), more);
  quietHead(column, frame);
  show(frame.blocked, person.blocked && !group);
  show(column.composer.el, frame.blocked.hidden);
  drawTabs(column, frame);
  drawEmpty(column, frame);
}

function drawTabs(column, frame) {
  const chats = chatsOf(column.person);
  show(frame.tabs, chats.length > 1);
  frame.tabs.replaceChildren(...chats.map((chat) => {
    const count = unread(column.person, chat);
    return h("button", { type: "button", role: "tab", class: "tab", "aria-selected": String(chat === column.chat), data: { openChat: chat }, on: { click: () => column.show(chat) } },
      h("span", { dir: "auto" }, state.groups.get(chat)?.title ?? state.bot.first_name), count > 0 && h("span", { class: "badge", data: { unread: count }, "aria-label": t("unread", { n: count }) }, count));
  }));
}

function drawEmpty(column, frame) {
  const nothing = messagesOf(column.chat).length === 0;
  if (nothing === !frame.empty.hidden && frame.emptyFor === column.chat) return;
  frame.emptyFor = column.chat;
  show(frame.empty, nothing);
  const begin = () => attempt(column, () => api.start(column.person));
  const words = column.chat < 0 ? [h("p", {}, t("empty_group"))]
    : [seal(), h("b", {}, state.bot.first_name), description(column), h("p", {}, t("start_hint")), h("button", { type: "button", class: "primary", data: { start: "" }, on: { click: begin } }, t("start"))];
  frame.empty.replaceChildren(h("div", { class: "empty-card" }, words));
}

/** What the bot says of itself in the person's language. */
function description(column) {
  const language = (state.people.get(column.person).language_code ?? "").split("-")[0];
  const words = state.bot.descriptions[language] ?? state.bot.descriptions[""];
  return words ? h("p", { class: "description", dir: "auto" }, words) : null;
}

function typing(column, frame, event) {
  if (event.chat !== column.chat) return;
  clearTimeout(column.typing);
  frame.status.replaceChildren(h("span", { class: "typing", data: { typing: "" } }, t("typing")));
  column.typing = setTimeout(() => quietHead(column, frame), TYPING_LASTS);
}

function quietHead(column, frame) {
  const group = state.groups.get(column.chat);
  frame.status.textContent = group ? t("members", { n: group.members.length + 1 }) : t("bot_role");
}

function blockedBar(column) {
  const again = () => attempt(column, () => api.block(column.person, false));
  return h("div", { class: "blocked", hidden: true, data: { blocked: "" } }, h("span", {}, t("blocked")), h("button", { type: "button", class: "secondary", data: { unblock: "" }, on: { click: again } }, t("unblock")));
}

function chatMenu(column) {
  const { blocked } = state.people.get(column.person);
  return [
    { name: "start", icon: "play", label: t("restart_bot"), act: () => attempt(column, () => { column.show(column.person); return api.start(column.person); }) },
    { name: blocked ? "unblock" : "block", icon: blocked ? "check" : "block", label: t(blocked ? "unblock" : "block"), act: () => attempt(column, () => api.block(column.person, !blocked)) },
  ];
}

function messageMenu(column, id, at) {
  const message = messageOf(column.chat, id);
  if (!message) return;
  const words = message.text ?? message.caption;
  const own = message.from === column.person;
  const items = [
    { name: "reply", icon: "reply", label: t("reply"), act: () => column.composer.reply(message) },
    own && words && { name: "edit", icon: "edit", label: t("edit"), act: () => column.composer.edit(message) },
    words && { name: "copy", icon: "copy", label: t("copy"), act: () => copy(column, words) },
  ];
  openMenu(column.el, items.filter(Boolean), at, t("message_menu"));
}

async function copy(column, words) {
  await navigator.clipboard.writeText(words);
  toast(column.el, t("copied"));
}

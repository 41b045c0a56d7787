// The top of a phone: whose it is, which chat is open and what the bot is doing, and the other chats.
import * as api from "./api.js";
import { avatar, groupBadge, seal } from "./avatar.js";
import { button, h, show } from "./dom.js";
import { showMembers } from "./group.js";
import { icon } from "./icons.js";
import { openMenu, under } from "./menu.js";
import { unread } from "./reads.js";
import { chatsOf, nameOf, state } from "./store.js";
import { t } from "./words.js";

const TYPING_LASTS = 5200;

/** The head of a column; `close()` puts the phone away. */
export function head(column, close) {
  const view = {
    column,
    holder: h("div", { class: "holder" }),
    chat: h("header", { class: "chat-head" }),
    tabs: h("div", { class: "tabs", role: "tablist" }),
    status: h("small", { "aria-live": "polite", data: { status: "" } }),
    shut: button(
      { class: "plain-button", "aria-label": t("close"), data: { closeColumn: "" } },
      close,
      icon("close"),
    ),
    timer: 0,
  };
  view.more = button(
    { class: "plain-button", "aria-label": t("chat_menu"), data: { chatMenu: "" } },
    () => menu(view),
    icon("more"),
  );
  return {
    holder: view.holder,
    el: h("div", { class: "head" }, view.chat, view.tabs),
    update: () => draw(view),
    tabs: () => drawTabs(view),
    typing: () => typing(view),
    quiet: () => quiet(view),
  };
}

function draw(view) {
  const { column } = view;
  const { about } = state.people.get(column.person);
  const group = state.groups.get(column.chat);
  const title = group ? group.title : state.bot.first_name;
  view.holder.replaceChildren(
    avatar(column.person),
    h("b", { dir: "auto" }, nameOf(column.person)),
    h("span", { class: "about", hidden: !about }, about ?? ""),
    h("span", { class: "grow" }),
    view.shut,
  );
  const words = h("div", { class: "head-words" }, h("b", { dir: "auto" }, title), view.status);
  view.chat.replaceChildren(group ? groupBadge(title) : seal(), words, view.more);
  quiet(view);
  drawTabs(view);
}

/** Drawn anew only when something is different, so that the tab in focus stays. */
function drawTabs(view) {
  const { column } = view;
  const chats = chatsOf(column.person).map((chat) => ({ chat, count: unread(column.person, chat) }));
  const sign = JSON.stringify([column.chat, chats]);
  if (sign === view.sign) return;
  view.sign = sign;
  show(view.tabs, chats.length > 1);
  view.tabs.replaceChildren(...chats.map(({ chat, count }) => tab(column, chat, count)));
}

function tab(column, chat, count) {
  const facts = {
    class: "tab",
    role: "tab",
    "aria-selected": String(chat === column.chat),
    data: { openChat: chat },
  };
  const news = h(
    "span",
    { class: "badge", data: { unread: count }, "aria-label": t("unread", { n: count }) },
    count,
  );
  const title = state.groups.get(chat)?.title ?? state.bot.first_name;
  return button(facts, () => column.show(chat), h("span", { dir: "auto" }, title), count > 0 && news);
}

function typing(view) {
  clearTimeout(view.timer);
  view.status.replaceChildren(h("span", { class: "typing", data: { typing: "" } }, t("typing")));
  view.timer = setTimeout(() => quiet(view), TYPING_LASTS);
}

function quiet(view) {
  clearTimeout(view.timer);
  const group = state.groups.get(view.column.chat);
  view.status.textContent = group ? t("members", { n: group.members.length + Number(group.bot_inside) }) : t("bot_role");
}

function menu(view) {
  const { column } = view;
  const { blocked } = state.people.get(column.person);
  const change = { true: ["unblock", "check"], false: ["block", "block"] };
  const [name, sign] = change[blocked];
  const inGroup = [
    { name: "members", icon: "group", label: t("group_members"), act: () => showMembers(column) },
  ];
  const alone = [
    { name: "start", icon: "play", label: t("restart_bot"), act: () => column.start() },
    { name, icon: sign, label: t(name), act: () => column.attempt(() => api.block(column.person, !blocked)) },
  ];
  openMenu(column.el, column.chat < 0 ? inGroup : alone, under(view.more), t("chat_menu"));
}

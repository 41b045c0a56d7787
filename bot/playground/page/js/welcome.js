// What stands in an empty chat (the bot introduces itself), and in place of the message box of who blocked it.
import * as api from "./api.js";
import { seal } from "./avatar.js";
import { button, h, show } from "./dom.js";
import { messagesOf, state } from "./store.js";
import { t } from "./words.js";

/** The card of an empty chat and the bar of a blocked one. */
export function welcome(column) {
  const view = { column, el: h("div", { class: "empty", hidden: true }), sign: "" };
  const again = () => column.attempt(() => api.block(column.person, false));
  const unblock = button({ class: "secondary", data: { unblock: "" } }, again, t("unblock"));
  const blocked = h(
    "div",
    { class: "blocked", hidden: true, data: { blocked: "" } },
    h("span", {}, t("blocked")),
    unblock,
  );
  return { el: view.el, blocked, update: () => draw(view) };
}

function draw(view) {
  const { column, el } = view;
  show(el, messagesOf(column.chat).length === 0);
  const words = description(column.person);
  const sign = JSON.stringify([column.chat, words]);
  if (sign === view.sign) return;
  view.sign = sign;
  el.replaceChildren(
    h("div", { class: "empty-card" }, column.chat < 0 ? h("p", {}, t("empty_group")) : hello(column, words)),
  );
}

function hello(column, words) {
  return [
    seal(),
    h("b", {}, state.bot.first_name),
    words && h("p", { class: "description", dir: "auto" }, words),
    h("p", {}, t("start_hint")),
    button({ class: "primary", data: { start: "" } }, () => column.start(), t("start")),
  ];
}

/** What the bot says of itself in the person's language. */
function description(person) {
  const language = (state.people.get(person).language_code ?? "").split("-")[0];
  return state.bot.descriptions[language] ?? state.bot.descriptions[""] ?? "";
}

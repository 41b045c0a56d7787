// The buttons under a bot's message, and the keyboard that a bot lays below the message box.
import { button, h } from "./dom.js";
import { icon } from "./icons.js";

/** Inline buttons. `tools.tap(message, row, column)` and `tools.link(url)` do what they say. */
export function inline(message, tools) {
  const rows = message.inline_keyboard.map((row, at) =>
    h(
      "div",
      { class: "key-row" },
      row.map((key, column) => inlineKey(message, key, at, column, tools)),
    ),
  );
  return h("div", { class: "inline-keys", role: "group" }, rows);
}

function inlineKey(message, key, row, column, tools) {
  const data = { button: key.text, row, column, value: key.callback_data };
  if (key.url) return linkKey(key, data, tools);
  const tap = (event) => tools.tap(message, row, column, event.currentTarget);
  return button({ class: "key", data }, tap, h("span", { dir: "auto" }, key.text));
}

function linkKey(key, data, tools) {
  const open = (event) => {
    if (tools.link(key.url)) event.preventDefault();
  };
  const safe = /^(https?|tg):/i.test(key.url) ? key.url : null;
  return h(
    "a",
    {
      class: "key",
      href: safe,
      target: "_blank",
      rel: "noopener noreferrer",
      data: { ...data, link: key.url },
      on: { click: open },
    },
    h("span", { dir: "auto" }, key.text),
    icon("link"),
  );
}

/** The reply keyboard: `press(key)` says the words, or shares the contact or the place asked for. */
export function reply(keyboard, press) {
  return keyboard.rows.map((row) =>
    h(
      "div",
      { class: "key-row" },
      row.map((key) => replyKey(key, press)),
    ),
  );
}

function replyKey(key, press) {
  const words = h("span", { dir: "auto" }, key.text);
  return button({ class: "key", data: { key: key.text } }, () => press(key), words);
}

/** The keyboard in force: that of the bot's newest message that brought or took one away. */
export function inForce(messages) {
  for (let at = messages.length - 1; at >= 0; at -= 1) {
    const message = messages[at];
    if (message.remove_keyboard) return null;
    if (message.reply_keyboard) return message;
  }
  return null;
}

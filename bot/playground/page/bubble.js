// One message as a bubble: quote, content, words, time, buttons.
import * as cards from "./cards.js";
import { h } from "./dom.js";
import { render } from "./entities.js";
import { inline } from "./keys.js";
import * as media from "./media.js";
import { messageOf, nameOf, state } from "./store.js";
import { time } from "./time.js";
import { voice } from "./voice.js";
import { icon } from "./icons.js";
import { kindWord, t } from "./words.js";

const CONTENT = {
  photo: media.photo, video: media.video, document: media.fileCard, voice, location: cards.place,
  contact: cards.contact, poll: cards.poll, sticker: cards.sticker,
};
const PICTURES = new Set(["photo", "video", "location"]);
const QUOTE = 80;

/** The bubble of one message, or of all parts of one album. `look` = {own, first, last, named}. */
export function bubble(parts, look, tools) {
  const [message] = parts;
  const spoken = parts.find((part) => part.text || part.caption) ?? message;
  const said = spoken.text ?? spoken.caption ?? "";
  const box = h("div", { class: boxClass(parts, said) }, name(message, look), quote(message, tools), content(parts, tools),
    words(said, spoken, tools), meta(parts, spoken));
  const menu = h("button", { type: "button", class: "bubble-menu", tabindex: -1, "aria-label": t("message_menu"), data: { menu: spoken.message_id } }, icon("more"));
  return h("article", {
    class: ["message", look.own ? "own" : "theirs", look.first && "first", look.last && "last"].filter(Boolean).join(" "),
    tabindex: -1, "aria-label": `${look.own ? t("you") : nameOf(message.from)} ${time(message.date * 1000)}`,
    data: { message: message.message_id, kind: parts.length > 1 ? "album" : message.kind, from: message.from, spoken: spoken.message_id, own: look.own ? "" : null },
  }, h("div", { class: "bubble-line" }, h("div", { class: "bubble-stack" }, box, keyboard(message, tools)), menu));
}

/** A line of its own for what happened in a group. */
export const service = (message) => h("div", { class: "service", data: { message: message.message_id, kind: message.kind } },
  h("span", {}, t(message.kind, { name: nameOf(message.from), bot: state.bot.first_name })));

function boxClass(parts, said) {
  const [{ kind }] = parts;
  const bare = kind === "sticker" ? "bare" : "";
  const wide = PICTURES.has(kind) ? "pictured" : "";
  return ["bubble", bare, wide, said ? "" : "wordless"].filter(Boolean).join(" ");
}

const name = (message, look) => look.named && look.first && h("div", { class: "sender", data: { hue: look.hue } }, nameOf(message.from));

function content(parts, tools) {
  const [message] = parts;
  if (parts.length > 1) return media.album(parts, tools);
  if (message.kind === "text") return null;
  return (CONTENT[message.kind] ?? cards.other)(message, tools);
}

function words(said, message, tools) {
  return said && h("div", { class: "words", dir: "auto" }, render(said, message.entities, tools));
}

function meta(parts, spoken) {
  const edited = parts.some((part) => part.edited);
  const at = spoken.date * 1000;
  return h("span", { class: "meta" }, edited && h("span", { class: "edited" }, t("edited")),
    h("time", { datetime: new Date(at).toISOString() }, time(at)));
}

const keyboard = (message, tools) => (message.inline_keyboard ? inline(message, tools) : null);

function quote(message, tools) {
  if (!message.reply_to) return null;
  const original = messageOf(message.chat_id, message.reply_to);
  return h("button", { type: "button", class: "quote", data: { quote: message.reply_to }, on: { click: () => tools.jump(message.reply_to) } },
    h("b", {}, original ? nameOf(original.from) : ""), h("span", { dir: "auto" }, original ? gist(original) : "…"));
}

/** A message in a few words, for quotes and the list of people. */
export function gist(message) {
  const said = (message.text ?? message.caption ?? "").replace(/\s+/g, " ").trim();
  const short = [...said.slice(0, QUOTE * 2)].slice(0, QUOTE).join("");
  if (message.kind === "text") return short;
  if (message.kind === "sticker") return message.sticker;
  return `［${kindWord(message.kind)}］${short}`;
}

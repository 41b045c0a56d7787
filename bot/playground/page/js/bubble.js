// One message as a bubble: quote, content, words, time, buttons.
import * as cards from "./cards.js";
import { button, h } from "./dom.js";
import { render } from "./entities.js";
import { icon } from "./icons.js";
import { inline } from "./keys.js";
import * as media from "./media.js";
import { poll } from "./polls.js";
import { messageOf, nameOf } from "./store.js";
import { time } from "./time.js";
import { voice } from "./voice.js";
import { kindWord, t } from "./words.js";

const CONTENT = {
  photo: media.photo,
  video: media.video,
  animation: media.video,
  video_note: media.video,
  audio: media.fileCard,
  document: media.fileCard,
  voice,
  location: cards.place,
  venue: cards.place,
  contact: cards.contact,
  poll,
  sticker: cards.sticker,
  dice: cards.dice,
};
const PICTURES = new Set(["photo", "video", "animation", "video_note", "location", "venue"]);
const QUOTE = 80;
const classes = (...names) => names.filter(Boolean).join(" ");

/** The bubble of one message, or of all parts of one album. `look` = {own, first, last, named}. */
export function bubble(parts, look, tools) {
  const [message] = parts;
  const spoken = parts.find((part) => part.caption) ?? message;
  const keys = message.inline_keyboard && inline(message, tools);
  const stack = h("div", { class: "bubble-stack" }, box(parts, spoken, look, tools), keys);
  const who = look.own ? t("you") : nameOf(message.from);
  const facts = { tabindex: -1, "aria-label": `${who} ${time(message.date * 1000)}` };
  const side = classes("message", look.own ? "own" : "theirs", look.first && "first", look.last && "last");
  const data = { message: message.message_id, kind: message.kind, spoken: spoken.message_id };
  return h(
    "article",
    { class: side, data, ...facts },
    h("div", { class: "bubble-line" }, stack, menuButton(spoken)),
  );
}

function menuButton(message) {
  const facts = { type: "button", class: "bubble-menu", tabindex: -1, "aria-label": t("message_menu") };
  return h("button", { ...facts, data: { menu: message.message_id } }, icon("more"));
}

function box(parts, spoken, look, tools) {
  const [message] = parts;
  const said = spoken.text ?? spoken.caption ?? "";
  const { kind } = message;
  const style = classes(
    "bubble",
    kind === "sticker" && "bare",
    PICTURES.has(kind) && "pictured",
    !said && "wordless",
  );
  return h(
    "div",
    { class: style },
    look.named && look.first && h("div", { class: "sender" }, nameOf(message.from)),
    message.reply_to && quote(message, tools),
    content(parts, tools),
    said && h("div", { class: "words", dir: "auto" }, render(said, spoken.entities, tools)),
    message.reactions && h("div", { class: "reactions" }, message.reactions.join(" ")),
    meta(parts, spoken),
  );
}

function content(parts, tools) {
  const [message] = parts;
  if (parts.length > 1) return media.album(parts, tools);
  if (message.kind === "text") return null;
  return (CONTENT[message.kind] ?? cards.other)(message, tools);
}

function meta(parts, spoken) {
  const edited = parts.some((part) => part.edited);
  const at = spoken.date * 1000;
  const clock = h("time", { datetime: new Date(at).toISOString() }, time(at));
  return h("span", { class: "meta" }, edited && h("span", { class: "edited" }, t("edited")), clock);
}

function quote(message, tools) {
  const original = messageOf(message.chat_id, message.reply_to);
  const facts = { class: "quote", data: { quote: message.reply_to } };
  const words = h("span", { dir: "auto" }, original ? gist(original) : "…");
  return button(
    facts,
    () => tools.jump(message.reply_to),
    h("b", {}, original ? nameOf(original.from) : ""),
    words,
  );
}

/** Whether the message is a line of its own: something that happened in a group. */
export const isService = (message) => kindWord(`note_${message.kind}`) !== `note_${message.kind}`;

/** A line of its own for what happened in a group. */
export function service(message) {
  const moved = message.new_chat_members ?? [message.left_chat_member].filter(Boolean);
  const itself = moved.length === 1 && moved[0].id === message.from;
  const others = moved.map((user) => nameOf(user.id)).join("、");
  const facts = { name: nameOf(message.from), others, title: message.new_chat_title };
  const words = t(itself ? `note_${message.kind}_itself` : `note_${message.kind}`, facts);
  return h(
    "div",
    { class: "service", data: { message: message.message_id, kind: message.kind } },
    h("span", {}, words),
  );
}

/** A message in a few words, for quotes. */
export function gist(message) {
  const said = (message.text ?? message.caption ?? "").replace(/\s+/g, " ").trim();
  const short = [...said].slice(0, QUOTE).join("");
  if (message.kind === "text") return short;
  if (message.kind === "sticker") return message.sticker;
  return `［${kindWord(message.kind)}］${short}`;
}

// Where a person writes: the message box, what is quoted or edited, attachments, commands and the quick keyboard.
import * as api from "./api.js";
import { attachItems } from "./attach.js";
import { gist } from "./bubble.js";
import { commandList } from "./commands.js";
import { button, h, show } from "./dom.js";
import { icon } from "./icons.js";
import { openMenu } from "./menu.js";
import { quickKeys } from "./quickkeys.js";
import { messagesOf, nameOf } from "./store.js";
import { contents, makeTray } from "./tray.js";
import { t } from "./words.js";

const TALLEST = 168;

/** The lower part of a column. */
export function composer(column) {
  const view = { column, editing: null, replying: null };
  view.send = (content) => sendOne(view, content);
  build(view);
  wire(view);
  return {
    el: view.el,
    update: view.keys.update,
    reset: () => reset(view),
    reply: (message) => refer(view, "replying", message),
    edit: (message) => startEdit(view, message),
    addFiles: (files) => view.tray.addFiles(files),
  };
}

function build(view) {
  const label = { "aria-label": t("message_input"), placeholder: t("message_input") };
  const tool = (name, sign, words, click) =>
    button({ class: "tool", "aria-label": words, title: words, data: { [name]: "" } }, click, icon(sign));
  view.box = h("textarea", { rows: 1, dir: "auto", enterkeyhint: "send", data: { compose: "" }, ...label });
  view.tray = makeTray(() => face(view));
  view.commands = commandList(view.column.person, (words) => choose(view, words));
  view.about = h("div", { class: "about-bar", hidden: true, data: { about: "" } });
  view.attach = tool("attach", "clip", t("attach"), () =>
    openMenu(view.column.el, attachItems(view), above(view.attach), t("attach")),
  );
  view.keys = quickKeys(view.column, view.send);
  view.go = h(
    "button",
    { type: "submit", class: "round-button", "aria-label": t("send"), title: t("send"), data: { send: "" } },
    icon("send"),
  );
  const field = h(
    "div",
    { class: "compose-field" },
    view.box,
    tool("slash", "slash", t("commands"), view.commands.toggle),
    view.keys.toggle,
  );
  view.row = h("div", { class: "compose-row" }, view.attach, field, view.go);
  view.el = h(
    "form",
    { class: "composer" },
    view.commands.el,
    view.about,
    view.tray.el,
    view.row,
    view.keys.el,
  );
}

function wire(view) {
  view.el.addEventListener("submit", (event) => {
    event.preventDefault();
    submit(view);
  });
  view.box.addEventListener("input", () => {
    face(view);
    view.commands.match(view.box.value);
  });
  view.box.addEventListener("keydown", (event) => keydown(view, event));
  view.box.addEventListener("paste", (event) => {
    if (event.clipboardData.files.length === 0) return;
    event.preventDefault();
    view.tray.addFiles(event.clipboardData.files);
  });
}

function above(el) {
  const box = el.getBoundingClientRect();
  return { x: box.left, y: box.top - 4 };
}

/** Enter that ends the choice of a Chinese word does not send. */
function keydown(view, event) {
  if (event.isComposing || event.keyCode === 229) return;
  if (event.key === "Enter" && !event.shiftKey) {
    event.preventDefault();
    submit(view);
  }
  if (event.key === "Escape") {
    view.commands.hide();
    if (view.editing || view.replying) reset(view);
  }
  if (event.key === "ArrowUp" && view.box.value === "") editLast(view, event);
}

function editLast(view, event) {
  const { chat, person } = view.column;
  const own = messagesOf(chat).findLast((one) => one.from === person && (one.text || one.caption));
  if (!own) return;
  event.preventDefault();
  startEdit(view, own);
}

/** The box grows with what is written; the round button shows whether there is something to send. */
function face(view) {
  const { box } = view;
  box.style.height = "";
  if (box.value !== "") box.style.height = `${Math.min(box.scrollHeight, TALLEST)}px`;
  view.go.toggleAttribute("data-ready", box.value.trim() !== "" || view.tray.size() > 0);
  box.placeholder = t(view.tray.size() > 0 ? "caption_input" : "message_input");
}

function put(view, words) {
  view.box.value = words;
  view.commands.hide();
  face(view);
}

function reset(view) {
  view.editing = null;
  view.replying = null;
  view.tray.empty();
  put(view, "");
  show(view.about, false);
}

function choose(view, words) {
  put(view, "");
  view.box.focus();
  view.send({ text: words });
}

/** Shows above the box which message is answered or edited. */
function refer(view, how, message) {
  Object.assign(view, { editing: null, replying: null, [how]: message });
  const title = how === "editing" ? t("editing") : t("replying", { name: nameOf(message.from) });
  const words = h(
    "div",
    { class: "about-words" },
    h("b", {}, title),
    h("span", { dir: "auto" }, gist(message)),
  );
  const facts = { class: "plain-button", "aria-label": t("cancel"), data: { cancelAbout: "" } };
  view.about.replaceChildren(
    icon(how === "editing" ? "edit" : "reply"),
    words,
    button(facts, () => reset(view), icon("close")),
  );
  show(view.about, true);
  view.box.focus();
}

function startEdit(view, message) {
  view.tray.empty();
  refer(view, "editing", message);
  put(view, message.text ?? message.caption);
  view.box.setSelectionRange(view.box.value.length, view.box.value.length);
}

const replyTo = (view) => (view.replying ? { reply_to: view.replying.message_id } : {});

function submit(view) {
  const words = view.box.value.trim();
  const { editing, column } = view;
  if (editing) {
    if (words)
      attempt(view, words, [], () => api.edit(editing.chat_id, editing.message_id, column.person, words));
  } else if (words || view.tray.size() > 0) {
    const reply = replyTo(view);
    const items = view.tray.take();
    attempt(view, words, items, () => sendAll(column, items, words, reply));
  }
}

async function sendAll(column, items, words, reply) {
  const parts = items.length > 0 ? await contents(items, words) : [{ text: words }];
  for (const part of parts) await api.send(column.chat, column.person, { ...part, ...reply });
}

/** Empties the box at once; words and pictures come back if they could not be sent. */
async function attempt(view, words, items, work) {
  reset(view);
  try {
    await work();
    view.column.sent();
  } catch (error) {
    view.tray.put(items);
    put(view, words);
    view.column.toast(t("failed", { why: error.message }));
  }
}

function sendOne(view, content) {
  const { column } = view;
  const reply = replyTo(view);
  if (view.replying) reset(view);
  return column.attempt(() => api.send(column.chat, column.person, { ...content, ...reply }));
}

// Where a person writes: the message box, what is quoted or edited, attachments, commands and the quick keyboard.
import * as api from "./api.js";
import { attachItems } from "./attach.js";
import { gist } from "./bubble.js";
import { commandList } from "./commands.js";
import { h, show } from "./dom.js";
import { askPlace } from "./forms.js";
import { icon } from "./icons.js";
import { inForce, reply as replyKeys } from "./keys.js";
import { openMenu, under } from "./menu.js";
import { toast } from "./notice.js";
import { messagesOf, nameOf } from "./store.js";
import { contents, tray as makeTray } from "./tray.js";
import { t } from "./words.js";

/** The lower part of a column. `column` = {person, chat, el, sent()}. */
export function composer(column) {
  const view = { column, editing: null, replying: null, used: null, folded: false };
  view.send = (content) => sendOne(view, content);
  build(view);
  wire(view);
  return { el: view.el, update: () => drawKeys(view), reset: () => reset(view), focus: () => view.box.focus(),
    reply: (message) => refer(view, "replying", message), edit: (message) => startEdit(view, message), addFiles: (files) => view.tray.addFiles(files) };
}

const tool = (name, sign, label) => h("button", { type: "button", class: `tool ${name}`, "aria-label": label, title: label, data: { [name]: "" } }, icon(sign));

function build(view) {
  view.box = h("textarea", { rows: 1, placeholder: t("message_input"), "aria-label": t("message_input"), data: { compose: "" }, dir: "auto", enterkeyhint: "send" });
  view.tray = makeTray(() => facing(view));
  view.commands = commandList(view.column.person, (word) => { view.box.value = ""; fit(view); view.send({ text: word }); view.box.focus(); });
  view.about = h("div", { class: "about-bar", hidden: true, data: { about: "" } });
  view.attach = tool("attach", "plus", t("attach"));
  view.slash = tool("slash", "slash", t("commands"));
  view.toggle = tool("keyboard", "keys", t("keyboard"));
  view.submit = h("button", { type: "submit", class: "round-button send", "aria-label": t("send"), title: t("send"), data: { send: "" } }, icon("send"));
  view.keys = h("div", { class: "reply-keys", hidden: true, data: { replyKeyboard: "" } });
  view.row = h("div", { class: "compose-row" }, view.attach, h("div", { class: "compose-field" }, view.box, view.slash, view.toggle), view.submit);
  view.el = h("form", { class: "composer" }, view.commands.el, view.about, view.tray.el, view.row, view.keys);
  facing(view);
}

function wire(view) {
  view.el.addEventListener("submit", (event) => { event.preventDefault(); submit(view); });
  view.box.addEventListener("input", () => { fit(view); facing(view); view.commands.match(view.box.value); });
  view.box.addEventListener("keydown", (event) => keydown(view, event));
  view.box.addEventListener("paste", (event) => { if (event.clipboardData.files.length > 0) { event.preventDefault(); view.tray.addFiles(event.clipboardData.files); } });
  view.attach.addEventListener("click", () => openMenu(view.column.el, attachItems(view), above(view.attach), t("attach")));
  view.slash.addEventListener("click", view.commands.toggle);
  view.toggle.addEventListener("click", () => { view.folded = !view.folded; drawKeys(view); });
}

const above = (button) => ({ x: under(button).x, y: button.getBoundingClientRect().top - 4 });

function keydown(view, event) {
  if (event.isComposing || event.keyCode === 229) return;
  if (event.key === "Enter" && !event.shiftKey) { event.preventDefault(); submit(view); }
  if (event.key === "Escape") { view.commands.hide(); reset(view); }
  if (event.key === "ArrowUp" && view.box.value === "") editLast(view, event);
}

function editLast(view, event) {
  const own = messagesOf(view.column.chat).findLast((one) => one.from === view.column.person && (one.text || one.caption));
  if (!own) return;
  event.preventDefault();
  startEdit(view, own);
}

/** The box grows with what is written, up to a third of a phone. */
function fit(view) {
  view.box.style.height = "";
  if (view.box.value !== "") view.box.style.height = `${Math.min(view.box.scrollHeight, 168)}px`;
}

function facing(view) {
  view.submit.toggleAttribute("data-ready", view.box.value.trim() !== "" || view.tray.size() > 0);
  view.box.placeholder = t(view.tray.size() > 0 ? "caption_input" : "message_input");
}

function reset(view) {
  view.editing = view.replying = null;
  view.tray.empty();
  put(view, "");
  show(view.about, false);
}

function put(view, words) {
  view.box.value = words;
  fit(view);
  facing(view);
  view.commands.hide();
}

function refer(view, how, message) {
  Object.assign(view, { editing: null, replying: null, [how]: message });
  const title = how === "editing" ? t("editing") : t("replying", { name: nameOf(message.from) });
  const cancel = h("button", { type: "button", class: "plain-button", "aria-label": t("cancel"), data: { cancelAbout: "" }, on: { click: () => reset(view) } }, icon("close"));
  view.about.replaceChildren(icon(how === "editing" ? "edit" : "reply"), h("div", { class: "about-words" }, h("b", {}, title), h("span", { dir: "auto" }, gist(message))), cancel);
  show(view.about, true);
  view.box.focus();
}

function startEdit(view, message) {
  view.tray.empty();
  refer(view, "editing", message);
  put(view, message.text ?? message.caption ?? "");
  view.box.setSelectionRange(view.box.value.length, view.box.value.length);
}

async function submit(view) {
  const words = view.box.value.trim();
  const { editing, column } = view;
  if (editing && words) return attempt(view, words, () => api.edit(editing.chat_id, editing.message_id, column.person, words));
  if (view.tray.size() === 0 && !words) return null;
  const reply = view.replying ? { reply_to: view.replying.message_id } : {};
  const items = view.tray.take();
  return attempt(view, words, async () => {
    const parts = items.length > 0 ? await contents(items, words) : [{ text: words }];
    for (const part of parts) await api.send(column.chat, column.person, { ...part, ...reply });
  });
}

/** Empties the box at once; the words come back if they could not be sent. */
async function attempt(view, words, work) {
  reset(view);
  try {
    await work();
    view.column.sent();
  } catch (error) {
    put(view, words);
    toast(view.column.el, t("failed", { why: error.message }));
  }
}

async function sendOne(view, content) {
  const reply = view.replying ? { reply_to: view.replying.message_id } : {};
  try {
    await api.send(view.column.chat, view.column.person, { ...content, ...reply });
    if (view.replying) reset(view);
    view.column.sent();
  } catch (error) {
    toast(view.column.el, t("failed", { why: error.message }));
  }
}

/** Shows the keyboard in force; a one-time keyboard folds away once used. */
function drawKeys(view) {
  const bearer = inForce(messagesOf(view.column.chat));
  const sign = bearer ? `${bearer.chat_id} ${bearer.message_id} ${bearer.version}` : "";
  if (view.keysSign !== sign) {
    view.keysSign = sign;
    view.folded = false;
    view.keys.replaceChildren(...(bearer ? replyKeys(bearer.reply_keyboard, (key, words) => press(view, bearer, key, words)) : []));
  }
  show(view.toggle, Boolean(bearer));
  show(view.keys, Boolean(bearer) && !view.folded);
  view.toggle.setAttribute("aria-pressed", String(!view.keys.hidden));
}

function press(view, bearer, key, words) {
  if (bearer.reply_keyboard.one_time) { view.folded = true; drawKeys(view); }
  if (key.request_contact) return view.send({ contact: true });
  if (key.request_location) return askPlace(view.send);
  return view.send({ text: words });
}

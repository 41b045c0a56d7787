// One person's phone: whose it is, their chats, the messages and the place to write.
import * as api from "./api.js";
import { head } from "./head.js";
import { composer } from "./composer.js";
import { lightbox } from "./dialog.js";
import { h, show } from "./dom.js";
import { startPayload } from "./links.js";
import { onHold, walkMessages } from "./menu.js";
import { messageMenu } from "./messagemenu.js";
import { toast } from "./notice.js";
import { markSeen, seenUpTo, unread } from "./reads.js";
import { soon } from "./soon.js";
import { nameOf, state } from "./store.js";
import { tap } from "./taps.js";
import { timeline } from "./timeline.js";
import { welcome } from "./welcome.js";
import { t } from "./words.js";

/** The column of a person; `close()` is called when they put the phone away. */
export function openColumn(person, close) {
  const column = { person, chat: person };
  Object.assign(column, deeds(column));
  build(column, close);
  wire(column);
  column.draw = soon(() => draw(column));
  column.show(person);
  return column;
}

/** What the parts of the column and the page may ask of it. */
function deeds(column) {
  return {
    attempt: (work) => attempt(column, work),
    link: (url) => follow(column, url),
    say: (words) => attempt(column, () => api.send(column.chat, column.person, { text: words })),
    start: (payload) => start(column, payload),
    show: (chat) => showChat(column, chat),
    toast: (words) => toast(column.el, words),
    world: () => drawWorld(column),
    seen: () => column.head.tabs(),
    messages: (event) => heard(column, event),
    typed: (event) => event.chat === column.chat && column.head.typing(),
    look: () => column.list.atEnd() && see(column),
    sent: () => {
      column.list.mark(0);
      column.list.toEnd();
    },
  };
}

function build(column, close) {
  const { person } = column;
  const data = { person: column.person };
  column.el = h("section", { class: "column", data, "aria-label": nameOf(column.person) });
  column.list = timeline(column.person, {
    look: lightbox,
    link: column.link,
    command: column.say,
    tap: (message, row, at, button) => tap(column, message, row, at, button),
    vote: (message, options) =>
      attempt(column, () => api.touch(message.chat_id, message.message_id, "vote", person, { options })),
    jump: (id) => column.list.jump(id),
    seen: () => see(column),
  });
  column.composer = composer(column);
  column.head = head(column, close);
  column.welcome = welcome(column);
  const { head: top, list, welcome: card, composer: box } = column;
  column.el.append(top.holder, h("div", { class: "phone" }, top.el, list.el, card.el, box.el, card.blocked));
}

function wire(column) {
  column.el.addEventListener("dragover", (event) => event.preventDefault());
  column.el.addEventListener("drop", (event) => {
    event.preventDefault();
    column.composer.addFiles(event.dataTransfer.files);
  });
  const menu = (el, at) => messageMenu(column, Number(el.dataset.spoken), at);
  onHold(column.list.scroller, menu);
  walkMessages(column.list.scroller, menu);
}

/** Follows a link to the bot by starting it; other links are left to the browser (false). */
function follow(column, url) {
  const payload = startPayload(url);
  if (payload === null) return false;
  start(column, payload);
  return true;
}

function start(column, payload) {
  column.show(column.person);
  return attempt(column, () => api.start(column.person, payload));
}

async function attempt(column, work) {
  try {
    await work();
    column.sent();
  } catch (error) {
    column.toast(t("failed", { why: error.message }));
  }
}

function showChat(column, chat) {
  const from = unread(column.person, chat) > 0 ? seenUpTo(column.person, chat) : 0;
  if (chat !== column.chat) column.composer.reset();
  column.chat = chat;
  column.el.dataset.chat = chat;
  column.list.open(chat, from);
  drawWorld(column);
  column.composer.update();
}

const away = (column) => document.visibilityState !== "visible" || !column.el.isConnected || column.el.hidden;

function see(column) {
  if (!away(column)) markSeen(column.person, column.chat);
}

function heard(column, { chat, changed }) {
  if (chat === column.chat && changed.some((message) => message.from_bot)) column.head.quiet();
  column.draw();
}

function draw(column) {
  const { person, chat, list } = column;
  const missed = unread(person, chat) > 0 && (away(column) || !list.atEnd());
  if (missed) list.mark(seenUpTo(person, chat));
  list.update();
  column.composer.update();
  column.welcome.update();
  column.look();
  list.unread(unread(person, chat));
  column.head.tabs();
}

function drawWorld(column) {
  const group = state.groups.get(column.chat);
  if (group && !group.members.includes(column.person)) {
    showChat(column, column.person);
    return;
  }
  const shut = state.people.get(column.person).blocked && column.chat > 0;
  show(column.welcome.blocked, shut);
  show(column.composer.el, !shut);
  column.head.update();
  column.welcome.update();
}

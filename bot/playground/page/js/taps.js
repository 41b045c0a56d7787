// A tap on a button: sent to the bot, its button marked as waiting, and the bot's answer shown.
import * as api from "./api.js";
import { alert } from "./notice.js";
import { on } from "./store.js";
import { t } from "./words.js";

const PATIENCE = 15_000;
const KEPT = 50;
const early = new Map();
const waiting = new Map();

on("answer", (answer) => {
  const resolve = waiting.get(answer.callback_query_id);
  if (resolve) resolve(answer);
  else remember(answer);
});

/** An answer may arrive before the tap itself is confirmed. */
function remember(answer) {
  early.set(answer.callback_query_id, answer);
  if (early.size > KEPT) early.delete(early.keys().next().value);
}

function answerTo(id) {
  if (early.has(id)) {
    const answer = early.get(id);
    early.delete(id);
    return Promise.resolve(answer);
  }
  return new Promise((resolve) => {
    const done = (answer) => {
      clearTimeout(timer);
      waiting.delete(id);
      resolve(answer);
    };
    const timer = setTimeout(done, PATIENCE, null);
    waiting.set(id, done);
  });
}

/** Taps the button at (row, column) of a message for the person of this column. */
export async function tap(column, message, row, at, button) {
  button.dataset.waiting = "";
  button.setAttribute("aria-busy", "true");
  try {
    const { callback_query_id: id } = await api.tap(
      message.chat_id,
      message.message_id,
      column.person,
      row,
      at,
    );
    showAnswer(column, await answerTo(id));
  } catch (error) {
    column.toast(t("failed", { why: error.message }));
  } finally {
    delete button.dataset.waiting;
    button.removeAttribute("aria-busy");
  }
}

function showAnswer(column, answer) {
  if (answer === null) column.toast(t("no_answer"));
  else if (answer.url) column.link(answer.url);
  else if (answer.text) show(column, answer);
}

function show(column, answer) {
  if (answer.show_alert) alert(column.el, answer.text);
  else column.toast(answer.text);
}

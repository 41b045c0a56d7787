// The keyboard that the bot lays below the message box, and the button that folds it away.
import { button, h, show } from "./dom.js";
import { askPlace } from "./place.js";
import { icon } from "./icons.js";
import { inForce, reply } from "./keys.js";
import { messagesOf } from "./store.js";
import { t } from "./words.js";

/** The keyboard of a column's chat; `send(content)` sends what a key stands for. */
export function quickKeys(column, send) {
  const view = { column, send, sign: "", folded: false };
  view.el = h("div", { class: "reply-keys", hidden: true, data: { replyKeyboard: "" } });
  const facts = {
    class: "tool",
    "aria-label": t("keyboard"),
    title: t("keyboard"),
    hidden: true,
    data: { keyboard: "" },
  };
  view.toggle = button(facts, () => fold(view, !view.folded), icon("keys"));
  return { el: view.el, toggle: view.toggle, update: () => draw(view) };
}

function fold(view, folded) {
  view.folded = folded;
  draw(view);
}

/** A new keyboard opens by itself, a one-time keyboard folds away once used. */
function draw(view) {
  const bearer = inForce(messagesOf(view.column.chat));
  const sign = bearer ? `${bearer.chat_id} ${bearer.message_id} ${bearer.version}` : "";
  if (view.sign !== sign) {
    Object.assign(view, { sign, folded: false });
    view.el.replaceChildren(
      ...(bearer ? reply(bearer.reply_keyboard, (key) => press(view, bearer, key)) : []),
    );
  }
  show(view.toggle, Boolean(bearer));
  show(view.el, Boolean(bearer) && !view.folded);
  view.toggle.setAttribute("aria-pressed", String(!view.el.hidden));
}

function press(view, bearer, key) {
  if (bearer.reply_keyboard.one_time) fold(view, true);
  if (key.request_contact) view.send({ contact: true });
  else if (key.request_location) askPlace(view.send);
  else view.send({ text: key.text });
}

// What stands in a chat, row by row: days, the mark of what is new, messages (an album is one row).
import { bubble, isService, service } from "./bubble.js";
import { h, hash } from "./dom.js";
import { messageOf, now, state } from "./store.js";
import { dayKey, dayLabel } from "./time.js";
import { t } from "./words.js";

const TOGETHER = 300;

/** The rows for these messages: {key, sign, build()}; a row with the same key and sign need not be built again. */
export function plan(view, messages) {
  const rows = [];
  const groups = gather(messages);
  let day = "";
  let marked = false;
  groups.forEach((parts, at) => {
    const [message] = parts;
    const ms = message.date * 1000;
    if (dayKey(ms) !== day) {
      day = dayKey(ms);
      rows.push(dayRow(message.message_id, day, ms));
    }
    if (!marked && view.mark && message.message_id > view.mark && message.from !== view.person) {
      marked = true;
      rows.push(markRow());
    }
    rows.push(messageRow(view, parts, groups[at - 1], groups[at + 1]));
  });
  return rows;
}

function gather(messages) {
  const groups = [];
  for (const message of messages) {
    const album = message.media_group_id && message.kind !== "document" ? message.media_group_id : null;
    if (album && groups.at(-1)?.[0].media_group_id === album) groups.at(-1).push(message);
    else groups.push([message]);
  }
  return groups;
}

function dayRow(id, day, ms) {
  const label = dayLabel(ms, now());
  return {
    key: `day ${id}`,
    sign: `${day} ${label}`,
    build: () => h("div", { class: "day", data: { day } }, h("span", {}, label)),
  };
}

const markRow = () => ({
  key: "new",
  sign: "",
  build: () => h("div", { class: "new-mark", data: { newMark: "" } }, h("span", {}, t("new_messages"))),
});

function messageRow(view, parts, before, after) {
  const [message] = parts;
  const look = {
    own: message.from === view.person && !message.from_bot,
    named: view.chat < 0 && message.from !== view.person,
    first: !close(before, parts),
    last: !close(parts, after),
    hue: hash(message.from) % 7,
  };
  const quoted = messageOf(view.chat, message.reply_to)?.version;
  const sign = [parts.map((part) => part.version), quoted, look.first, look.last, state.places.length].join();
  return {
    key: `message ${message.message_id}`,
    sign,
    build: () => (isService(message) ? service(message) : bubble(parts, look, view.tools)),
  };
}

/** Two neighbours belong together: same sender, same day, within five minutes, and no buttons between. */
function close(one, two) {
  if (!one || !two || isService(one[0]) || isService(two[0])) return false;
  const [a, b] = [one.at(-1), two[0]];
  return (
    a.from === b.from &&
    b.date - a.date < TOGETHER &&
    dayKey(a.date * 1000) === dayKey(b.date * 1000) &&
    !a.inline_keyboard
  );
}

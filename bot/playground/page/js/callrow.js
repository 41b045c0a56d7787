// One line of the panel 调用记录; opened, it shows everything that was asked and answered.
import { h } from "./dom.js";
import { nameOf, state } from "./store.js";
import { withSeconds } from "./time.js";
import { t } from "./words.js";

const SNIPPET = 90;

/** The name of a chat: a group's title or a person's name. */
export function chatName(id) {
  if (state.groups.has(id)) return state.groups.get(id).title;
  if (state.people.has(id)) return nameOf(id);
  return id === undefined ? "" : String(id);
}

/** The line of an entry. */
export function callRow(entry, open) {
  const data = { call: entry.n, kind: entry.kind, method: entry.method, failed: entry.error ? "" : null };
  const details = h("details", { open, data }, summary(entry));
  details.addEventListener("toggle", () => fill(details, entry));
  if (open) fill(details, entry);
  return h("li", {}, details);
}

function summary(entry) {
  const said = entry.error ? (entry.error.description ?? String(entry.error)) : snippet(entry);
  return h(
    "summary",
    {},
    h("span", { class: `call-sign ${entry.error ? "bad" : entry.kind}` }),
    h("b", {}, entry.method ?? t(`calls_${entry.kind}`)),
    h("span", { class: "call-chat", dir: "auto" }, chatName(entry.chat)),
    h("time", {}, withSeconds(Date.parse(entry.at))),
    h("span", { class: "call-words", dir: "auto" }, said),
  );
}

/** The whole entry is only written out when somebody opens it. */
function fill(details, entry) {
  if (details.childElementCount > 1) return;
  const part = (value) => value !== undefined && h("pre", {}, JSON.stringify(value, null, 2));
  details.append(h("div", { class: "call-body" }, part(entry.params), part(entry.error ?? entry.result)));
}

/** The words in a call or an update, wherever they stand; of a call rather as they were sent, without markup. */
function snippet({ params = {}, result = {} }) {
  const message = params.message ?? params.edited_message ?? params.callback_query ?? params;
  const words =
    result.text ?? result.caption ?? message.text ?? message.caption ?? message.data ?? message.url ?? "";
  return String(words).replace(/\s+/g, " ").slice(0, SNIPPET);
}

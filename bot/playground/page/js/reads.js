// Which messages a person has seen in each chat; the rest is counted as unread.
import { chatsOf, emit, messagesOf, state } from "./store.js";

const seen = new Map();
const key = (person, chat) => `${person}:${chat}`;
const last = (chat) => messagesOf(chat).at(-1)?.message_id ?? 0;
let counting = false;

/** Begins to count: what was there when the page was opened counts as seen. */
export function beginCounting() {
  counting = true;
  for (const person of state.people.keys())
    for (const chat of chatsOf(person)) seen.set(key(person, chat), last(chat));
}

/** The last message this person has seen in the chat. */
export const seenUpTo = (person, chat) => seen.get(key(person, chat)) ?? 0;

/** Others' messages after the last one seen. */
export function unread(person, chat) {
  if (!counting) return 0;
  const from = seenUpTo(person, chat);
  let count = 0;
  for (let at = messagesOf(chat).length - 1; at >= 0; at -= 1) {
    const message = messagesOf(chat)[at];
    if (message.message_id <= from) break;
    if (message.from !== person) count += 1;
  }
  return count;
}

export function markSeen(person, chat) {
  if (seenUpTo(person, chat) === last(chat)) return;
  seen.set(key(person, chat), last(chat));
  emit("seen", { person, chat });
}

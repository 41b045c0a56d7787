// What the page knows: the people, their chats and messages, and the clock. Views listen for changes.
import * as api from "./api.js";

export const state = { bot: null, people: new Map(), groups: new Map(), places: [] };
const chats = new Map();
const listeners = new Map();
const clock = { ahead: 0, offset: 0, version: 0, next: null };

/** Calls `listener` whenever something of this kind changes; returns how to stop. */
export function on(kind, listener) {
  if (!listeners.has(kind)) listeners.set(kind, new Set());
  listeners.get(kind).add(listener);
  return () => listeners.get(kind).delete(listener);
}

export function emit(kind, detail) {
  for (const listener of listeners.get(kind) ?? []) listener(detail);
}

/** The movable moment, in milliseconds. */
export const now = () => Date.now() + clock.ahead;
export const clockState = () => clock;

export function setClock(answer) {
  clock.ahead = Date.parse(answer.now) - Date.now();
  clock.offset = answer.offset;
  clock.version = answer.version;
  clock.next = answer.next ?? null;
  emit("clock", clock);
}

export async function loadClock() {
  setClock(await api.clock());
}

export async function loadWorld() {
  const world = await api.world();
  state.bot = world.bot;
  state.places = world.places;
  state.people = new Map(world.people.map((person) => [person.id, person]));
  state.groups = new Map(
    world.chats.filter((chat) => chat.type !== "private").map((chat) => [chat.id, chat]),
  );
  setClock(world.clock);
  emit("world", state);
}

/** The chats a person has: the bot's first, then the groups. */
export function chatsOf(person) {
  const groups = [...state.groups.values()].filter((group) => group.members.includes(person));
  return [person, ...groups.map((group) => group.id)];
}

/** What somebody is called in a chat. */
export function nameOf(id) {
  const person = state.people.get(id);
  if (person) return [person.first_name, person.last_name].filter(Boolean).join(" ");
  return state.bot.first_name;
}

function chat(id) {
  if (!chats.has(id)) chats.set(id, { list: [], byId: new Map(), version: 0 });
  return chats.get(id);
}

export const messagesOf = (id) => chat(id).list;
export const messageOf = (id, message) => chat(id).byId.get(message);

/**
 * Fetches a chat anew. What was deleted or forgotten meanwhile goes, what has not changed stays as it stands; a
 * version smaller than before means that the playground was started again, so nothing is kept.
 */
export async function loadChat(id) {
  const answer = await api.messages(id, 0);
  const one = chat(id);
  const kept = answer.version < one.version ? new Map() : one.byId;
  one.version = answer.version;
  const found = answer.messages.map((message) => newer(kept.get(message.message_id), message));
  one.byId = new Map(found.map((message) => [message.message_id, message]));
  changed(id, []);
}

/** Takes a message from an event, unless a newer version of it is here already. */
export function take(message) {
  const { byId } = chat(message.chat_id);
  byId.set(message.message_id, newer(byId.get(message.message_id), message));
  changed(message.chat_id, [message]);
}

export function drop(id, message) {
  chat(id).byId.delete(message);
  changed(id, []);
}

const newer = (old, message) => (old && old.version >= message.version ? old : message);

function changed(id, messages) {
  const one = chat(id);
  one.list = [...one.byId.values()].sort((a, b) => a.message_id - b.message_id);
  emit("messages", { chat: id, changed: messages });
}

/** Every chat there is: one for each person, and the groups. */
export const allChats = () => [...state.people.keys(), ...state.groups.keys()];

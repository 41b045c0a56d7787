// Follows the server's events; whenever the line is (again) open, first catches up with what was missed.
import * as store from "./store.js";

const RETRY = 500;
let turn = Promise.resolve();

/** Begins to listen. What arrives while the page catches up waits for its turn. */
export function follow() {
  const source = new EventSource("/world/events");
  const again = () => {
    source.close();
    store.emit("line", false);
    setTimeout(follow, RETRY);
  };
  source.addEventListener("open", () => inTurn(catchUp, again));
  source.addEventListener("message", (event) => inTurn(() => hear(JSON.parse(event.data)), again));
  source.addEventListener("error", again, { once: true });
}

function inTurn(work, again) {
  turn = turn.then(work).catch(again);
}

async function catchUp() {
  await store.loadWorld();
  await Promise.all(store.allChats().map(store.loadChat));
  store.emit("history", null);
  store.emit("line", true);
}

const HEAR = {
  message: (event) => store.take(event.message),
  edited: (event) => store.take(event.message),
  deleted: (event) => store.drop(event.chat, event.message_id),
  typing: (event) => store.emit("typing", event),
  answer: (event) => store.emit("answer", event),
  person: () => store.loadWorld(),
  chat: () => store.loadWorld(),
  clock: () => store.loadClock(),
  call: (event) => called(event.entry),
};

/** Other events are not for this page. */
const hear = (event) => HEAR[event.kind]?.(event);

/** The bot may have changed how it presents itself: its commands, its description. */
function called(entry) {
  store.emit("history", entry);
  return /^(set|delete)My/.test(entry.method ?? "") ? store.loadWorld() : null;
}

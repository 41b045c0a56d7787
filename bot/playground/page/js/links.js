// Links that lead to the bot itself: they start it for the person in whose column they are tapped.
import { state } from "./store.js";

const WEB = /^(?:https?:\/\/)?(?:t|telegram)\.me\/([\w]+)\/?(?:\?(.*))?$/i;
const APP = /^tg:\/\/resolve\/?\?(.*)$/i;

/** The payload of a link to our bot ("" if it has none), or null for any other link. */
export function startPayload(url) {
  const [name, query] = split(url);
  if (name === null || name.toLowerCase() !== state.bot.username.toLowerCase()) return null;
  return query.get("start") ?? "";
}

function split(url) {
  const web = WEB.exec(url);
  if (web) return [web[1], new URLSearchParams(web[2] ?? "")];
  const app = APP.exec(url);
  if (!app) return [null, null];
  const query = new URLSearchParams(app[1]);
  return [query.get("domain"), query];
}

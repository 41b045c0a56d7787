// A round name badge; its colour follows the person, its character is the name's.
import { h, hash } from "./dom.js";
import { nameOf, state } from "./store.js";

const HUES = 7;

/** The character on a name badge: the given name in Chinese, else the initial. */
export function avatarLetter(name) {
  const characters = [...name.trim()];
  const first = characters[0] ?? "·";
  return /[\u3400-\u9fff]/.test(first) && characters.length < 5 ? characters.at(-1) : first.toUpperCase();
}

/** The badge of a person. */
export function avatar(id) {
  return h(
    "span",
    { class: "avatar", "aria-hidden": "true", data: { hue: hash(id) % HUES } },
    avatarLetter(nameOf(id)),
  );
}

/** The badge of the bot: a seal. */
export function seal() {
  return h("span", { class: "avatar seal", "aria-hidden": "true" }, [...state.bot.first_name][0]);
}

/** The badge of a group. */
export function groupBadge(title) {
  return h("span", { class: "avatar group-badge", "aria-hidden": "true" }, [...title][0]);
}

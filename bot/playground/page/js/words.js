// Every word of the page itself comes from here: in Chinese, or with ?lang=en in English.
import { EN } from "./words.en.js";
import { ZH } from "./words.zh.js";

export const LANG = new URLSearchParams(location.search).get("lang") === "en" ? "en" : "zh";
const WORDS = LANG === "en" ? EN : ZH;

/** The sentence for a key, with {facts} filled in. */
export function t(key, facts = {}) {
  return WORDS[key].replace(/\{(\w+)\}/g, (_, name) => String(facts[name]));
}

/** The key of a message kind that has a word of its own, or nothing. */
export function kindWord(kind) {
  return WORDS[kind] === undefined ? kind : t(kind);
}

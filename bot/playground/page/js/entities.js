// Turns a text and its entities (offsets in UTF-16 units, which are also this language's) into elements.
import { h } from "./dom.js";
import { t } from "./words.js";

const SAFE = /^(https?:|tg:|mailto:|tel:)/i;
const MARKS = {
  bold: "b",
  italic: "i",
  underline: "u",
  strikethrough: "s",
  code: "code",
  hashtag: "span",
  cashtag: "span",
  date_time: "time",
};

/** Nodes for a text. `tools.link(url)` and `tools.command(word)` act on what is tapped. */
export function render(text, entities, tools) {
  const sorted = [...(entities ?? [])].sort((a, b) => a.offset - b.offset || b.length - a.length);
  return range(text, 0, text.length, sorted, tools);
}

function range(text, from, to, entities, tools) {
  const nodes = [];
  let at = from;
  let index = 0;
  while (index < entities.length) {
    const entity = entities[index];
    const end = Math.min(entity.offset + entity.length, to);
    index += 1;
    if (entity.offset < at || end <= entity.offset) continue;
    const inner = [];
    for (; index < entities.length && entities[index].offset < end; index += 1) inner.push(entities[index]);
    nodes.push(...between(text, at, entity), wrap(entity, text, end, inner, tools));
    at = BLOCKS.has(entity.type) && text[end] === "\n" ? end + 1 : end;
  }
  if (at < to) nodes.push(text.slice(at, to));
  return nodes;
}

/** The plain words before an entity; a block begins a line of its own, so one line break before it goes. */
function between(text, from, entity) {
  const words = text.slice(from, entity.offset);
  const shown = BLOCKS.has(entity.type) && words.endsWith("\n") ? words.slice(0, -1) : words;
  return shown === "" ? [] : [shown];
}

function wrap(entity, text, end, inner, tools) {
  const words = text.slice(entity.offset, end);
  const nodes = range(text, entity.offset, end, inner, tools);
  const make = SPECIAL[entity.type];
  return make ? make(entity, words, nodes, tools) : h(MARKS[entity.type] ?? "span", {}, nodes);
}

const BLOCKS = new Set(["pre", "blockquote", "expandable_blockquote"]);

const SPECIAL = {
  pre: (entity, words, nodes) => h("pre", { data: { language: entity.language } }, h("code", {}, nodes)),
  text_link: (entity, words, nodes, tools) => anchor(entity.url, nodes, tools),
  url: (entity, words, nodes, tools) =>
    anchor(/^\w+:/.test(words) ? words : `https://${words}`, nodes, tools),
  email: (entity, words, nodes, tools) => anchor(`mailto:${words}`, nodes, tools),
  phone_number: (entity, words, nodes, tools) => anchor(`tel:${words}`, nodes, tools),
  mention: (entity, words, nodes) => h("span", { class: "mention" }, nodes),
  text_mention: (entity, words, nodes) => h("span", { class: "mention" }, nodes),
  bot_command: (entity, words, nodes, tools) => command(words, nodes, tools),
  spoiler: (entity, words, nodes) => spoiler(nodes),
  blockquote: (entity, words, nodes) => h("blockquote", {}, nodes),
  expandable_blockquote: (entity, words, nodes) => folded(nodes),
};

function anchor(url, nodes, tools) {
  if (!SAFE.test(url)) return h("span", {}, nodes);
  const open = (event) => {
    if (tools.link(url)) event.preventDefault();
  };
  return h(
    "a",
    { href: url, target: "_blank", rel: "noopener noreferrer", data: { link: url }, on: { click: open } },
    nodes,
  );
}

function command(words, nodes, tools) {
  const say = () => tools.command(words);
  return h(
    "button",
    { type: "button", class: "inline-command", data: { say: words }, on: { click: say } },
    nodes,
  );
}

function spoiler(nodes) {
  const open = (event) => {
    if (event.type === "keydown" && event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    el.dataset.open = "";
    el.removeAttribute("role");
  };
  const el = h(
    "span",
    {
      class: "spoiler",
      role: "button",
      tabindex: 0,
      "aria-label": t("spoiler"),
      on: { click: open, keydown: open },
    },
    h("span", {}, nodes),
  );
  return el;
}

function folded(nodes) {
  const toggle = h("button", { type: "button", class: "fold" }, t("expand"));
  const quote = h("blockquote", { class: "folded" }, h("div", { class: "fold-words" }, nodes), toggle);
  toggle.addEventListener("click", () => {
    const open = quote.classList.toggle("folded") === false;
    toggle.textContent = t(open ? "collapse" : "expand");
  });
  return quote;
}

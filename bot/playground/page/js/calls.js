// The panel 调用记录: what the bot asked of the Bot API, what it was handed, and what came of it.
import * as api from "./api.js";
import { callRow, chatName } from "./callrow.js";
import { button, h, show } from "./dom.js";
import { icon } from "./icons.js";
import { soon } from "./soon.js";
import { on } from "./store.js";
import { t } from "./words.js";

const PAGE = 150;
const KINDS = ["all", "call", "update", "ack", "error"];

/** Builds the panel into `aside`; `changed(open)` is told; returns how to open and close it. */
export function callsPanel(aside, changed) {
  const view = { aside, changed, entries: [], kind: "call", words: "", limit: PAGE };
  view.draw = soon(() => draw(view));
  build(view);
  on("history", (entry) => aside.hidden || take(view, entry));
  return { toggle: () => toggle(view, aside.hidden) };
}

function build(view) {
  const { aside } = view;
  const facts = {
    placeholder: t("calls_filter"),
    "aria-label": t("calls_filter"),
    data: { callsFilter: "" },
  };
  view.list = h("ol", { class: "call-list", tabindex: 0, "aria-label": t("calls") });
  view.count = h("span", { class: "call-count", data: { callCount: "" } });
  view.more = button(
    { class: "secondary", hidden: true },
    () => narrow(view, { limit: view.limit + PAGE }),
    t("calls_more"),
  );
  view.search = h("input", { type: "search", ...facts });
  view.search.addEventListener("input", () =>
    narrow(view, { words: view.search.value.trim().toLowerCase(), limit: PAGE }),
  );
  const close = button(
    { class: "plain-button", "aria-label": t("close"), data: { closeCalls: "" } },
    () => toggle(view, false),
    icon("close"),
  );
  const scroll = h("div", { class: "call-scroll" }, view.list, view.more);
  aside.replaceChildren(
    h("header", {}, h("h2", {}, t("calls")), view.count, close),
    view.search,
    kinds(view),
    scroll,
  );
  aside.setAttribute("aria-label", t("calls"));
  aside.addEventListener("keydown", (event) => event.key === "Escape" && toggle(view, false));
}

function toggle(view, open) {
  show(view.aside, open);
  view.changed(open);
  if (!open) return;
  load(view);
  if (matchMedia("(hover: hover)").matches) view.search.focus({ preventScroll: true });
}

function narrow(view, how) {
  Object.assign(view, how);
  draw(view);
}

function kinds(view) {
  const row = h("div", { class: "chips", role: "group" });
  const choose = (kind) => {
    for (const one of row.children) one.setAttribute("aria-pressed", String(one.dataset.callsKind === kind));
    narrow(view, { kind, limit: PAGE });
  };
  for (const kind of KINDS) {
    const facts = { class: "chip", "aria-pressed": String(kind === view.kind), data: { callsKind: kind } };
    row.append(button(facts, () => choose(kind), t(`calls_${kind}`)));
  }
  return row;
}

/** Fetches everything anew; what is told while the answer is on its way stays behind it. */
async function load(view) {
  view.entries = [];
  const { entries } = await api.history(0);
  const last = entries.at(-1)?.n ?? 0;
  view.entries = [...entries, ...view.entries.filter((entry) => entry.n > last)];
  draw(view);
}

/** One more entry; null after a lost line, when everything is fetched anew. */
function take(view, entry) {
  if (entry === null) load(view);
  else if (entry.n > (view.entries.at(-1)?.n ?? 0)) view.entries.push(entry);
  view.draw();
}

function matches(view, entry) {
  const rightKind =
    view.kind === "error" ? Boolean(entry.error) : view.kind === "all" || entry.kind === view.kind;
  return rightKind && (view.words === "" || searchable(entry).includes(view.words));
}

function searchable(entry) {
  const facts = JSON.stringify([entry.params, entry.result, entry.error]);
  return [entry.method ?? entry.kind, chatName(entry.chat), facts].join(" ").toLowerCase();
}

function draw(view) {
  const found = view.entries.filter((entry) => matches(view, entry));
  const shown = found.slice(-view.limit).reverse();
  view.count.textContent = t("calls_count", { n: found.length });
  show(view.more, found.length > shown.length);
  const open = new Set([...view.list.querySelectorAll("details[open]")].map((el) => el.dataset.call));
  const rows = shown.map((entry) => callRow(entry, open.has(String(entry.n))));
  view.list.replaceChildren(...(rows.length > 0 ? rows : [h("li", { class: "none" }, t("calls_none"))]));
}

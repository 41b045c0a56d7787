// The panel 调用记录: what the bot asked of the Bot API, what it was handed, and what came of it.
import * as api from "./api.js";
import { h, show } from "./dom.js";
import { icon } from "./icons.js";
import { nameOf, on, state } from "./store.js";
import { withSeconds } from "./time.js";
import { t } from "./words.js";

const PAGE = 150;
const KINDS = ["all", "call", "update", "ack", "error"];
const panel = { entries: [], kind: "call", words: "", limit: PAGE, queued: false };

/** Builds the panel into `aside`; returns how to open and close it. */
export function callsPanel(aside, changed) {
  panel.list = h("ol", { class: "call-list", tabindex: 0, "aria-label": t("calls") });
  panel.count = h("span", { class: "call-count", data: { callCount: "" } });
  panel.more = h("button", { type: "button", class: "secondary", hidden: true, on: { click: () => { panel.limit += PAGE; draw(); } } }, t("calls_more"));
  const search = h("input", { type: "search", placeholder: t("calls_filter"), "aria-label": t("calls_filter"), data: { callsFilter: "" } });
  search.addEventListener("input", () => { panel.words = search.value.trim().toLowerCase(); panel.limit = PAGE; draw(); });
  const toggle = (open) => { show(aside, open); changed(open); if (open) { load(); search.focus({ preventScroll: true }); } };
  const close = h("button", { type: "button", class: "plain-button", "aria-label": t("close"), data: { closeCalls: "" }, on: { click: () => toggle(false) } }, icon("close"));
  aside.replaceChildren(h("header", {}, h("h2", {}, t("calls")), panel.count, close), search, kinds(), h("div", { class: "call-scroll" }, panel.list, panel.more));
  aside.setAttribute("aria-label", t("calls"));
  aside.addEventListener("keydown", (event) => { if (event.key === "Escape") toggle(false); });
  on("history", (entry) => { if (!aside.hidden) take(entry); });
  return { toggle: () => toggle(aside.hidden) };
}

function kinds() {
  const row = h("div", { class: "chips", role: "group" });
  const chip = (kind) => h("button", { type: "button", class: "chip", "aria-pressed": String(kind === panel.kind), data: { callsKind: kind } }, t(`calls_${kind}`));
  row.append(...KINDS.map(chip));
  row.addEventListener("click", (event) => {
    const chosen = event.target.closest("[data-calls-kind]");
    if (!chosen) return;
    Object.assign(panel, { kind: chosen.dataset.callsKind, limit: PAGE });
    for (const one of row.children) one.setAttribute("aria-pressed", String(one === chosen));
    draw();
  });
  return row;
}

async function load() {
  panel.entries = (await api.history(0)).entries;
  draw();
}

/** A burst of entries is drawn once; after a lost line everything is fetched anew. */
function take(entry) {
  if (entry === null) { load(); return; }
  if (entry.n > (panel.entries.at(-1)?.n ?? 0)) panel.entries.push(entry);
  if (panel.queued) return;
  panel.queued = true;
  setTimeout(() => { panel.queued = false; draw(); }, 80);
}

function matches(entry) {
  if (panel.kind === "error" ? !entry.error : panel.kind !== "all" && entry.kind !== panel.kind) return false;
  return panel.words === "" || searchable(entry).includes(panel.words);
}

const chatName = (id) => (id === undefined ? "" : state.groups.get(id)?.title ?? (state.people.has(id) ? nameOf(id) : String(id)));
const searchable = (entry) => `${entry.method ?? entry.kind} ${chatName(entry.chat)} ${JSON.stringify([entry.params, entry.result, entry.error])}`.toLowerCase();

function draw() {
  const found = panel.entries.filter(matches);
  const shown = found.slice(-panel.limit).reverse();
  panel.count.textContent = t("calls_count", { n: found.length });
  show(panel.more, found.length > shown.length);
  const open = new Set([...panel.list.querySelectorAll("details[open]")].map((el) => el.dataset.call));
  panel.list.replaceChildren(...(shown.length > 0 ? shown.map((entry) => row(entry, open)) : [h("li", { class: "none" }, t("calls_none"))]));
}

function row(entry, open) {
  const failed = Boolean(entry.error);
  const title = entry.method ?? t(`calls_${entry.kind}`);
  const details = h("details", { open: open.has(String(entry.n)), data: { call: entry.n, kind: entry.kind, method: entry.method, failed: failed ? "" : null } },
    h("summary", {}, h("span", { class: `call-sign ${failed ? "bad" : entry.kind}` }), h("b", {}, title), h("span", { class: "call-chat", dir: "auto" }, chatName(entry.chat)),
      h("time", {}, withSeconds(Date.parse(entry.at))), h("span", { class: "call-words", dir: "auto" }, failed ? entry.error.description : snippet(entry))));
  details.addEventListener("toggle", () => fill(details, entry), { once: true });
  if (details.open) fill(details, entry);
  return h("li", {}, details);
}

/** The whole entry is only written out when somebody opens it. */
function fill(details, entry) {
  if (details.childElementCount > 1) return;
  const part = (value) => value !== undefined && h("pre", {}, JSON.stringify(value, null, 2));
  details.append(h("div", { class: "call-body" }, part(entry.params), part(entry.error ?? entry.result)));
}

function snippet(entry) {
  const params = entry.params ?? {};
  const message = params.message ?? params.edited_message ?? {};
  const words = params.text ?? params.caption ?? params.data ?? message.text ?? message.caption ?? params.callback_query?.data ?? params.url ?? "";
  return String(words).replace(/\s+/g, " ").slice(0, 90);
}

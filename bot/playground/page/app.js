// Puts the page together: the top bar, the row of people, the open phones and the panel of calls.
import { callsPanel } from "./calls.js";
import { clockBar } from "./clockbar.js";
import { openColumn } from "./column.js";
import { h, show } from "./dom.js";
import { icon } from "./icons.js";
import { follow } from "./live.js";
import { toast } from "./notice.js";
import { peopleRow } from "./people.js";
import { beginCounting } from "./reads.js";
import { on, state } from "./store.js";
import { LANG, t } from "./words.js";

const NARROW = matchMedia("(max-width: 760px)");
const COLUMN = 356;
const RAIL = 96;
const part = (name) => document.querySelector(`[data-part="${name}"]`);
const desk = { columns: new Map(), known: new Set(), active: null, begun: false };

function start() {
  document.documentElement.lang = LANG === "en" ? "en" : "zh-CN";
  document.title = t("title");
  part("name").replaceChildren(h("span", { class: "avatar seal", "aria-hidden": "true" }, t("seal")), h("span", {}, t("title")));
  desk.row = peopleRow(part("people"), { isOpen: (id) => desk.columns.has(id), isActive: (id) => NARROW.matches && desk.active === id, open, openGroup });
  clockBar(part("clock"), (words) => toast(part("main"), words));
  const calls = callsPanel(part("calls"), (opened) => button.setAttribute("aria-expanded", String(opened)));
  const button = h("button", { type: "button", class: "bar-button", "aria-expanded": "false", data: { calls: "" }, on: { click: calls.toggle } }, icon("list"), h("span", {}, t("calls")));
  part("tools").append(button);
  listen();
  follow();
}

function listen() {
  on("line", (whole) => { part("line").textContent = whole ? "" : t("connection_lost"); show(part("line"), !whole); if (whole) begin(); });
  on("world", world);
  on("messages", (event) => { each((column) => column.messages(event)); later(); });
  on("typing", (event) => each((column) => column.typed(event)));
  on("seen", () => { each((column) => column.seen()); later(); });
  NARROW.addEventListener("change", lay);
  document.addEventListener("visibilitychange", () => each((column) => column.look()));
}

const each = (act) => { for (const column of desk.columns.values()) act(column); };

/** The row of people is drawn once for a burst of messages. */
function later() {
  if (desk.queued) return;
  desk.queued = true;
  requestAnimationFrame(() => { desk.queued = false; desk.row.update(); });
}

/** First, when everything has been fetched: the people asked for in the address, else as many as fit. */
function begin() {
  if (desk.begun) return;
  desk.begun = true;
  beginCounting();
  const asked = (new URLSearchParams(location.search).get("people") ?? "").split(",").map(Number).filter((id) => state.people.has(id));
  const fit = Math.max(1, Math.floor((innerWidth - RAIL) / COLUMN));
  const ids = asked.length > 0 ? asked : [...state.people.keys()].slice(0, fit);
  for (const id of state.people.keys()) desk.known.add(id);
  for (const id of ids) add(id);
  if (ids.length > 0) activate(ids[0]);
  lay();
  document.body.dataset.ready = "";
}

function world() {
  for (const id of desk.columns.keys()) if (!state.people.has(id)) remove(id);
  if (desk.begun) for (const id of state.people.keys()) welcome(id);
  each((column) => column.world());
  lay();
}

/** Somebody new is shown at once where there is room. */
function welcome(id) {
  if (desk.known.has(id)) return;
  desk.known.add(id);
  const room = (desk.columns.size + 1) * COLUMN + RAIL <= innerWidth;
  if (room || desk.columns.size === 0) open(id);
}

function add(id) {
  const column = openColumn(id, () => remove(id));
  desk.columns.set(id, column);
  part("columns").append(column.el);
  column.list.toEnd();
}

function remove(id) {
  desk.columns.get(id).el.remove();
  desk.columns.delete(id);
  if (desk.active === id) desk.active = desk.columns.keys().next().value ?? null;
  lay();
}

function open(id) {
  if (!state.people.has(id)) return;
  if (!desk.columns.has(id)) add(id);
  activate(id);
  lay();
  desk.columns.get(id).el.scrollIntoView({ inline: "nearest", block: "nearest" });
}

function openGroup(group) {
  const id = group.members.find((member) => desk.columns.has(member)) ?? group.members[0];
  open(id);
  desk.columns.get(id)?.show(group.id);
}

function activate(id) {
  desk.active = id;
}

/** On a narrow screen one phone is shown at a time, on a wide one all that are open. */
function lay() {
  each((column) => show(column.el, !NARROW.matches || column.person === desk.active));
  each((column) => column.look());
  show(part("nobody"), desk.begun && desk.columns.size === 0);
  part("nobody").textContent = state.people.size === 0 ? t("no_people") : "";
  desk.row.update();
  if (desk.begun) remember();
}

/** The address keeps who is open, so that a reload shows the same. */
function remember() {
  const address = new URL(location.href);
  const ids = [...desk.columns.keys()].join(",");
  if (ids) address.searchParams.set("people", ids);
  else address.searchParams.delete("people");
  history.replaceState(null, "", address.href.replaceAll("%2C", ","));
}

start();

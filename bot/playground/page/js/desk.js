// Whose phones lie open: side by side on a wide screen, one at a time on a narrow one.
import { openColumn } from "./column.js";
import { show } from "./dom.js";
import { beginCounting } from "./reads.js";
import { state } from "./store.js";
import { t } from "./words.js";

const NARROW = matchMedia("(max-width: 760px)");
const COLUMN = 356;
const RAIL = 96;

/** The desk: `place` takes the columns, `nobody` says that there are none, `changed()` is told of each change. */
export function makeDesk(place, nobody, changed) {
  const view = { place, nobody, changed, columns: new Map(), known: new Set(), active: null, begun: false };
  NARROW.addEventListener("change", () => lay(view));
  document.addEventListener("visibilitychange", () => each(view, (column) => column.look()));
  return {
    begin: () => begin(view),
    world: () => world(view),
    each: (act) => each(view, act),
    isOpen: (id) => view.columns.has(id),
    isActive: (id) => NARROW.matches && view.active === id,
    open: (id) => open(view, id),
    openGroup: (group) => openGroup(view, group),
  };
}

function each(view, act) {
  for (const column of view.columns.values()) act(column);
}

/** First, when everything has been fetched: the people asked for in the address, else as many as fit. */
function begin(view) {
  if (view.begun) return;
  view.begun = true;
  beginCounting();
  const asked = (new URLSearchParams(location.search).get("people") ?? "").split(",").map(Number);
  const wanted = asked.filter((id) => state.people.has(id));
  const fit = Math.max(1, Math.floor((innerWidth - RAIL) / COLUMN));
  view.known = new Set(state.people.keys());
  for (const id of wanted.length > 0 ? wanted : [...view.known].slice(0, fit)) add(view, id);
  view.active = view.columns.keys().next().value ?? null;
  lay(view);
  document.body.dataset.ready = "";
}

function world(view) {
  for (const id of view.columns.keys()) if (!state.people.has(id)) remove(view, id);
  if (view.begun) for (const id of state.people.keys()) welcome(view, id);
  each(view, (column) => column.world());
  lay(view);
}

/** Somebody new is shown at once where there is room. */
function welcome(view, id) {
  if (view.known.has(id)) return;
  view.known.add(id);
  const room = (view.columns.size + 1) * COLUMN + RAIL <= innerWidth;
  if (room || view.columns.size === 0) open(view, id);
}

function add(view, id) {
  const column = openColumn(id, () => remove(view, id));
  view.columns.set(id, column);
  view.place.append(column.el);
  column.list.toEnd();
}

function remove(view, id) {
  view.columns.get(id).el.remove();
  view.columns.delete(id);
  if (view.active === id) view.active = view.columns.keys().next().value ?? null;
  lay(view);
}

function open(view, id) {
  if (!view.columns.has(id)) add(view, id);
  view.active = id;
  lay(view);
  view.columns.get(id).el.scrollIntoView({ inline: "nearest", block: "nearest" });
}

function openGroup(view, group) {
  const id = group.members.find((member) => view.columns.has(member)) ?? group.members[0];
  open(view, id);
  view.columns.get(id).show(group.id);
}

function lay(view) {
  each(view, (column) => show(column.el, !NARROW.matches || column.person === view.active));
  each(view, (column) => column.look());
  show(view.nobody, view.begun && state.people.size === 0);
  view.nobody.textContent = t("no_people");
  view.changed();
  if (view.begun) remember(view);
}

/** The address keeps who is open, so that a reload shows the same. */
function remember(view) {
  const address = new URL(location.href);
  const ids = [...view.columns.keys()].join(",");
  if (ids) address.searchParams.set("people", ids);
  else address.searchParams.delete("people");
  history.replaceState(null, "", address.href.replaceAll("%2C", ","));
}

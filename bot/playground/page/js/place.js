// Choosing a place to send: a named spot, a point on the map, or typed degrees.
import { field, openDialog, primary } from "./dialog.js";
import { button, h } from "./dom.js";
import { map } from "./map.js";
import { state } from "./store.js";
import { t } from "./words.js";

/** Places from the world, and from ?spots=name,lat,lon;name,lat,lon of the page's own address. */
function spots() {
  const given = new URLSearchParams(location.search).get("spots") ?? "";
  const own = given
    .split(";")
    .filter(Boolean)
    .map((one) => one.split(","));
  const named = own.map(([name, lat, lon]) => ({ name, latitude: Number(lat), longitude: Number(lon) }));
  return [...state.places, ...named];
}

/** Asks for a place; `send({location})` is called with it. */
export function askPlace(send) {
  const view = { places: spots(), map: null };
  view.latitude = degreeField("latitude");
  view.longitude = degreeField("longitude");
  if (view.places.length > 0) view.map = map(view.places, (lat, lon) => set(view, lat, lon));
  const mark = () => view.map?.mark(Number(view.latitude.value), Number(view.longitude.value));
  for (const input of [view.latitude, view.longitude]) input.addEventListener("input", mark);
  const typed = [field(t("latitude"), view.latitude), field(t("longitude"), view.longitude)];
  const body = h(
    "div",
    { class: "dialog-body" },
    view.map?.el,
    chips(view),
    h("div", { class: "pair" }, typed),
    primary(t("place_send"), "place"),
  );
  openDialog(t("place_title"), "place", body, (form) => send({ location: degrees(form) }));
}

function degreeField(name) {
  const facts = { name, type: "text", autocomplete: "off", inputmode: "decimal", required: true };
  return h("input", { ...facts, data: { [name]: "" } });
}

function chips(view) {
  if (view.places.length === 0) return null;
  const chip = (place) => {
    const choose = () => set(view, place.latitude, place.longitude);
    return button({ class: "chip", data: { spot: place.name } }, choose, place.name);
  };
  return h("div", { class: "chips", role: "group", "aria-label": t("place_spots") }, view.places.map(chip));
}

function set(view, latitude, longitude) {
  view.latitude.value = latitude.toFixed(6);
  view.longitude.value = longitude.toFixed(6);
  view.map.mark(latitude, longitude);
}

function degrees(form) {
  const [latitude, longitude] = ["latitude", "longitude"].map((name) => Number(form.get(name)));
  if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) throw new Error(t("place_bad"));
  return { latitude, longitude };
}

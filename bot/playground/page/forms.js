// The small forms of the page: a location, a sticker, a contact, a poll, a new person, a new group.
import * as api from "./api.js";
import { field, openDialog, primary } from "./dialog.js";
import { h } from "./dom.js";
import { map } from "./map.js";
import { nameOf, state } from "./store.js";
import { t } from "./words.js";

const STICKERS = ["😀", "👍", "🙏", "❤️", "🎉", "😢", "😡", "🌧️", "💡", "🚧", "🏠", "🐈"];
const text = (name, more = {}) => h("input", { name, type: "text", autocomplete: "off", ...more });
const need = (value, words) => { if (!value) throw new Error(words); return value; };

/** Places from the world, and from ?spots=name,lat,lon;name,lat,lon of the page's own address. */
function spots() {
  const given = new URLSearchParams(location.search).get("spots") ?? "";
  const own = given.split(";").filter(Boolean).map((one) => one.split(","));
  return [...state.places, ...own.map(([name, latitude, longitude]) => ({ name, latitude: Number(latitude), longitude: Number(longitude) }))];
}

/** Choose a place: a named spot, a point on the map, or typed degrees. */
export function askPlace(send) {
  const places = spots();
  const [latitude, longitude] = ["latitude", "longitude"].map((name) => text(name, { inputmode: "decimal", required: true, data: { [name]: "" } }));
  const set = (lat, lon) => { latitude.value = lat.toFixed(6); longitude.value = lon.toFixed(6); drawn?.mark(lat, lon); };
  const drawn = places.length > 0 ? map(places, set) : null;
  for (const input of [latitude, longitude]) input.addEventListener("input", () => drawn?.mark(Number(latitude.value), Number(longitude.value)));
  const chips = places.map((place) => h("button", { type: "button", class: "chip", data: { spot: place.name }, on: { click: () => set(place.latitude, place.longitude) } }, place.name));
  const body = h("div", { class: "dialog-body" }, drawn?.el, places.length > 0 && h("div", { class: "chips", role: "group", "aria-label": t("place_spots") }, chips),
    h("div", { class: "pair" }, field(t("latitude"), latitude), field(t("longitude"), longitude)), primary(t("place_send"), "place"));
  openDialog(t("place_title"), "place", body, (form) => send(degrees(form)));
}

function degrees(form) {
  const [latitude, longitude] = [Number(form.get("latitude")), Number(form.get("longitude"))];
  if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) throw new Error(t("place_bad"));
  return { location: { latitude, longitude } };
}

export function askSticker(send) {
  const pick = (sign) => { close(); send({ sticker: sign }); };
  const signs = STICKERS.map((sign) => h("button", { type: "button", class: "sign", data: { sign }, on: { click: () => pick(sign) } }, sign));
  const close = openDialog(t("sticker_title"), "sticker", h("div", { class: "signs" }, signs), () => {});
}

export function askContact(send) {
  const own = h("button", { type: "button", class: "primary", data: { own: "" }, on: { click: () => { close(); send({ contact: true }); } } }, t("contact_own"));
  const body = h("div", { class: "dialog-body" }, own, h("hr"), field(t("contact_name"), text("first_name")), field(t("contact_phone"), text("phone_number", { inputmode: "tel" })),
    h("button", { type: "submit", class: "secondary" }, t("contact_other")));
  const other = (form) => send({ contact: { first_name: need(form.get("first_name"), t("contact_name")), phone_number: need(form.get("phone_number"), t("contact_phone")) } });
  const close = openDialog(t("contact"), "contact", body, other);
}

export function askPoll(send) {
  const options = [1, 2, 3].map((n) => field(t("poll_option", { n }), text("option")));
  const body = h("div", { class: "dialog-body" }, field(t("poll_question"), text("question")), options, primary(t("send"), "poll"));
  openDialog(t("poll"), "poll", body, (form) => {
    const given = form.getAll("option").filter(Boolean);
    need(form.get("question") && given.length > 1, t("poll_need"));
    return send({ poll: { question: form.get("question"), options: given } });
  });
}

/** A new person; `done(person)` opens their column. */
export function askPerson(done) {
  const language = h("select", { name: "language_code", data: { field: "language" } }, h("option", { value: "zh-hans" }, t("language_zh")), h("option", { value: "en" }, t("language_en")));
  const body = h("div", { class: "dialog-body" }, field(t("person_name"), text("first_name", { required: true, maxlength: 64, data: { field: "name" } })),
    field(t("person_about"), text("about", { placeholder: t("person_about_hint"), maxlength: 32, data: { field: "about" } })), field(t("person_language"), language), primary(t("person_add"), "person"));
  openDialog(t("add_person"), "person", body, async (form) => done(await api.addPerson(Object.fromEntries([...form].filter(([, value]) => value !== "")))));
}

/** A new group of people and the bot. */
export function askGroup(done) {
  const members = [...state.people.keys()].map((id) => h("label", { class: "check" }, h("input", { type: "checkbox", name: "member", value: id, data: { member: id } }), h("span", {}, nameOf(id))));
  const body = h("div", { class: "dialog-body" }, field(t("group_title"), text("title", { maxlength: 128, data: { field: "title" } })),
    h("fieldset", {}, h("legend", {}, t("group_members")), members), primary(t("group_add"), "group"));
  openDialog(t("new_group"), "group", body, async (form) => {
    const chosen = form.getAll("member").map(Number);
    need(form.get("title") && chosen.length > 0, t("group_need"));
    done(await api.addGroup({ title: form.get("title"), members: chosen }));
  });
}

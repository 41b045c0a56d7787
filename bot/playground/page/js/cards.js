// Places, contacts and stickers inside a message.
import { h, hash, svg } from "./dom.js";
import { icon } from "./icons.js";
import { avatarLetter } from "./avatar.js";
import { state } from "./store.js";
import { t } from "./words.js";

const NEAR_DEGREES = 0.02;

/** A little drawn map with a pin, the coordinates and, if one is close by, the name of a place; a venue has its own. */
export function place(message) {
  const { latitude, longitude } = message.location;
  const close = nearest(latitude, longitude);
  const point = `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`;
  const title = message.venue?.title ?? (close ? t("near", { name: close.name }) : t("pinned"));
  return h(
    "div",
    { class: "place-card", data: { location: `${latitude},${longitude}` } },
    streets(`${latitude}${longitude}`),
    h(
      "div",
      { class: "card-words" },
      h("b", { dir: "auto" }, title),
      h("small", {}, message.venue?.address || point),
    ),
  );
}

function nearest(latitude, longitude) {
  const far = (spot) => Math.hypot(spot.latitude - latitude, spot.longitude - longitude);
  const [best] = [...state.places].sort((a, b) => far(a) - far(b));
  return best && far(best) < NEAR_DEGREES ? best : null;
}

/** Streets that are made up, but the same for the same coordinates. */
function streets(seed) {
  const pick = (name, low, high) => low + ((hash(seed + name) % 1000) / 1000) * (high - low);
  const road = (d, kind) => svg("path", { d, class: kind });
  const river = `M-5 ${pick("a", 60, 110)} C 60 ${pick("b", 40, 120)}, 150 ${pick("c", 70, 120)}, 265 ${pick("d", 30, 90)}`;
  const park = {
    x: pick("e", 10, 60),
    y: pick("f", 8, 40),
    width: pick("g", 40, 66),
    height: pick("h", 24, 38),
    rx: 7,
  };
  const across = [0, 1, 2].map((n) =>
    road(
      `M-5 ${pick(`i${n}`, 10 + n * 42, 40 + n * 42)} L265 ${pick(`j${n}`, 10 + n * 42, 40 + n * 42)}`,
      n === 1 ? "road main" : "road",
    ),
  );
  const along = [0, 1, 2, 3].map((n) =>
    road(
      `M${pick(`k${n}`, 20 + n * 60, 60 + n * 60)} -5 L${pick(`l${n}`, 20 + n * 60, 60 + n * 60)} 125`,
      n === 2 ? "road main" : "road",
    ),
  );
  return svg(
    "svg",
    {
      viewBox: "0 0 260 120",
      class: "streets",
      preserveAspectRatio: "xMidYMid slice",
      "aria-hidden": "true",
    },
    svg("rect", { ...park, class: "park" }),
    road(river, "river"),
    across,
    along,
    svg("ellipse", { cx: 130, cy: 66, rx: 7, ry: 2.4, class: "pin-shadow" }),
    svg("path", {
      d: "M130 66 C120 54 116 48 116 41 a14 14 0 0 1 28 0 C144 48 140 54 130 66z",
      class: "pin",
    }),
    svg("circle", { cx: 130, cy: 41, r: 5, class: "pin-eye" }),
  );
}

/** A name and a telephone number. */
export function contact(message) {
  const { first_name: first, last_name: last, phone_number: phone } = message.contact;
  const name = [first, last].filter(Boolean).join(" ");
  return h(
    "div",
    { class: "contact-card", data: { contact: phone } },
    h("span", { class: "avatar", "aria-hidden": "true", data: { hue: hash(phone) % 7 } }, avatarLetter(name)),
    h("span", { class: "card-words" }, h("b", { dir: "auto" }, name), h("small", {}, phone)),
  );
}

/** A sticker is one large sign. */
export const sticker = (message) => h("div", { class: "sticker" }, message.sticker);

/** A dice is shown with what it fell on. */
export const dice = (message) => h("div", { class: "sticker" }, `${message.dice.emoji} ${message.dice.value}`);

/** Anything the page has no look for. */
export const other = (message) => h("div", { class: "other" }, icon("file"), message.kind);

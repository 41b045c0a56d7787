// A simple drawn map of the places that the world offers: outlines, names, and a pin where one taps.
import { h, svg } from "./dom.js";
import { t } from "./words.js";

const WIDTH = 640;
const HEIGHT = 420;
const EDGE = 26;

/** A map of `places` ({name, latitude, longitude, outline?: [[latitude, longitude]]}); `pick(lat, lon)` on a tap. */
export function map(places, pick) {
  const view = projection(
    places.flatMap((place) => [[place.latitude, place.longitude], ...(place.outline ?? [])]),
  );
  const pin = svg(
    "g",
    { class: "map-pin", visibility: "hidden" },
    svg("path", { d: "M0 0 C-10 -12 -14 -18 -14 -25 a14 14 0 0 1 28 0 C14 -18 10 -12 0 0z", class: "pin" }),
    svg("circle", { cy: -25, r: 5, class: "pin-eye" }),
  );
  const drawing = svg(
    "svg",
    {
      viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
      role: "img",
      "aria-label": t("place_map"),
      class: "map-drawing",
      data: { map: "" },
    },
    places.map((place, at) => outline(place, at, view)),
    places.map((place) => label(place, view)),
    pin,
  );
  drawing.addEventListener("click", (event) => pick(...view.back(...within(drawing, event))));
  const mark = (latitude, longitude) => {
    const [x, y] = view.to(latitude, longitude);
    pin.setAttribute("transform", `translate(${x} ${y})`);
    pin.setAttribute("visibility", Number.isFinite(x + y) ? "visible" : "hidden");
  };
  return { el: h("div", { class: "map" }, drawing), mark };
}

function within(drawing, event) {
  const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(drawing.getScreenCTM().inverse());
  return [point.x, point.y];
}

function outline(place, at, view) {
  const points = (place.outline ?? []).map(([latitude, longitude]) => view.to(latitude, longitude).join(","));
  return points.length > 0 && svg("polygon", { points: points.join(" "), class: `area area-${at % 5}` });
}

function label(place, view) {
  const [x, y] = view.to(place.latitude, place.longitude);
  return svg(
    "g",
    { class: "spot" },
    svg("circle", { cx: x, cy: y, r: 3.5 }),
    svg("text", { x, y: y + 23, "text-anchor": "middle" }, place.name),
  );
}

/** Degrees to drawing and back; a degree of longitude is shorter than one of latitude. */
function projection(points) {
  const latitudes = points.map(([latitude]) => latitude);
  const longitudes = points.map(([, longitude]) => longitude);
  const [south, north, west, east] = [
    Math.min(...latitudes),
    Math.max(...latitudes),
    Math.min(...longitudes),
    Math.max(...longitudes),
  ];
  const squeeze = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const scale = Math.min(
    (WIDTH - 2 * EDGE) / Math.max((east - west) * squeeze, 0.004),
    (HEIGHT - 2 * EDGE) / Math.max(north - south, 0.004),
  );
  const [middleX, middleY] = [(west + east) / 2, (south + north) / 2];
  return {
    to: (latitude, longitude) => [
      WIDTH / 2 + (longitude - middleX) * squeeze * scale,
      HEIGHT / 2 - (latitude - middleY) * scale,
    ],
    back: (x, y) => [middleY - (y - HEIGHT / 2) / scale, middleX + (x - WIDTH / 2) / squeeze / scale],
  };
}

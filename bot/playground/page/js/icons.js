// The page's own line drawings, 24 × 24, in the colour of the words beside them.
import { svg } from "./dom.js";

const PATHS = {
  send: ["M5 12h13", "M12.5 6l6 6-6 6"],
  clip: ["M19.5 11.5 12 19a4.6 4.6 0 0 1-6.5-6.5l7.8-7.8a3 3 0 0 1 4.3 4.3l-7.8 7.7a1.5 1.5 0 0 1-2.1-2.1l7-7"],
  mic: [
    "M12 4a2.6 2.6 0 0 1 2.6 2.6v4.8a2.6 2.6 0 0 1-5.2 0V6.6A2.6 2.6 0 0 1 12 4z",
    "M6 11.5a6 6 0 0 0 12 0",
    "M12 17.5V21",
  ],
  slash: ["M15 5L9 19"],
  keys: ["M4 7h16v10H4z", "M8 10.5h.01", "M12 10.5h.01", "M16 10.5h.01", "M8.5 14h7"],
  close: ["M6.5 6.5l11 11", "M17.5 6.5l-11 11"],
  more: ["M6 12h.01", "M12 12h.01", "M18 12h.01"],
  reply: ["M10 7L5 12l5 5", "M5 12h8c3.5 0 6 2 6 5.5"],
  edit: ["M5 19l1-4L15.5 5.5l3 3L9 18z", "M13.5 7.5l3 3"],
  copy: ["M9 9h10v10H9z", "M15 9V5H5v10h4"],
  photo: ["M4 6h16v12H4z", "M4 15.5l4.5-4 3.5 3 3-2.5 5 4", "M15.5 9.5h.01"],
  file: ["M7 4h7l4 4v12H7z", "M14 4v4h4"],
  pin: [
    "M12 21c4-4.6 6-8 6-10.8A6 6 0 0 0 6 10.2C6 13 8 16.4 12 21z",
    "M12 8.2a2 2 0 1 0 0 4 2 2 0 0 0 0-4z",
  ],
  card: [
    "M4 6h16v12H4z",
    "M9 10a1.5 1.5 0 1 0 0 .01z",
    "M6.5 15.5c.6-1.6 4.4-1.6 5 0",
    "M14.5 10.5h3",
    "M14.5 13.5h3",
  ],
  smile: [
    "M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16z",
    "M9 10.2h.01",
    "M15 10.2h.01",
    "M8.5 14c1.7 2.3 5.3 2.3 7 0",
  ],
  video: ["M4 7h11v10H4z", "M15 11l5-3v8l-5-3"],
  poll: ["M6 18v-6", "M12 18V6", "M18 18v-9"],
  play: ["M9 6.5l8.5 5.5L9 17.5z"],
  pause: ["M9 7v10", "M15 7v10"],
  down: ["M12 6v12", "M6.5 12.5L12 18l5.5-5.5"],
  chevron: ["M7 10l5 5 5-5"],
  list: ["M5 7h14", "M5 12h14", "M5 17h9"],
  person: ["M12 5a3.4 3.4 0 1 0 0 6.8A3.4 3.4 0 0 0 12 5z", "M5.5 19.5c1-4.2 12-4.2 13 0"],
  group: [
    "M9 6.5a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6z",
    "M3.5 18.5c.8-4 10.2-4 11 0",
    "M16 7a2.4 2.4 0 0 1 0 4.8",
    "M17.5 14.2c1.6.5 2.7 1.8 3 4.3",
  ],
  clock: ["M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16z", "M12 7.5V12l3 2"],
  block: ["M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16z", "M6.5 6.5l11 11"],
  check: ["M5.5 12.5l4.5 4.5 8.5-10"],
  link: ["M9 15l6-6", "M11 7l1.5-1.5a3.5 3.5 0 0 1 5 5L16 12", "M13 17l-1.5 1.5a3.5 3.5 0 0 1-5-5L8 12"],
};

/** One drawing, hidden from screen readers (the button around it carries the word). */
export function icon(name) {
  const paths = PATHS[name].map((d) => svg("path", { d }));
  return svg("svg", { viewBox: "0 0 24 24", class: `icon icon-${name}`, "aria-hidden": "true" }, paths);
}

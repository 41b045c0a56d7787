// The movable clock: what time it is in the playground, and the buttons that push it on.
import * as api from "./api.js";
import { field, openDialog, primary } from "./dialog.js";
import { button, h } from "./dom.js";
import { icon } from "./icons.js";
import { clockState, loadClock, now, on, setClock } from "./store.js";
import * as time from "./time.js";
import { t } from "./words.js";

const HOUR = 3600;
const DAY = 24 * HOUR;
const REAL = 30_000;
const MOVES = { hour: { forward: HOUR }, tomorrow: { forward: DAY }, "three-days": { forward: 3 * DAY } };

/** Fills the clock's place in the top bar; `complain(words)` shows what went wrong. */
export function clockBar(place, complain) {
  const view = { place, complain };
  const forward = Object.entries(MOVES).map(([name, how]) => moveButton(view, name, how));
  view.next = moveButton(view, "next", { to_next: true });
  view.next.append(h("small", { data: { nextWhat: "" } }));
  const set = clockButton("set", () => askMoment(view));
  const facts = { class: "clock-moves", role: "group", "aria-label": t("clock_controls") };
  place.replaceChildren(makeFace(view), h("div", facts, forward, view.next, set));
  on("clock", () => {
    draw(view);
    drawNext(view.next);
  });
  setInterval(() => draw(view), 1000);
}

/** The time and date; on a narrow screen a tap on it opens the buttons. */
function makeFace(view) {
  view.time = h("b", { class: "clock-time", data: { clockTime: "" } });
  view.date = h("span", { class: "clock-date", data: { clockDate: "" } });
  view.drift = h("span", { class: "clock-drift", data: { clockDrift: "" } });
  const words = h("span", { class: "clock-words" }, view.date, view.drift);
  const facts = {
    class: "clock-face",
    "aria-expanded": "false",
    "aria-label": t("clock_controls"),
    data: { clockFace: "" },
  };
  const open = (yes) => {
    view.place.toggleAttribute("data-open", yes);
    face.setAttribute("aria-expanded", String(yes));
  };
  const face = button(
    facts,
    () => open(!view.place.hasAttribute("data-open")),
    view.time,
    words,
    icon("chevron"),
  );
  addEventListener("pointerdown", (event) => view.place.contains(event.target) || open(false));
  return face;
}

function clockButton(name, act) {
  const word = t(`clock_${name.replace("-", "_")}`);
  return button({ class: "clock-move", data: { clock: name } }, act, h("span", {}, word));
}

function moveButton(view, name, how) {
  const el = clockButton(name, () => move(view, el, how));
  return el;
}

/** The answer comes when everybody who follows the clock has been told, so the button waits until then. */
async function move(view, el, how) {
  el.disabled = true;
  try {
    setClock(await api.moveClock(how));
  } catch (error) {
    view.complain(error.message);
    await loadClock();
  } finally {
    el.disabled = el === view.next && clockState().next === null;
  }
}

function draw(view) {
  const moment = now();
  put(view.time, time.time(moment));
  put(view.date, time.fullDate(moment));
  const drift = clockState().offset * 1000;
  const word = drift > 0 ? "clock_ahead" : "clock_behind";
  put(view.drift, Math.abs(drift) < REAL ? t("clock_zone") : t(word, { span: time.span(drift) }));
}

function put(el, words) {
  if (el.textContent !== words) el.textContent = words;
}

function drawNext(el) {
  const { next } = clockState();
  const at = next && Date.parse(next.at);
  const words = next
    ? [time.shortDate(at), time.time(at), next.what].filter(Boolean).join(" ")
    : t("clock_next_none");
  el.disabled = next === null;
  el.title = words;
  put(el.querySelector("small"), words);
}

function askMoment(view) {
  const facts = { type: "datetime-local", name: "at", required: true, data: { moment: "" } };
  const input = h("input", { ...facts, value: time.toField(now()) });
  const label = `${t("clock")} · ${t("clock_zone")}`;
  const body = h("div", { class: "dialog-body" }, field(label, input), primary(t("clock_set_do"), "clock"));
  openDialog(t("clock_set_title"), "clock", body, async (form) => {
    setClock(await api.moveClock({ set: time.fromField(form.get("at")) }));
  });
}

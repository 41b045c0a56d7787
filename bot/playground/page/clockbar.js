// The movable clock: what time it is in the playground, and the buttons that push it on.
import * as api from "./api.js";
import { field, openDialog, primary } from "./dialog.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { clockState, loadClock, now, on, setClock } from "./store.js";
import * as time from "./time.js";
import { t } from "./words.js";

const HOUR = 3600;
const DAY = 24 * HOUR;
const REAL = 30_000;
const MOVES = { hour: { forward: HOUR }, tomorrow: { forward: DAY }, three: { forward: 3 * DAY }, next: { to_next: true } };

/** Fills the clock's place in the top bar; `complain(words)` shows what went wrong. */
export function clockBar(place, complain) {
  const face = { time: h("b", { class: "clock-time", data: { clockTime: "" } }), date: h("span", { class: "clock-date", data: { clockDate: "" } }), drift: h("span", { class: "clock-drift", data: { clockDrift: "" } }) };
  const show = h("button", { type: "button", class: "clock-face", "aria-expanded": "false", "aria-label": t("clock_controls"), data: { clockFace: "" } },
    face.time, h("span", { class: "clock-words" }, face.date, face.drift), icon("chevron"));
  const buttons = Object.keys(MOVES).map((name) => moveButton(name, complain));
  const set = button("set", t("clock_set"), () => askMoment(complain));
  const controls = h("div", { class: "clock-moves", role: "group", "aria-label": t("clock_controls") }, buttons, set);
  show.addEventListener("click", () => { const open = place.toggleAttribute("data-open"); show.setAttribute("aria-expanded", String(open)); });
  addEventListener("pointerdown", (event) => { if (!place.contains(event.target)) { place.removeAttribute("data-open"); show.setAttribute("aria-expanded", "false"); } });
  place.replaceChildren(show, controls);
  const next = buttons.at(-1);
  on("clock", () => { draw(face); drawNext(next); });
  setInterval(() => draw(face), 1000);
}

function button(name, label, act) {
  return h("button", { type: "button", class: "clock-move", data: { clock: CLOCK_NAMES[name] }, on: { click: act } }, h("span", {}, label));
}

const CLOCK_NAMES = { hour: "hour", tomorrow: "tomorrow", three: "three-days", next: "next", set: "set" };

function moveButton(name, complain) {
  const el = button(name, t(`clock_${name}`), () => move(el, MOVES[name], complain));
  if (name === "tomorrow") el.title = t("clock_tomorrow_hint");
  if (name === "next") el.append(h("small", { data: { nextWhat: "" } }));
  return el;
}

/** The answer comes when everybody who follows the clock has been told, so the button waits until then. */
async function move(el, how, complain) {
  el.disabled = true;
  try {
    setClock(await api.moveClock(how));
  } catch (error) {
    complain(error.message);
    await loadClock();
  } finally {
    el.disabled = el.dataset.clock === "next" && clockState().next === null;
  }
}

function draw(face) {
  const moment = now();
  put(face.time, time.time(moment));
  put(face.date, `${time.date(moment)} ${time.weekday(moment)}`);
  const drift = clockState().offset * 1000;
  put(face.drift, Math.abs(drift) < REAL ? t("clock_zone") : t(drift > 0 ? "clock_ahead" : "clock_behind", { span: time.span(drift) }));
}

function put(el, words) {
  if (el.textContent !== words) el.textContent = words;
}

function drawNext(el) {
  const { next } = clockState();
  el.disabled = next === null;
  const at = next && Date.parse(next.at);
  const words = next ? [time.shortDate(at), time.time(at), next.what].filter(Boolean).join(" ") : t("clock_next_none");
  el.querySelector("small").textContent = words;
  el.title = words;
}

function askMoment(complain) {
  const input = h("input", { type: "datetime-local", name: "at", required: true, value: time.toField(now()), data: { moment: "" } });
  const body = h("div", { class: "dialog-body" }, field(`${t("clock")} · ${t("clock_zone")}`, input), primary(t("clock_set_do"), "clock"));
  openDialog(t("clock_set_title"), "clock", body, async (form) => {
    try {
      setClock(await api.moveClock({ set: time.fromField(form.get("at")) }));
    } catch (error) {
      complain(error.message);
    }
  });
}

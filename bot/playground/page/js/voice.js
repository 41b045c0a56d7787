// A recording inside a message: a button, a drawn wave that fills while it plays, and its length.
import { fileUrl } from "./api.js";
import { h, hash, svg } from "./dom.js";
import { icon } from "./icons.js";
import { length } from "./time.js";
import { t } from "./words.js";

const BARS = 34;
const SILENT_SECONDS = 3;

/** The player of one recording. */
export function voice(message) {
  const button = h(
    "button",
    { type: "button", class: "round play", "aria-label": t("play"), data: { play: message.message_id } },
    icon("play"),
  );
  const wave = waves(message.file.file_id);
  const clock = h("small", { class: "voice-time" }, t("voice"));
  const face = { button, wave, clock };
  const audio = h("audio", { preload: "metadata", src: fileUrl(message.file.file_id) });
  const player = sounding(audio, face);
  audio.addEventListener("error", () => {
    face.toggle = silent(face);
  });
  face.toggle = player;
  button.addEventListener("click", () => face.toggle());
  return h(
    "div",
    { class: "voice", data: { voice: message.message_id } },
    button,
    h("div", { class: "voice-body" }, wave, clock),
    audio,
  );
}

function playing(face, yes) {
  face.button.replaceChildren(icon(yes ? "pause" : "play"));
  face.button.setAttribute("aria-label", t(yes ? "pause" : "play"));
  face.button.toggleAttribute("data-playing", yes);
}

function progress(face, at, total) {
  face.wave.style.setProperty("--played", `${total > 0 ? Math.min(100, (at / total) * 100) : 0}%`);
  face.clock.textContent = length(at);
}

function sounding(audio, face) {
  audio.addEventListener("play", () => playing(face, true));
  audio.addEventListener("pause", () => playing(face, false));
  audio.addEventListener("loadedmetadata", () => {
    if (Number.isFinite(audio.duration)) face.clock.textContent = length(audio.duration);
  });
  audio.addEventListener("timeupdate", () => progress(face, audio.currentTime, audio.duration));
  return () => (audio.paused ? audio.play().catch(() => {}) : audio.pause());
}

/** A made-up recording holds no sound: it plays a few seconds of silence. */
function silent(face) {
  let began = 0;
  const step = (moment) => {
    if (began === 0) return;
    const at = (moment - began) / 1000;
    progress(face, Math.min(at, SILENT_SECONDS), SILENT_SECONDS);
    if (at < SILENT_SECONDS) requestAnimationFrame(step);
    else stop();
  };
  const stop = () => {
    began = 0;
    playing(face, false);
  };
  face.clock.textContent = length(SILENT_SECONDS);
  return () => {
    if (began) {
      stop();
      return;
    }
    began = performance.now();
    playing(face, true);
    requestAnimationFrame(step);
  };
}

function waves(seed) {
  const bars = Array.from({ length: BARS }, (_, at) => {
    const swell = 0.55 + 0.45 * Math.sin((at / BARS) * Math.PI * (2 + (hash(seed) % 3)));
    const height = 3 + Math.round((hash(`${seed}${at}`) % 14) * swell);
    return svg("rect", { x: at * 5, y: 10 - height / 2, width: 2.6, height, rx: 1.3 });
  });
  const drawn = (kind) =>
    svg(
      "svg",
      { viewBox: `0 0 ${BARS * 5} 20`, preserveAspectRatio: "none", class: kind },
      bars.map((bar) => bar.cloneNode()),
    );
  return h("div", { class: "wave", "aria-hidden": "true" }, drawn("ahead"), drawn("played"));
}

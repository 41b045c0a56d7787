// Recording a voice message with the computer's microphone, where there is one.
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { length } from "./time.js";
import { t } from "./words.js";

/** Records in place of `row`; resolves to a file, or to null if the person thinks better of it. */
export async function record(row) {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  const recorder = new MediaRecorder(stream);
  const pieces = [];
  recorder.addEventListener("dataavailable", (event) => pieces.push(event.data));
  recorder.start();
  const keep = await ask(row);
  const stopped = new Promise((resolve) => recorder.addEventListener("stop", resolve, { once: true }));
  recorder.stop();
  await stopped;
  for (const track of stream.getTracks()) track.stop();
  return keep ? new File(pieces, "voice.ogg", { type: recorder.mimeType.split(";")[0] }) : null;
}

function ask(row) {
  const clock = h("span", { class: "record-time" }, length(0));
  const cancel = h(
    "button",
    { type: "button", class: "plain-button", data: { recordCancel: "" } },
    t("cancel"),
  );
  const send = h(
    "button",
    { type: "button", class: "round-button send", "aria-label": t("send"), data: { recordSend: "" } },
    icon("send"),
  );
  const bar = h(
    "div",
    { class: "record", role: "group", "aria-label": t("recording") },
    h("span", { class: "record-dot" }),
    clock,
    h("span", { class: "grow" }, t("recording")),
    cancel,
    send,
  );
  row.before(bar);
  row.hidden = true;
  const began = performance.now();
  const timer = setInterval(() => {
    clock.textContent = length((performance.now() - began) / 1000);
  }, 250);
  const end = () => {
    clearInterval(timer);
    bar.remove();
    row.hidden = false;
  };
  return new Promise((resolve) => {
    cancel.addEventListener("click", () => {
      end();
      resolve(false);
    });
    send.addEventListener("click", () => {
      end();
      resolve(true);
    });
  });
}

// The menu behind the + : everything a phone can send besides words.
import { packFile } from "./api.js";
import { h } from "./dom.js";
import { askContact, askPoll, askSticker } from "./forms.js";
import { askPlace } from "./place.js";
import { record } from "./record.js";
import { t } from "./words.js";

const NINE = 9;

/** What to choose from; `view` is the composer. */
export function attachItems(view) {
  const item = (name, sign, act) => ({ name, icon: sign, label: t(`a_${name}`), act });
  return [
    item("photo", "photo", () => choose("image/*,video/*", (files) => view.tray.addFiles(files))),
    item("sample_photo", "photo", () => view.tray.addSamples("photo", 1)),
    item("nine", "photo", () => view.tray.addSamples("photo", NINE)),
    item("voice", "mic", () => speak(view)),
    item("sample_voice", "mic", () => view.send({ voice: { sample: "voice" } })),
    item("video", "video", () => view.tray.addSamples("video", 1)),
    item("file", "file", () => choose("", (files) => view.tray.addFiles(files, "document"))),
    item("location", "pin", () => askPlace(view.send)),
    item("contact", "card", () => askContact(view.send)),
    item("sticker", "smile", () => askSticker(view.send)),
    item("poll", "poll", () => askPoll(view.send)),
  ];
}

function choose(accept, done) {
  const input = h("input", { type: "file", multiple: true, accept });
  input.addEventListener("change", () => done(input.files));
  input.click();
}

async function speak(view) {
  try {
    const file = await record(view.row);
    if (file) await view.send({ voice: await packFile(file) });
  } catch {
    view.column.toast(t("record_none"));
  }
}

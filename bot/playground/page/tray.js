// What is about to be sent along: chosen or made-up pictures, films and files, with a small preview of each.
import { packFile } from "./api.js";
import { h, show } from "./dom.js";
import { icon } from "./icons.js";
import { t } from "./words.js";

const MOST = 10;

/** A tray above the message box; `changed()` is called when it fills or empties. */
export function tray(changed) {
  const items = [];
  const el = h("div", { class: "tray", hidden: true, data: { tray: "" } });
  const draw = () => { show(el, items.length > 0); el.replaceChildren(...items.map((item) => item.el)); changed(); };
  const remove = (item) => { items.splice(items.indexOf(item), 1); if (item.url) URL.revokeObjectURL(item.url); draw(); };
  const add = (item) => { items.push({ ...item, el: null }); const mine = items.at(-1); mine.el = preview(mine, () => remove(mine)); };
  return {
    el,
    addFiles: (files, kind) => { [...files].slice(0, MOST - items.length).forEach((file) => add(fromFile(file, kind))); draw(); },
    addSamples: (kind, count) => { for (let n = 0; n < count && items.length < MOST; n += 1) add({ kind, sample: kind }); draw(); },
    size: () => items.length,
    empty: () => { for (const item of [...items]) remove(item); },
    take: () => { const taken = [...items]; items.length = 0; draw(); return taken; },
  };
}

function fromFile(file, wanted) {
  if (wanted === "document") return { kind: "document", file };
  const kind = file.type.startsWith("image/") ? "photo" : file.type.startsWith("video/") ? "video" : file.type.startsWith("audio/") ? "voice" : "document";
  return { kind, file, url: kind === "photo" ? URL.createObjectURL(file) : null };
}

function preview(item, remove) {
  const face = item.url ? h("img", { src: item.url, alt: item.file.name }) : h("span", { class: "tray-face" }, icon(SIGN[item.kind]), h("small", { dir: "auto" }, item.file?.name ?? t(item.kind)));
  return h("div", { class: "tray-item", data: { trayItem: item.kind } }, face,
    h("button", { type: "button", "aria-label": t("remove"), on: { click: remove } }, icon("close")));
}

const SIGN = { photo: "photo", video: "video", voice: "mic", document: "file" };
const pack = (item) => (item.file ? packFile(item.file) : { sample: item.sample });

/** What to send for these items, in order: several pictures and films make one album, files go one by one. */
export async function contents(items, caption) {
  const pictures = items.filter((item) => item.kind === "photo" || item.kind === "video");
  const rest = items.filter((item) => !pictures.includes(item));
  const parts = [];
  if (pictures.length > 1) parts.push({ album: await Promise.all(pictures.map(pack)) });
  else if (pictures.length === 1) parts.push({ [pictures[0].kind]: await pack(pictures[0]) });
  for (const item of rest) parts.push({ [item.kind]: await pack(item) });
  if (caption) parts[0].caption = caption;
  return parts;
}

// What is about to be sent along: chosen or made-up pictures, films and files, with a small preview of each.
import { packFile } from "./api.js";
import { button, h, show } from "./dom.js";
import { icon } from "./icons.js";
import { t } from "./words.js";

const MOST = 10;
let samples = 0;
const SIGN = { photo: "photo", video: "video", voice: "mic", document: "file" };

/** A tray above the message box; `changed()` is called when it fills or empties. */
export function makeTray(changed) {
  const view = { items: [], changed, el: h("div", { class: "tray", hidden: true, data: { tray: "" } }) };
  const add = (items) => set(view, [...view.items, ...items].slice(0, MOST));
  return {
    el: view.el,
    size: () => view.items.length,
    put: add,
    addFiles: (files, kind) => add([...files].map((file) => fromFile(file, kind))),
    addSamples: (kind, count) =>
      add(Array.from({ length: count }, () => ({ kind, sample: kind, number: samples++ }))),
    empty: () => set(view, []),
    take: () => {
      const { items } = view;
      set(view, []);
      return items;
    },
  };
}

function set(view, items) {
  view.items = items;
  show(view.el, items.length > 0);
  view.el.replaceChildren(...items.map((item) => preview(view, item)));
  view.changed();
}

function fromFile(file, wanted) {
  const [family] = file.type.split("/");
  const kind = wanted ?? { image: "photo", video: "video", audio: "voice" }[family] ?? "document";
  return { kind, file, url: kind === "photo" ? URL.createObjectURL(file) : null };
}

function preview(view, item) {
  const name = item.file?.name ?? t(item.kind);
  const sign = h("span", { class: "tray-face" }, icon(SIGN[item.kind]), h("small", { dir: "auto" }, name));
  const remove = () =>
    set(
      view,
      view.items.filter((one) => one !== item),
    );
  return h(
    "div",
    { class: "tray-item", data: { trayItem: item.kind } },
    item.url ? h("img", { src: item.url, alt: name }) : sign,
    button({ "aria-label": t("remove") }, remove, icon("close")),
  );
}

const pack = (item) => (item.file ? packFile(item.file) : { sample: item.sample, number: item.number });
const isPicture = (item) => item.kind === "photo" || item.kind === "video";

/** What to send for these items, in order: several pictures and films make one album, files go one by one. */
export async function contents(items, caption) {
  const pictures = items.filter(isPicture);
  const parts = [];
  if (pictures.length > 1) parts.push({ album: await Promise.all(pictures.map(pack)) });
  const single = pictures.length === 1 ? items : items.filter((item) => !isPicture(item));
  for (const item of single) parts.push({ [item.kind]: await pack(item) });
  if (caption) parts[0].caption = caption;
  return parts;
}

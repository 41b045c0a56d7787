// Pictures, albums, films and files inside a message.
import { fileUrl } from "./api.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { t } from "./words.js";

const ROWS = [[], [1], [2], [1, 2], [2, 2], [2, 3], [3, 3], [1, 3, 3], [2, 3, 3], [3, 3, 3], [2, 2, 3, 3]];

/** One picture; tapping shows it large. */
export function photo(message, tools) {
  return h("div", { class: "photo" }, tile(message, tools));
}

/** Several pictures of one album in a grid whose rows are always full. */
export function album(messages, tools) {
  const grid = h("div", {
    class: "album",
    data: { album: messages[0].media_group_id, count: messages.length },
  });
  let at = 0;
  for (const inRow of ROWS[Math.min(messages.length, 10)]) {
    for (const message of messages.slice(at, at + inRow)) {
      const cell = tile(message, tools);
      cell.dataset.span = inRow;
      grid.append(cell);
    }
    at += inRow;
  }
  return grid;
}

function tile(message, tools) {
  const url = fileUrl(message.file.file_id);
  const data = { part: message.message_id };
  if (message.kind === "video") return h("div", { class: "tile", data }, film(url));
  const picture = h("img", {
    src: url,
    alt: message.caption || t("photo"),
    loading: "lazy",
    decoding: "async",
    draggable: "false",
  });
  return h(
    "button",
    {
      type: "button",
      class: "tile",
      data,
      "aria-label": t("view_photo"),
      on: { click: () => tools.look(url) },
    },
    picture,
  );
}

/** A film with its own controls, or a still card where the browser cannot show it (made-up samples). */
function film(url) {
  const still = () =>
    player.replaceWith(
      h("span", { class: "still" }, h("span", { class: "round" }, icon("video")), t("video")),
    );
  const player = h("video", {
    src: url,
    controls: true,
    preload: "metadata",
    playsinline: true,
    on: { error: still },
  });
  return player;
}

/** One film. */
export const video = (message) =>
  h("div", { class: "photo" }, h("div", { class: "tile" }, film(fileUrl(message.file.file_id))));

/** A file to download; never opened inside the page. */
export function fileCard(message) {
  const { file_id: id, name, size } = message.file;
  const label = t("download", { name: name || t("document") });
  return h(
    "a",
    {
      class: "file-card",
      href: fileUrl(id),
      download: name || "file",
      "aria-label": label,
      data: { file: id },
    },
    h("span", { class: "round" }, icon("file")),
    h(
      "span",
      { class: "card-words" },
      h("b", { dir: "auto" }, name || t("document")),
      h("small", {}, bytes(size)),
    ),
  );
}

function bytes(size) {
  if (!size) return "";
  if (size < 1024) return `${size} B`;
  return size < 1_048_576 ? `${(size / 1024).toFixed(1)} KB` : `${(size / 1_048_576).toFixed(1)} MB`;
}

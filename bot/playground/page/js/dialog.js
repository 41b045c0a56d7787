// The page's dialogs: one frame with a title, fields, and a way out by Esc, ✕ or the dark around it.
import { button, h } from "./dom.js";
import { icon } from "./icons.js";
import { t } from "./words.js";

/** Opens a dialog; `submit` runs when its form is sent and may throw words to show. Returns how to close it. */
export function openDialog(title, name, body, submit) {
  const problem = h("p", { class: "problem", role: "alert", hidden: true, data: { problem: "" } });
  const form = h(
    "form",
    { method: "dialog" },
    head(title, () => el.close()),
    body,
    problem,
  );
  const el = h("dialog", { class: "dialog", "aria-label": title, data: { dialog: name } }, form);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      await submit(new FormData(form));
      el.close();
    } catch (error) {
      problem.textContent = error.message;
      problem.hidden = false;
    }
  });
  el.addEventListener("click", (event) => {
    if (event.target === el) el.close();
  });
  el.addEventListener("close", () => el.remove());
  document.body.append(el);
  el.showModal();
  return () => el.close();
}

function head(title, close) {
  return h("header", {}, h("h2", {}, title), closeButton(close));
}

const closeButton = (close) =>
  button(
    { class: "plain-button", "aria-label": t("close"), data: { closeDialog: "" } },
    close,
    icon("close"),
  );

/** A labelled field. */
export function field(label, control) {
  return h("label", { class: "field" }, h("span", {}, label), control);
}

/** The main button of a form. */
export const primary = (label, name) =>
  h("button", { type: "submit", class: "primary", data: { submit: name } }, label);

/** Shows a picture as large as the screen allows. */
export function lightbox(url) {
  const facts = { class: "lightbox", "aria-label": t("photo"), data: { lightbox: "" } };
  const el = h(
    "dialog",
    facts,
    h("img", { src: url, alt: t("photo") }),
    closeButton(() => {}),
  );
  el.addEventListener("click", () => el.close());
  el.addEventListener("close", () => el.remove());
  document.body.append(el);
  el.showModal();
}

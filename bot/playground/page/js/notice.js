// Short notices inside one column: a toast that goes by itself, and an alert that waits for 知道了.
import { h } from "./dom.js";
import { t } from "./words.js";

const TOAST_LASTS = 4500;

/** A few words at the top of a column. */
export function toast(column, words) {
  column.querySelector("[data-toast]")?.remove();
  const el = h(
    "div",
    { class: "toast", role: "status", data: { toast: "" } },
    h("span", { dir: "auto" }, words),
  );
  column.append(el);
  setTimeout(() => el.remove(), TOAST_LASTS);
}

/** Words that must be acknowledged. */
export function alert(column, words) {
  const back = document.activeElement;
  const ok = h("button", { type: "button", class: "primary", data: { alertOk: "" } }, t("ok"));
  const el = h(
    "div",
    { class: "veil", data: { alert: "" } },
    h(
      "div",
      { class: "alert", role: "alertdialog", "aria-modal": "true", "aria-label": words },
      h("p", { dir: "auto" }, words),
      ok,
    ),
  );
  const close = () => {
    el.remove();
    if (back?.isConnected) back.focus({ preventScroll: true });
  };
  ok.addEventListener("click", close);
  el.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
    if (event.key === "Tab") event.preventDefault();
  });
  column.append(el);
  ok.focus();
}

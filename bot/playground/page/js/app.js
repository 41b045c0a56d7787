// Puts the page together: the top bar, the row of people, the open phones and the panel of calls.
import { callsPanel } from "./calls.js";
import { clockBar } from "./clockbar.js";
import { makeDesk } from "./desk.js";
import { button, h, show } from "./dom.js";
import { icon } from "./icons.js";
import { follow } from "./live.js";
import { toast } from "./notice.js";
import { peopleRow } from "./people.js";
import { soon } from "./soon.js";
import { on } from "./store.js";
import { LANG, t } from "./words.js";

const part = (name) => document.querySelector(`[data-part="${name}"]`);

function start() {
  document.documentElement.lang = LANG === "en" ? "en" : "zh-CN";
  document.title = t("title");
  const seal = h("span", { class: "avatar seal", "aria-hidden": "true" }, t("seal"));
  part("name").replaceChildren(seal, h("span", {}, t("title")));
  clockBar(part("clock"), (words) => toast(part("main"), words));
  addCalls();
  const desk = makeDesk(part("columns"), part("nobody"), () => row.update());
  const row = peopleRow(part("people"), desk);
  listen(desk, soon(row.update));
  follow();
}

function addCalls() {
  const changed = (opened) => opener.setAttribute("aria-expanded", String(opened));
  const panel = callsPanel(part("calls"), changed);
  const facts = {
    class: "bar-button",
    "aria-label": t("calls"),
    "aria-expanded": "false",
    data: { calls: "" },
  };
  const opener = button(facts, panel.toggle, icon("list"), h("span", {}, t("calls")));
  part("tools").append(opener);
}

function listen(desk, drawRow) {
  on("line", (whole) => {
    part("line").textContent = t("connection_lost");
    show(part("line"), !whole);
    if (whole) desk.begin();
  });
  on("world", desk.world);
  on("typing", (event) => desk.each((column) => column.typed(event)));
  on("messages", (event) => {
    desk.each((column) => column.messages(event));
    drawRow();
  });
  on("seen", () => {
    desk.each((column) => column.seen());
    drawRow();
  });
}

start();

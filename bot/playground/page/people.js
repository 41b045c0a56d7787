// The row of people: who is here, who has news, whose phone is open.
import { avatar } from "./avatar.js";
import { h } from "./dom.js";
import { askGroup, askPerson } from "./forms.js";
import { icon } from "./icons.js";
import { unread } from "./reads.js";
import { chatsOf, nameOf, state } from "./store.js";
import { t } from "./words.js";

/** Draws into `nav`; `desk` = {isOpen(id), isActive(id), open(id), openGroup(chat)}. */
export function peopleRow(nav, desk) {
  const list = h("div", { class: "people-list" });
  const tool = (name, sign, act) => h("button", { type: "button", class: "people-tool", data: { [name]: "" }, on: { click: act } },
    h("span", { class: "avatar dashed", "aria-hidden": "true" }, icon(sign)), h("span", { class: "people-name" }, t(sign === "group" ? "new_group" : "add_person")));
  const tools = h("div", { class: "people-tools" }, tool("addPerson", "person", () => askPerson((person) => desk.open(person.id))), tool("addGroup", "group", () => askGroup(desk.openGroup)));
  nav.setAttribute("aria-label", t("people"));
  nav.replaceChildren(list, tools);
  return { update: () => list.replaceChildren(...[...state.people.keys()].map((id) => personButton(id, desk))) };
}

function personButton(id, desk) {
  const { about } = state.people.get(id);
  const count = chatsOf(id).reduce((sum, chat) => sum + unread(id, chat), 0);
  const label = about ? t("open_column", { name: nameOf(id), about }) : nameOf(id);
  return h("button", {
    type: "button", class: "people-one", title: label, "aria-label": count > 0 ? `${label} ${t("unread", { n: count })}` : label,
    "aria-pressed": String(desk.isOpen(id)), "aria-current": desk.isActive(id) ? "true" : null, data: { openPerson: id }, on: { click: () => desk.open(id) },
  }, h("span", { class: "badge-place" }, avatar(id), count > 0 && h("span", { class: "badge", data: { unread: count } }, count > 99 ? "99+" : count)),
  h("span", { class: "people-name" }, nameOf(id)), about && h("span", { class: "people-about" }, about));
}

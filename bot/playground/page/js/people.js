// The row of people: who is here, who has news, whose phone is open.
import { avatar } from "./avatar.js";
import { button, h } from "./dom.js";
import { askGroup, askPerson } from "./forms.js";
import { icon } from "./icons.js";
import { unread } from "./reads.js";
import { chatsOf, loadWorld, nameOf, state } from "./store.js";
import { t } from "./words.js";

const MANY = 99;

/** Draws into `nav`; `desk` = {isOpen(id), isActive(id), open(id), openGroup(chat)}. */
export function peopleRow(nav, desk) {
  const view = { desk, sign: "", list: h("div", { class: "people-list" }) };
  const known = (act) => async (found) => {
    await loadWorld();
    act(found);
  };
  const tools = h(
    "div",
    { class: "people-tools" },
    tool("addPerson", "person", "add_person", () => askPerson(known((person) => desk.open(person.id)))),
    tool("addGroup", "group", "new_group", () => askGroup(known(desk.openGroup))),
  );
  nav.setAttribute("aria-label", t("people"));
  nav.replaceChildren(view.list, tools);
  return { update: () => draw(view) };
}

function tool(name, sign, word, act) {
  const face = h("span", { class: "avatar dashed", "aria-hidden": "true" }, icon(sign));
  return button(
    { class: "people-tool", data: { [name]: "" } },
    act,
    face,
    h("span", { class: "people-name" }, t(word)),
  );
}

/** Drawn anew only when something is different; who was in focus stays so. */
function draw(view) {
  const { desk, list } = view;
  const people = [...state.people.keys()].map((id) => facts(id, desk));
  const sign = JSON.stringify(people);
  if (sign === view.sign) return;
  view.sign = sign;
  const held = document.activeElement?.closest("[data-open-person]")?.dataset.openPerson;
  list.replaceChildren(...people.map((one) => personButton(one, desk)));
  if (held) list.querySelector(`[data-open-person="${held}"]`)?.focus({ preventScroll: true });
}

function facts(id, desk) {
  const { about } = state.people.get(id);
  const count = chatsOf(id).reduce((sum, chat) => sum + unread(id, chat), 0);
  return { id, name: nameOf(id), about, count, isOpen: desk.isOpen(id), isActive: desk.isActive(id) };
}

function personButton({ id, name, about, count, isOpen, isActive }, desk) {
  const label = about ? t("open_column", { name, about }) : name;
  const news = h("span", { class: "badge", data: { unread: count } }, count > MANY ? `${MANY}+` : count);
  const look = {
    class: "people-one",
    title: label,
    "aria-label": count > 0 ? `${label} ${t("unread", { n: count })}` : label,
    "aria-pressed": String(isOpen),
    "aria-current": isActive && "true",
    data: { openPerson: id },
  };
  const face = h("span", { class: "badge-place" }, avatar(id), count > 0 && news);
  const words = [
    h("span", { class: "people-name" }, name),
    about && h("span", { class: "people-about" }, about.split("·")[0]),
  ];
  return button(look, () => desk.open(id), face, words);
}

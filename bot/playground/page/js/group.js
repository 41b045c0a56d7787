// Who is in a group: everybody can let others in and leave, the founder can send others out.
import * as api from "./api.js";
import { avatar, seal } from "./avatar.js";
import { openDialog } from "./dialog.js";
import { button, h } from "./dom.js";
import { nameOf, on, state } from "./store.js";
import { t } from "./words.js";

/** Opens the list of members; what is done there is done by the column's person. */
export function showMembers(column) {
  const list = h("div", { class: "dialog-body" });
  const draw = () => {
    const group = state.groups.get(column.chat);
    const body = group?.members.includes(column.person) ? rows(column, group) : [h("p", {}, t("member_gone"))];
    list.replaceChildren(...body.filter(Boolean));
  };
  draw();
  const stop = on("world", draw);
  openDialog(t("group_members"), "members", list, () => {});
  list.closest("dialog").addEventListener("close", stop);
}

function rows(column, group) {
  const others = [...state.people.keys()].filter((id) => !group.members.includes(id));
  const act = (deed, body) => () => column.attempt(() => api.act(group.id, deed, column.person, body));
  const founder = group.members[0];
  const out = (id) =>
    founder === column.person &&
    id !== founder &&
    small("removeMember", id, t("member_remove"), act("remove", { person: id }));
  const inside = group.members.map((id) => row(id, id === founder && t("member_founder"), out(id)));
  const bot = h(
    "div",
    { class: "member" },
    seal(),
    h("span", { class: "member-name" }, state.bot.first_name),
    small("moveBot", state.bot.id, t(group.bot_inside ? "member_remove" : "member_add"), act("bot")),
  );
  const outside = others.map((id) =>
    row(id, null, small("addMember", id, t("member_add"), act("join", { people: [id] }))),
  );
  return [
    h("div", { class: "members", data: { members: "" } }, inside, bot),
    others.length > 0 && h("b", { class: "member-title" }, t("member_others")),
    h("div", { class: "members", data: { others: "" } }, outside),
    button({ class: "secondary", data: { leaveGroup: "" } }, act("leave"), t("member_leave")),
  ];
}

function row(id, note, tool) {
  const words = h("span", { class: "member-name", dir: "auto" }, nameOf(id), note && h("small", {}, note));
  return h("div", { class: "member", data: { member: id } }, avatar(id), words, tool);
}

const small = (name, id, word, act) => button({ class: "small-button", data: { [name]: id } }, act, word);

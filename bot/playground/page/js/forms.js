// The small forms of the page: a sticker, a contact, a poll, a new person, a new group.
import * as api from "./api.js";
import { field, openDialog, primary } from "./dialog.js";
import { button, h } from "./dom.js";
import { nameOf, state } from "./store.js";
import { t } from "./words.js";

const STICKERS = ["😀", "👍", "🙏", "❤️", "🎉", "😢", "😡", "🌧️", "💡", "🚧", "🏠", "🐈"];
const OPTIONS = [1, 2, 3];
const text = (name, more = {}) => h("input", { name, type: "text", autocomplete: "off", ...more });
const bodyOf = (...parts) => h("div", { class: "dialog-body" }, parts);

/** The value, or words that say what is missing. */
function need(value, words) {
  if (!value) throw new Error(words);
  return value;
}

export function askSticker(send) {
  const pick = (sign) => {
    close();
    send({ sticker: sign });
  };
  const signs = STICKERS.map((sign) => button({ class: "sign", data: { sign } }, () => pick(sign), sign));
  const close = openDialog(t("sticker_title"), "sticker", h("div", { class: "signs" }, signs), () => {});
}

/** The own number, or somebody else's name and number. */
export function askContact(send) {
  const own = () => {
    close();
    send({ contact: true });
  };
  const body = bodyOf(
    button({ class: "primary", data: { own: "" } }, own, t("contact_own")),
    h("hr"),
    field(t("contact_name"), text("first_name")),
    field(t("contact_phone"), text("phone_number", { inputmode: "tel" })),
    h("button", { type: "submit", class: "secondary" }, t("contact_other")),
  );
  const close = openDialog(t("contact"), "contact", body, (form) => {
    const name = need(form.get("first_name"), t("contact_name"));
    return send({
      contact: { first_name: name, phone_number: need(form.get("phone_number"), t("contact_phone")) },
    });
  });
}

export function askPoll(send) {
  const options = OPTIONS.map((n) => field(t("poll_option", { n }), text("option")));
  const body = bodyOf(field(t("poll_question"), text("question")), options, primary(t("send"), "poll"));
  openDialog(t("poll"), "poll", body, (form) => {
    const given = form.getAll("option").filter(Boolean);
    need(form.get("question") && given.length > 1, t("poll_need"));
    return send({ poll: { question: form.get("question"), options: given } });
  });
}

/** A new person; `done(person)` opens their column. */
export function askPerson(done) {
  const option = (value, word) => h("option", { value }, t(word));
  const languages = [option("zh-hans", "language_zh"), option("en", "language_en")];
  const data = (name) => ({ data: { field: name } });
  const body = bodyOf(
    field(t("person_name"), text("first_name", { required: true, maxlength: 64, ...data("name") })),
    field(
      t("person_about"),
      text("about", { placeholder: t("person_about_hint"), maxlength: 32, ...data("about") }),
    ),
    field(t("person_language"), h("select", { name: "language_code", ...data("language") }, languages)),
    primary(t("person_add"), "person"),
  );
  openDialog(t("add_person"), "person", body, async (form) => {
    const given = Object.fromEntries([...form].filter(([, value]) => value !== ""));
    await done(await api.addPerson(given));
  });
}

/** A new group of people and the bot; `done(group)` opens it. */
export function askGroup(done) {
  const member = (id) => {
    const box = h("input", { type: "checkbox", name: "member", value: id, data: { member: id } });
    return h("label", { class: "check" }, box, h("span", {}, nameOf(id)));
  };
  const body = bodyOf(
    field(t("group_title"), text("title", { maxlength: 128, data: { field: "title" } })),
    h("fieldset", {}, h("legend", {}, t("group_members")), [...state.people.keys()].map(member)),
    primary(t("group_add"), "group"),
  );
  openDialog(t("new_group"), "group", body, async (form) => {
    const members = form.getAll("member").map(Number);
    need(form.get("title") && members.length > 0, t("group_need"));
    await done(await api.addGroup({ title: form.get("title"), members }));
  });
}

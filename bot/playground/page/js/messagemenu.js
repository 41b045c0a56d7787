// What one can do with a message: reply, edit an own one, copy its words.
import * as api from "./api.js";
import { openMenu } from "./menu.js";
import { messageOf } from "./store.js";
import { t } from "./words.js";

/** Opens the menu of a message of the column's chat. */
export function messageMenu(column, id, at) {
  const message = messageOf(column.chat, id);
  if (!message) return;
  const words = message.text ?? message.caption;
  const own = message.from === column.person;
  const items = [
    { name: "reply", icon: "reply", label: t("reply"), act: () => column.composer.reply(message) },
    own &&
      words && { name: "edit", icon: "edit", label: t("edit"), act: () => column.composer.edit(message) },
    own &&
      message.poll &&
      !message.poll.is_closed && {
        name: "stop",
        icon: "check",
        label: t("poll_stop"),
        act: () => column.attempt(() => api.touch(column.chat, id, "stop", column.person)),
      },
    words && { name: "copy", icon: "copy", label: t("copy"), act: () => copy(column, words) },
  ];
  openMenu(column.el, items.filter(Boolean), at, t("message_menu"));
}

async function copy(column, words) {
  await navigator.clipboard.writeText(words);
  column.toast(t("copied"));
}

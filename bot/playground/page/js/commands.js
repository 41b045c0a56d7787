// The bot's commands: a list to choose from, also while a word that begins with / is typed.
import { h, show } from "./dom.js";
import { state } from "./store.js";
import { t } from "./words.js";

/** The commands this person is offered, the narrowest scope and their own language first, as Telegram does. */
export function commandsFor(person) {
  const language = (state.people.get(person)?.language_code ?? "").split("-")[0];
  const scopes = [`chat:${person}`, "all_private_chats", "default"];
  const order = scopes.flatMap((scope) => [
    [scope, language],
    [scope, ""],
  ]);
  const sets = order.map(([scope, spoken]) =>
    state.bot.commands.find((set) => set.scope === scope && set.language_code === spoken),
  );
  return sets.find(Boolean)?.commands ?? [];
}

/** A list above the message box; `choose(command)` is called with "/name". */
export function commandList(person, choose) {
  const el = h("div", {
    class: "commands",
    role: "listbox",
    "aria-label": t("commands"),
    hidden: true,
    data: { commands: "" },
  });
  const pick = (event) => {
    const option = event.target.closest("[data-command]");
    if (option) {
      show(el, false);
      choose(`/${option.dataset.command}`);
    }
  };
  el.addEventListener("click", pick);
  el.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      event.stopPropagation();
      show(el, false);
    }
  });
  const fill = (start) => {
    const found = commandsFor(person).filter((one) => one.command.startsWith(start));
    el.replaceChildren(...found.map(option));
    return found.length;
  };
  return {
    el,
    hide: () => show(el, false),
    toggle: () => {
      if (el.hidden) openAll(el, fill);
      else show(el, false);
    },
    match: (text) => show(el, /^\/\w*$/.test(text) && fill(text.slice(1)) > 0),
  };
}

function openAll(el, fill) {
  if (fill("") === 0) el.append(h("p", { class: "none" }, t("no_commands")));
  show(el, true);
  el.querySelector("button")?.focus();
}

function option(one) {
  return h(
    "button",
    { type: "button", role: "option", class: "command", data: { command: one.command } },
    h("b", {}, `/${one.command}`),
    h("span", { dir: "auto" }, one.description),
  );
}

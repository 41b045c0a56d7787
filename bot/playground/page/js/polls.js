// A poll inside a message: its options are buttons until it has ended; the own choice is marked.
import { button, h } from "./dom.js";
import { icon } from "./icons.js";
import { t } from "./words.js";

const WHOLE = 100;

export function poll(message, tools) {
  const asked = message.poll;
  const chosen = message.votes?.find((vote) => vote.person === tools.person)?.options ?? [];
  const settled = asked.is_closed || (chosen.length > 0 && !asked.allows_revoting);
  const options = asked.options.map((option, at) => {
    const mine = chosen.includes(at);
    const facts = {
      class: mine ? "poll-option chosen" : "poll-option",
      disabled: settled,
      "aria-pressed": String(mine),
      data: { option: at, voters: option.voter_count },
    };
    return h(
      "li",
      {},
      button(facts, () => tools.vote(message, choice(asked, chosen, at)), face(option, asked, mine)),
    );
  });
  const end = h("small", {}, asked.is_closed ? t("poll_ended") : t(kindOf(asked)));
  return h(
    "div",
    { class: "poll" },
    h("b", { dir: "auto" }, asked.question),
    h("ul", {}, options),
    end,
    h("small", {}, ` · ${t("poll_voters", { n: asked.total_voter_count })}`),
  );
}

function kindOf(asked) {
  if (asked.type === "quiz") return "poll_quiz";
  return asked.is_anonymous ? "poll_secret" : "poll_open";
}

/** What is chosen after this press: one option, or one more or fewer where several are allowed. */
function choice(asked, chosen, at) {
  if (chosen.includes(at)) return chosen.filter((one) => one !== at);
  return asked.allows_multiple_answers ? [...chosen, at] : [at];
}

function face(option, asked, mine) {
  const part = asked.total_voter_count ? option.voter_count / asked.total_voter_count : 0;
  return [
    h("span", { class: "poll-dot", "aria-hidden": "true" }, mine && icon("check")),
    h("span", { class: "poll-text", dir: "auto" }, option.text),
    asked.total_voter_count > 0 && h("span", { class: "poll-share" }, `${Math.round(part * WHOLE)}%`),
    h("span", { class: "poll-bar", style: { "--part": part } }),
  ];
}

"""Every dialogue can be walked to its end by any way, and docs/dialogues.md draws them as they are."""

import pytest

from domain.concern import State
from domain.life import LIFE
from handlers.features import DIALOGUES
from handlers.kit.dialogue import Dialogue
from handlers.kit.steps import Choice
from tests.architecture.dialogues import CHINESE, PAPER, paper, walks
from tests.architecture.source import text


def test_the_paper_draws_the_dialogues_as_they_are() -> None:
    written = text(PAPER) if PAPER.exists() else ""
    assert written == paper(), (
        "docs/dialogues.md is not what the code says: run `make docs` and look at the change"
    )


def test_the_paper_leaves_nothing_out() -> None:
    drawn = paper()
    steps = {f"`{step.name}`" for dialogue in DIALOGUES.values() for step in dialogue.steps}
    rows = {f"| `{act}` |" for act in LIFE} | {f" : {CHINESE[f'state.{state}']} {state}\n" for state in State}
    assert {part for part in steps | rows if part not in drawn} == set()


@pytest.mark.parametrize("dialogue", DIALOGUES.values(), ids=DIALOGUES)
def test_every_step_is_reached_and_every_way_ends(dialogue: Dialogue) -> None:
    ways = list(walks(dialogue))
    names = [step.name for step in dialogue.steps]
    assert len(set(names)) == len(names) > 0
    assert {name for way in ways for name in way} == set(names)
    assert all(way == [name for name in names if name in way] for way in ways)


@pytest.mark.parametrize("dialogue", DIALOGUES.values(), ids=DIALOGUES)
def test_what_is_reviewed_can_be_submitted(dialogue: Dialogue) -> None:
    assert not dialogue.review or {dialogue.review, f"{dialogue.name}.submit"} <= CHINESE.keys()
    assert dialogue.collects is None or dialogue.collects in dialogue.steps


def test_a_step_that_no_answer_leads_to_is_seen() -> None:
    yes = Choice("yes", "kit.choose", (("a", "kit.back"), ("b", "kit.skip")))
    never = Choice("never", "kit.choose", (), when=lambda so_far: so_far.get("yes") == "c")
    after_b = Choice(
        "after_b", "kit.choose", (("x", "kit.back"),), when=lambda so_far: so_far.get("yes") == "b"
    )
    dialogue = Dialogue("try", (yes, never, after_b), submit=lambda turn, draft: None)
    assert list(walks(dialogue)) == [["yes"], ["yes", "after_b"]]

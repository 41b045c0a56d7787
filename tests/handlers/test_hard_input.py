"""What a dialogue does with too much, and with a change of language on the way."""

import pytest

from tests.handlers.chat import Town
from tests.handlers.residents import asked_for


async def test_a_place_of_ten_thousand_characters_is_refused_with_what_to_do(town: Town) -> None:
    resident = await asked_for("place", town)
    await resident.says("柳园小区" + "很长" * 5000)
    assert "最多能收 200 个字" in resident.last and "问题发生在哪里" in resident.last


async def test_another_language_asks_the_present_question_anew(town: Town) -> None:
    resident = await asked_for("place", town)
    said = await resident.presses_data("language:en")
    assert "问题发生在哪里" in said[-1]
    await resident.says("Choose from the list")
    assert "请选一个" in resident.last


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("接着写", "kind"), ("先存着，以后再写", ""), ("不写了，删掉", None), ("Delete it", None)],
)
async def test_what_becomes_of_a_draft_can_be_typed(town: Town, typed: str, kept: str | None) -> None:
    resident = await asked_for("kind", town)
    await resident.says("/cancel")
    await resident.says(typed)
    drafts = await town.run(lambda uow: uow.drafts.of_person("person-1"))
    progress = await town.run(lambda uow: uow.progress.get("person-1"))
    assert len(drafts) == (kept is not None)
    assert bool(progress.draft) == bool(kept)
    assert bool(progress.offered) == bool(kept)

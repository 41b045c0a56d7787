"""Messages come back the same in meaning from what is written down."""

from dataclasses import fields
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.messages import Button, Fact, Message, Weight, Words, words
from storage.meaning import read_facts, read_message, write_facts, write_message
from tests.storage.moments import DAY, NOW

FULL = Message(
    chat=-1,
    words=words("notice.replied", number="N-1", due=date(2026, 12, 1), parts=(words("a.b"), 3)),
    rows=(
        (
            Button(words("button.yes"), "d1.sure=yes"),
            Button(words("button.no"), opens="start"),
        ),
        (),
    ),
    keys=((Button(words("button.here"), asks="location"), Button(words("button.who", n=1))),),
    removes_keys=True,
    weight=Weight.MUST_ARRIVE,
    once="c1:replied",
    concern="c1",
    reply_to=5,
    replaces=6,
    attachments=("f1", "f2"),
    paper="own_duties:",
    on_delivery="start:K8",
    not_before=NOW,
    expires_at=NOW + DAY,
    language="en",
)


def test_every_field_of_a_message_comes_back() -> None:
    left_at_default = [each.name for each in fields(FULL) if getattr(FULL, each.name) == each.default]
    assert left_at_default == []
    assert read_message(write_message(FULL)) == FULL


def test_a_short_message_is_written_short() -> None:
    short = Message(7, words("a.b"))
    assert read_message(write_message(short)) == short
    assert write_message(short) == '{"chat":7,"words":{"key":"a.b","facts":{}}}'


moments = st.datetimes(timezones=st.just(UTC))
short = st.text(st.characters(), max_size=5)


def named(values: st.SearchStrategy[Fact]) -> st.SearchStrategy[dict[str, Fact]]:
    return st.dictionaries(short, values, max_size=3)


simple = short | st.integers() | moments | st.dates()
facts: st.SearchStrategy[Fact] = st.recursive(
    simple,
    lambda inner: st.lists(inner, max_size=3).map(tuple) | st.builds(Words, short, named(inner)),
    max_leaves=5,
)


@given(named(facts))
def test_facts_come_back_as_they_were(given_facts: dict[str, Fact]) -> None:
    assert read_facts(write_facts(given_facts)) == given_facts


def test_a_moment_is_not_taken_for_a_day() -> None:
    read = read_facts(write_facts({"at": datetime(2026, 12, 1, tzinfo=UTC), "on": date(2026, 12, 1)}))
    assert [type(fact) for fact in read.values()] == [datetime, date]


@pytest.mark.parametrize("fact", [1.5, b"bytes", None])
def test_what_is_no_fact_is_refused(fact: Fact) -> None:
    with pytest.raises(TypeError):
        write_facts({"odd": fact})

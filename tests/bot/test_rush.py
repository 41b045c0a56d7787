"""Who stands back when more is to be said than may be sent, and who never does."""

from datetime import timedelta

import pytest

from bot.rush import LONG, SPARE, Rush
from domain.people import Binding, Person, Role
from tests.bot.conftest import NOW

SECOND = timedelta(seconds=1)
BEFORE = NOW - timedelta(minutes=1)


class Town:
    """A rush under test; it is behind until told otherwise."""

    def __init__(self) -> None:
        self.behind = True
        self.rush = Rush(lambda _in_hand: self.behind)

    def places(self, person: Person, at: timedelta = SECOND) -> int:
        """How far the answer to what they say now stands back."""
        heard = self.rush.hear(person.chat, NOW + at, 0)
        return heard.places(person, NOW + at) if heard else 0


@pytest.fixture
def town() -> Town:
    return Town()


def test_nobody_stands_back_while_nothing_is_behind(town: Town) -> None:
    town.behind = False
    assert [town.places(Person("", 1, "")) for _ in range(100)] == [0] * 100


def test_a_newcomer_stands_back_the_further_the_more_they_say(town: Town) -> None:
    assert [town.places(Person("", 1, "")) for _ in range(3)] == [1, 2, 3]
    assert town.places(Person("", 2, "")) == 1


def test_whom_we_knew_before_says_much_before_they_stand_back(town: Town) -> None:
    """Seen to bite: `places` of bot/rush.py without `SPARE`."""
    known = Person("p", 1, "", agreed_at=BEFORE)
    assert [town.places(known) for _ in range(SPARE + 2)] == [0] * SPARE + [1, 2]


def test_who_agrees_in_the_rush_is_a_newcomer(town: Town) -> None:
    """Seen to bite: `places` of bot/rush.py without `< self.since`."""
    town.places(Person("", 9, ""), timedelta())
    assert town.places(Person("p", 1, "", agreed_at=NOW + SECOND)) == 1


def test_who_works_here_never_stands_back(town: Town) -> None:
    cadre = Person("p", 1, "", bindings=(Binding(Role.CADRE, "housing", BEFORE),))
    assert [town.places(cadre) for _ in range(100)] == [0] * 100
    gone = Person("q", 2, "", bindings=(Binding(Role.CADRE, "housing", BEFORE, NOW),))
    assert town.places(gone) == 1


def test_a_rush_ends_after_a_while_and_is_forgotten(town: Town) -> None:
    """Seen to bite: `hear` of bot/rush.py never ending it."""
    stranger = Person("", 1, "")
    assert town.places(stranger) == 1
    town.behind = False
    assert town.places(stranger, LONG) == 2
    assert town.places(stranger, LONG + 2 * SECOND) == 0
    town.behind = True
    assert town.places(stranger, LONG + 3 * SECOND) == 1


def test_what_was_said_long_ago_counts_no_more(town: Town) -> None:
    """Seen to bite: `hear` of bot/rush.py never turning the page."""
    stranger, said = Person("", 1, ""), []
    for minutes in range(0, 36, 4):
        said.append(town.places(stranger, timedelta(minutes=minutes)))
    assert max(said) <= 6 and said[-1] <= 6

"""Lists in prepared statements: of a few lengths, the places left over filled with what is there already."""

import pytest
from sqlalchemy import insert, select

from storage import tables
from storage.connection import writing_engine
from storage.lists import among, length_for, spread


@pytest.mark.parametrize(("count", "length"), [(1, 1), (2, 2), (3, 4), (4, 4), (5, 8), (300, 512)])
def test_few_lengths_serve_every_list(count: int, length: int) -> None:
    values = [f"p{number}" for number in range(count)]
    given = spread("person", values)
    assert length_for(values) == len(given) == length
    assert set(given.values()) == set(values)


def test_what_is_in_the_list_is_found_and_nothing_else(url: str) -> None:
    engine = writing_engine(url)
    person = tables.person.c
    found = select(person.id).where(among(person.id, "one", 4))
    with engine.begin() as connection:
        people = [
            {"id": name, "chat": chat, "language": "en", "reachable": True}
            for chat, name in enumerate("abcd")
        ]
        connection.execute(insert(tables.person), people)
        assert sorted(connection.execute(found, spread("one", ["a", "b", "d"])).scalars()) == ["a", "b", "d"]
    engine.dispose()

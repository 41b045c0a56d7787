"""Statements run by the driver itself find, change and fail as they do by way of SQLAlchemy."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from sqlalchemy import Connection, bindparam, insert, select, update
from sqlalchemy.exc import IntegrityError

from storage import tables
from storage.connection import writing_engine
from storage.direct import Direct, Found, Known, tell
from storage.statements import insert_unless

AT = datetime(2026, 11, 23, 2, 0, 0, 5, tzinfo=UTC)
ADD = insert(tables.person)
UNLESS = insert_unless(tables.person.c.chat)
ALL = select(tables.person).order_by(tables.person.c.id)
ONE = select(tables.person).where(tables.person.c.id == bindparam("who"))
SOME = select(tables.person.c.id).where(tables.person.c.id.in_(bindparam("ids", expanding=True)))
LEAVE = update(tables.person).where(tables.person.c.id == bindparam("who")).values(reachable=False)
ANN = {"id": "a", "chat": 1, "language": "en", "agreed_at": AT, "reachable": True}
BOB = {"id": "b", "chat": 2, "language": "zh_Hans", "agreed_at": None, "reachable": True}


@pytest.fixture
def connection(url: str) -> Iterator[Connection]:
    engine = writing_engine(url)
    with engine.begin() as opened:
        yield opened
    engine.dispose()


@pytest.fixture
def direct(connection: Connection) -> Direct:
    return Known().on(connection)


def twice(direct: Direct, statement: object, values: object = None) -> Found:
    """The result of the second run, which is the driver's."""
    direct.execute(statement, values)
    found = direct.execute(statement, values)
    assert isinstance(found, Found)
    return found


def test_rows_come_back_with_their_kinds_of_values(direct: Direct) -> None:
    direct.execute(ADD, ANN)
    direct.execute(ADD, BOB)
    assert [row._asdict() for row in twice(direct, ALL)] == [ANN, BOB]


def test_values_of_the_statement_and_of_the_call_are_both_given(direct: Direct) -> None:
    direct.execute(ADD, ANN)
    assert twice(direct, LEAVE, {"who": "a"}).rowcount == 1
    assert direct.execute(ONE, {"who": "a"}).one().reachable is False


def test_one_none_and_a_single_value(direct: Direct) -> None:
    direct.execute(ADD, ANN)
    for _ in range(2):
        assert direct.execute(ONE, {"who": "x"}).one_or_none() is None
        assert direct.execute(ONE, {"who": "a"}).one().agreed_at == AT
        assert direct.execute(ONE, {"who": "a"}).scalar_one() == "a"
        assert direct.execute(ONE, {"who": "x"}).scalar_one_or_none() is None


def test_many_rows_at_once(direct: Direct) -> None:
    direct.execute(ADD, [ANN])
    direct.execute(ADD, [BOB, {**BOB, "id": "c", "chat": 3}])
    assert [row.id for row in twice(direct, ALL)] == ["a", "b", "c"]


def test_what_is_there_already_is_told_by_the_count(direct: Direct) -> None:
    counts = [direct.execute(UNLESS, one).rowcount for one in (ANN, ANN, BOB, BOB)]
    assert counts == [1, 0, 1, 0]


def test_lists_of_any_length_go_the_usual_way(direct: Direct) -> None:
    direct.execute(ADD, ANN)
    direct.execute(ADD, BOB)
    lengths = [len(direct.execute(SOME, {"ids": ids}).all()) for ids in (["a"], ["a", "b"], ["x", "b", "y"])]
    assert lengths == [1, 2, 1]


def test_a_statement_prepared_for_other_values_goes_the_usual_way(direct: Direct) -> None:
    direct.execute(ADD, ANN)
    direct.execute(ADD, BOB)
    without = {name: value for name, value in BOB.items() if name != "agreed_at"}
    direct.execute(ADD, {**without, "id": "c", "chat": 3})
    assert len(twice(direct, ALL).all()) == 3


def test_errors_are_those_of_sqlalchemy_and_tell_no_values(direct: Direct, connection: Connection) -> None:
    direct.execute(ADD, ANN)
    direct.execute(ADD, BOB)
    tell(connection, "SAVEPOINT part")
    with pytest.raises(IntegrityError) as caught:
        direct.execute(ADD, {**BOB, "language": "secret"})
    assert "secret" not in str(caught.value)
    tell(connection, "ROLLBACK TO SAVEPOINT part")
    assert len(direct.execute(ALL).all()) == 2

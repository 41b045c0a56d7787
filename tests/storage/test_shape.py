"""Whether the database must be built is seen without the tool that builds."""

import pytest
from sqlalchemy import text

from storage import migrate, shape
from storage.connection import writing_engine


def test_what_was_built_is_seen(url: str) -> None:
    assert shape.standing(url) == shape.newest() == migrate.current(url)


def test_an_empty_database_is_built(empty_url: str) -> None:
    assert shape.standing(empty_url) == ""
    shape.build_up(empty_url)
    assert migrate.is_current(empty_url)


def test_what_stands_is_not_built_again(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(migrate, "upgrade", lambda _url: pytest.fail("built again"))
    shape.build_up(url)


def test_an_older_one_is_built_further(url: str) -> None:
    migrate.downgrade(url, "0001")
    shape.build_up(url)
    assert migrate.is_current(url)


def test_a_newer_one_is_refused(url: str) -> None:
    engine = writing_engine(url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    with pytest.raises(Exception, match="9999"):
        shape.build_up(url)

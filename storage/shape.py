"""Looks whether the database has the shape of this release, and has it built only if not: that is the slow part."""

from pathlib import Path

from sqlalchemy import inspect, text

from storage.connection import file_of, reading_engine
from storage.trouble import trouble_is_unavailable

_STEPS = Path(__file__).parent / "migrations" / "versions"
_TABLE = "alembic_version"


def build_up(url: str) -> None:
    """Brings the database to the shape of this release; `Unavailable` when it is away.

    A file is made where there is none, for nobody else on the machine: words stand in it in the clear. OSError.
    """
    file = file_of(url)
    if file is not None and not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch(mode=0o600)
    if standing(url) != newest():
        from storage.migrate import upgrade  # takes half a second and ten megabytes, and is seldom needed

        upgrade(url)


def newest() -> str:
    """The name of the last step that this release has."""
    return max(_steps())


def is_newer(step: str) -> bool:
    """Whether a database that stands at this step was built by a release that knows more than this one."""
    return bool(step) and step not in _steps()


def _steps() -> set[str]:
    return {path.name.partition("_")[0] for path in _STEPS.glob("[0-9]*.py")}


def standing(url: str) -> str:
    """The name of the last step built, "" for an empty database; `Unavailable` when it is away."""
    engine = reading_engine(url, 1)
    try:
        with trouble_is_unavailable(), engine.connect() as connection:
            if not inspect(connection).has_table(_TABLE):
                return ""
            return str(connection.execute(text(f"SELECT version_num FROM {_TABLE}")).scalar() or "")
    finally:
        engine.dispose()

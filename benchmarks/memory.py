"""A database of ours with nothing in it, for what is measured below the edge."""

from pathlib import Path
from zoneinfo import ZoneInfo

from domain.policy import DEMO, read_policy
from domain.services.ports import UnitOfWork
from storage.engine import Database
from storage.migrate import upgrade
from storage.unit_of_work import open_database
from storage.vault import Vault


def empty(folder: Path) -> Database[UnitOfWork]:
    """To be opened: `async with empty(folder) as database`."""
    upgrade(_url(folder))
    return opened(folder)


def opened(folder: Path) -> Database[UnitOfWork]:
    """The database that stands in this folder, to be opened likewise."""
    return open_database(_url(folder), Vault([b"k" * 32]), read_policy(DEMO, ZoneInfo("Asia/Shanghai")))


def _url(folder: Path) -> str:
    return f"sqlite:///{folder / 'bench.db'}"

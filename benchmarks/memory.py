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
    url = f"sqlite:///{folder / 'bench.db'}"
    upgrade(url)
    return open_database(url, Vault([b"k" * 32]), read_policy(DEMO, ZoneInfo("Asia/Shanghai")))

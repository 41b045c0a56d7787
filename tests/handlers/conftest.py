"""A town to talk in, with the demo district and an empty database."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from domain.policy import Policy
from locales import load
from storage.unit_of_work import open_database
from storage.vault import Vault
from tests.handlers.chat import Town

CATALOGUES = load()


@pytest.fixture
async def town(built: Path, policy: Policy, tmp_path: Path) -> AsyncIterator[Town]:
    file = shutil.copy(built, tmp_path / "town.db")
    async with open_database(f"sqlite:///{file}", Vault([b"k" * 32]), policy) as database:
        yield Town(database, CATALOGUES)

"""A town to talk in, with the demo district and an empty database."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from domain.policy import DEMO, read_policy
from locales import load
from storage import migrate
from storage.unit_of_work import open_database
from storage.vault import Vault
from tests.handlers.chat import Town

POLICY = read_policy(DEMO)
CATALOGUES = load()


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    url = f"sqlite:///{tmp_path / 'town.db'}"
    migrate.upgrade(url)
    async with open_database(url, Vault([b"k" * 32]), POLICY) as database:
        yield Town(database, CATALOGUES)

"""A town to talk in, with the demo district and an empty database."""

from collections.abc import AsyncIterator

import pytest

from domain.policy import Policy
from locales import load
from storage.unit_of_work import open_database
from storage.vault import Vault
from tests.handlers.chat import Town

CATALOGUES = load()


@pytest.fixture
async def town(url: str, policy: Policy) -> AsyncIterator[Town]:
    async with open_database(url, Vault([b"k" * 32]), policy) as database:
        yield Town(database, CATALOGUES)

"""The same town as in the tests of conversations, on both databases."""

import pytest

from tests.conftest import BOTH
from tests.handlers.conftest import town as town


@pytest.fixture(params=BOTH)
def database_kind(request: pytest.FixtureRequest) -> str:
    kind: str = request.param
    return kind

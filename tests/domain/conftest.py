"""The demo district's policy, read once for all tests of the rules."""

import pytest

from domain.policy import DEMO, Policy, read_policy


@pytest.fixture(scope="session")
def policy() -> Policy:
    return read_policy(DEMO)

"""The same town as in the tests of conversations."""

from tests.handlers.conftest import town as town

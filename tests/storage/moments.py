"""Moments that the tests of storage share."""

from datetime import UTC, datetime, timedelta

NOW = datetime(2026, 11, 20, 1, 30, 0, 123456, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)

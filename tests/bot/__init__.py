"""Tests of the edge: what comes in from Telegram, and what goes out to it."""

"""Tests of the playground: that it is as strict as Telegram, and that phones work."""

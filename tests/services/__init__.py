"""Deeds on a real database, without a conversation."""

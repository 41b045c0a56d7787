"""Faults of all kinds, each at every place, and the one checker that says what must hold afterwards."""

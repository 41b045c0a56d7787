"""The memory: what people told us and what was done, kept so that nothing is lost or half-way."""

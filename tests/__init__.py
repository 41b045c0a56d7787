"""Shows that each promise is kept."""

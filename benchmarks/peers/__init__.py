"""The same dialogue as others would write it, each in one file; see dialogue.toml."""

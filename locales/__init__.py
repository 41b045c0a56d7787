"""All sentences the bot says, in every language it speaks, and the one place where they are put together."""

from locales.catalogues import DEFAULT, Catalogues, load

__all__ = ["DEFAULT", "Catalogues", "load"]

"""The process: listens, ticks, sends."""

from importlib import import_module
from sys import modules
from typing import Any

_loaded: dict[str, Any] = modules


def _import_without(name: str, left_out: str) -> None:
    """Import a library as if another were not installed, which it then does without; others may import that later."""
    if name not in _loaded and left_out not in _loaded:
        _loaded[left_out] = None
        try:
            import_module(name)
        finally:
            del _loaded[left_out]


# Colours for terminals: 5 MB and a tenth of the start, for a service that has no terminal.
_import_without("structlog", "rich")
_import_without("httpx", "httpx._main")

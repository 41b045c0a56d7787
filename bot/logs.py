"""What the process writes down: JSON lines without personal data and without secrets."""

import logging
import re
import sys
import traceback
from collections.abc import Callable, MutableMapping
from datetime import datetime
from typing import Any

import structlog

Entry = MutableMapping[str, Any]
Now = Callable[[], datetime]

_TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]{8,}")
_QUIET = ("telegram", "aiohttp", "apscheduler", "asyncio", "alembic", "PIL")


def where(error: BaseException) -> str:
    """The kind of a fault and the place it came from; never its words, which may speak of people."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f" at {frames[-1].filename.rpartition('/')[2]}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{place}"


def set_up(now: Now, secrets: tuple[str, ...] = (), level: int = logging.INFO) -> None:
    """Send all logs to standard error as JSON; `secrets` are taken out of every line."""
    shared = [structlog.stdlib.add_log_level, _stamp(now), _fault_only]
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.JSONRenderer(ensure_ascii=False),
                _without(secrets),
            ],
            foreign_pre_chain=shared,
        )
    )
    logging.root.handlers[:] = [handler]
    logging.root.setLevel(level)
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,
    )


def _stamp(now: Now) -> Callable[[Any, str, Entry], Entry]:
    def stamp(_logger: Any, _method: str, entry: Entry) -> Entry:
        entry["at"] = now().isoformat(timespec="milliseconds")
        return entry

    return stamp


def _fault_only(_logger: Any, _method: str, entry: Entry) -> Entry:
    """Instead of a traceback with its words: the kind and the place."""
    told = entry.pop("exc_info", None)
    if told is True:
        told = sys.exc_info()
    error = told[1] if isinstance(told, tuple) else told
    if isinstance(error, BaseException):
        entry["fault"] = where(error)
    return entry


def _without(secrets: tuple[str, ...]) -> Callable[[Any, str, Any], str]:
    hidden = tuple(secret for secret in secrets if secret)

    def without(_logger: Any, _method: str, rendered: Any) -> str:
        line = str(rendered)
        for secret in hidden:
            line = line.replace(secret, "***")
        return _TOKEN.sub("***", line)

    return without

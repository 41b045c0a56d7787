"""Logs hold no secret, no traceback and no words of people."""

import io
import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from bot import logs
from tests.bot.conftest import NOW, TOKEN

SECRET = "a-very-secret-thing"
REAL_TOKEN = "123456:" + "A" * 20


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    out = io.StringIO()
    handlers, level = logging.root.handlers[:], logging.root.level
    monkeypatch.setattr("sys.stderr", out)
    logs.set_up(lambda: NOW, (SECRET, TOKEN), logging.DEBUG)
    yield out
    logging.root.handlers[:], logging.root.level = handlers, level
    structlog.reset_defaults()


def lines(written: io.StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in written.getvalue().splitlines()]


def test_a_line_says_what_and_when(written: io.StringIO) -> None:
    structlog.get_logger("x").info("hello", update=7)
    assert lines(written) == [
        {"event": "hello", "update": 7, "level": "info", "at": "2026-11-23T02:00:00.000+00:00"}
    ]


def test_a_fault_is_its_kind_and_place(written: io.StringIO) -> None:
    try:
        raise ValueError("陈阿姨 said so")
    except ValueError:
        structlog.get_logger("x").exception("ours")
        logging.getLogger("theirs").exception("library")
    assert "陈阿姨" not in written.getvalue()
    assert [str(line["fault"]).split(":")[0] for line in lines(written)] == ["ValueError at test_logs.py"] * 2


def test_no_secret_is_written(written: io.StringIO) -> None:
    structlog.get_logger("x").warning("url", url=f"/bot{REAL_TOKEN}/getMe?{SECRET}")
    logging.getLogger("aiohttp.access").warning("%s %s", REAL_TOKEN, TOKEN)
    for secret in (REAL_TOKEN, SECRET, TOKEN):
        assert secret not in written.getvalue()
    assert len(lines(written)) == 2


def test_libraries_do_not_chat(written: io.StringIO) -> None:
    for name in ("telegram", "aiohttp.client", "apscheduler.scheduler", "asyncio"):
        logging.getLogger(name).info("Update(message=...)")
        logging.getLogger(name).debug("Update(message=...)")
    assert written.getvalue() == ""

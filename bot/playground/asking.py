"""Reads what the page and the tests send to the control side: JSON bodies, numbers, moments."""

import json
from datetime import datetime

from aiohttp import web

from bot.playground.people import Json
from bot.playground.refusal import Unclear

LONGEST_WAIT = 25.0


async def body_of(request: web.Request) -> Json:
    """The JSON object of a request; none at all counts as an empty one."""
    raw = await request.read()
    try:
        body = json.loads(raw) if raw.strip() else {}
    except ValueError as error:
        raise Unclear("the body is not JSON") from error
    if not isinstance(body, dict):
        raise Unclear("the body is not a JSON object")
    return body


def number(request: web.Request, name: str, default: int = 0) -> int:
    """A whole number in the address."""
    value = request.match_info.get(name) or request.query.get(name) or str(default)
    if not value.removeprefix("-").isdecimal():
        raise Unclear(f"{name} must be a whole number")
    return int(value)


def patience(request: web.Request) -> float:
    """How many seconds the asker is willing to wait (`wait`, at most 25; none if not said)."""
    return min(LONGEST_WAIT, float(number(request, "wait")))


def moment(value: object) -> datetime:
    """A moment from its ISO form; it must name its zone."""
    try:
        found = datetime.fromisoformat(str(value))
    except ValueError as error:
        raise Unclear(f"{value!r} is not an ISO moment") from error
    if found.tzinfo is None:
        raise Unclear("a moment needs its zone, such as +08:00")
    return found

"""Reads the parameters of a request, whichever way they come: address, form, parts or JSON."""

import json
from dataclasses import dataclass, field
from typing import Any

from aiohttp import BodyPartReader, web

from bot.playground.people import Json
from bot.playground.refusal import Refused, bad
from bot.playground.samples import Sample

UPLOAD_LIMIT = 50 * 1024 * 1024


@dataclass
class Asked:
    """What the bot asks for: parameters, and uploaded files by the names of their parts.

    A parameter names its file as attach://part; a part with the parameter's own name needs no such words.
    """

    params: Json
    uploads: dict[str, Sample] = field(default_factory=dict)

    def file(self, value: str) -> Sample | None:
        """The uploaded file that a parameter's value stands for, if it is not an id or an address."""
        if not value.startswith("attach://"):
            return None
        upload = self.uploads.get(value.removeprefix("attach://"))
        if upload is None:
            raise bad("file must be non-empty")
        return upload


async def read(request: web.Request) -> Asked:
    """All parameters and files of a request."""
    asked = Asked(dict(request.query))
    kind = request.content_type
    if request.method == "GET" or not request.can_read_body:
        return asked
    if kind == "application/json":
        asked.params |= _object(await request.read())
    elif kind == "multipart/form-data":
        await _read_parts(request, asked)
    elif kind == "application/x-www-form-urlencoded":
        asked.params |= {name: str(value) for name, value in (await request.post()).items()}
    return asked


def _object(body: bytes) -> dict[str, Any]:
    try:
        found = json.loads(body) if body.strip() else {}
    except (ValueError, RecursionError) as error:
        raise bad("can't parse JSON object") from error
    if not isinstance(found, dict):
        raise bad("can't parse JSON object")
    return found


async def _read_parts(request: web.Request, asked: Asked) -> None:
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader) or part.name is None:
            continue
        data = bytes(await part.read(decode=True))
        if len(data) > UPLOAD_LIMIT:
            raise Refused("Request Entity Too Large", 413)
        if part.filename is None:
            asked.params[part.name] = data.decode("utf-8", "surrogateescape")
        else:
            type_ = part.headers.get("Content-Type", "application/octet-stream")
            asked.uploads[part.name] = Sample(part.filename, type_, data)

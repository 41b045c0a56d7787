"""Phones for tests: what people do and hear in the playground, over its control API (docs/playground.md).

async with Town(url) as town:
    resident = await town.person("陈阿姨")
    await resident.says("/start")
    await resident.hears("您好")
    await resident.taps("投诉")
"""

import base64
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qs, urlsplit

import aiohttp

from tests.note import Json, Note

MORE = "更多…"
PATIENCE = 10
SHOWN = 8


class Town:
    """All people and the clock of one playground."""

    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/")

    async def __aenter__(self) -> Self:
        self.session = aiohttp.ClientSession()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.session.close()

    async def ask(self, method: str, path: str, body: Json | None = None, **query: Any) -> Json:
        """One request of the control API; fails with the playground's words."""
        async with self.session.request(method, self.url + path, json=body, params=query) as answer:
            found: Json = await answer.json()
        assert answer.status == 200, f"{method} {path}: {found.get('error')}"
        return found

    async def person(self, name: str, language: str | None = "zh-hans", **facts: Any) -> "Phone":
        """Somebody new with a phone."""
        person = await self.ask(
            "POST", "/world/people", {"first_name": name, "language_code": language} | facts
        )
        return Phone(self, person["id"], name, person["id"])

    async def group(self, title: str, members: "list[Phone]", **facts: Any) -> Json:
        """A new group of these people and the bot (`is_forum`, `kind`, …); `phone.inside(group)` writes there."""
        people = [phone.person for phone in members]
        return await self.ask("POST", "/world/groups", {"title": title, "members": people} | facts)

    async def quiet(self, ms: int = 60) -> None:
        """Wait until every update has been taken and nothing has moved for a moment."""
        await self.ask("GET", "/world/quiet", ms=ms)

    async def moves_clock(self, *, to: datetime | None = None, **forward: float) -> datetime:
        """Move the clock forward (`days=3`, `hours=1`, ...) or to a moment; returns the time it is now."""
        if to is not None:
            body: Json = {"set": to.isoformat()}
        else:
            body = {"forward": timedelta(**forward).total_seconds()}
        return datetime.fromisoformat((await self.ask("POST", "/world/clock", body))["now"])

    async def moves_clock_to_next(self) -> datetime:
        """Move the clock to the bot's next due moment; returns the time it is now."""
        return datetime.fromisoformat((await self.ask("POST", "/world/clock", {"to_next": True}))["now"])

    async def now(self) -> datetime:
        """The time in the playground."""
        return datetime.fromisoformat((await self.ask("GET", "/clock"))["now"])

    async def hands_over(self, copies: int) -> None:
        """From now on each update reaches the bot this many times."""
        await self.ask("POST", "/world/settings", {"copies": copies})

    async def fails(self, method: str, mode: str, **more: Any) -> None:
        """The next request of the bot for this method (`chat`, `times`) meets this fault (docs/playground.md)."""
        await self.ask("POST", "/world/faults", {"method": method, "mode": mode} | more)

    async def injects(self, update: Json) -> None:
        """Hand over an update of any shape."""
        await self.ask("POST", "/world/updates", {"update": update})

    async def history(self, kind: str | None = None, method: str | None = None, after: int = 0) -> list[Json]:
        """What happened between bot and playground, all or of one kind or method."""
        entries: list[Json] = (await self.ask("GET", "/world/history", after=after))["entries"]
        return [
            entry
            for entry in entries
            if kind in (None, entry["kind"]) and method in (None, entry.get("method"))
        ]


@dataclass
class Phone:
    """One person's phone, open at the chat with the bot (or at a group).

    `hears` looks at what the bot has written or changed since the person's last own act, and takes each
    message once, so that a second `hears` wants another message.
    """

    town: Town
    person: int
    name: str
    chat: int
    _mark: int = 0
    _taken: set[int] = field(default_factory=set)

    def inside(self, group: Json) -> "Phone":
        """The same phone, open at a group."""
        return Phone(self.town, self.person, self.name, group["id"])

    # acts

    async def says(self, text: str, reply_to: Note | None = None) -> Note:
        """Send words."""
        return (await self._sends({"text": text}, reply_to))[0]

    async def presses_key(self, words: str) -> Note:
        """Press a key of the reply keyboard that is shown."""
        shown = next((note for note in reversed(await self.notes()) if note.from_bot and note.keys()), None)
        keys = shown.keys() if shown else []
        assert words in keys, f"no key {words!r}\n{await self._seen()}"
        asks = shown.asks(words) if shown else ""
        return await self.sends_contact() if asks == "contact" else await self.says(words)

    async def sends_photo(self, caption: str | None = None, data: bytes | None = None) -> Note:
        """Send one photo (a made-up one with a place hidden in it, unless `data` is given)."""
        return (await self._sends({"photo": _file("photo", data), "caption": caption}))[0]

    async def sends_album(self, count: int, caption: str | None = None) -> list[Note]:
        """Send several photos as one album."""
        return await self._sends({"album": [_file("photo", None)] * count, "caption": caption})

    async def sends_voice(self) -> Note:
        """Send a voice message."""
        return (await self._sends({"voice": _file("voice", None)}))[0]

    async def sends_video(self, caption: str | None = None) -> Note:
        """Send a video."""
        return (await self._sends({"video": _file("video", None), "caption": caption}))[0]

    async def sends_document(
        self, name: str | None = None, data: bytes | None = None, size: int | None = None
    ) -> Note:
        """Send a file: a made-up PDF (of `size` bytes), or the `data` given under a `name`."""
        document = _file("document", data) | ({"size": size} if size else {})
        return (await self._sends({"document": document | ({"name": name} if name else {})}))[0]

    async def sends_location(self, latitude: float, longitude: float) -> Note:
        """Send a place."""
        return (await self._sends({"location": {"latitude": latitude, "longitude": longitude}}))[0]

    async def sends_contact(self) -> Note:
        """Send the own telephone number."""
        return (await self._sends({"contact": True}))[0]

    async def sends_sticker(self, emoji: str = "😀") -> Note:
        """Send a sticker."""
        return (await self._sends({"sticker": emoji}))[0]

    async def sends_poll(self, question: str, options: list[str]) -> Note:
        """Send a poll."""
        return (await self._sends({"poll": {"question": question, "options": options}}))[0]

    async def sends(self, **body: Any) -> Note:
        """Send anything else that docs/playground.md knows: venue, dice, animation, odd="gift", …"""
        return (await self._sends(body))[0]

    async def does(self, deed: str, note: Note | None = None, **body: Any) -> Json:
        """Do something with the chat (rename, migrate, …) or with a message (pin, react, vote)."""
        path = f"{self._path}/{note.id}/{deed}" if note else f"/world/chats/{self.chat}/{deed}"
        return await self.town.ask("POST", path, {"from": self.person} | body)

    async def edits(self, note: Note, text: str) -> Note:
        """Change the words of an own message."""
        body = {"from": self.person, "text": text}
        return self._acted(Note(await self.town.ask("POST", f"{self._path}/{note.id}/edit", body)))

    async def taps(self, words: str | None = None, *, data: str | None = None, on: Note | None = None) -> str:
        """Press a button by its words (or data), on the newest message that has it or `on` a given one.

        Returns the id of the callback query; `toast` tells the bot's answer to it. What the newest message keeps behind
        “更多…” is looked for there.
        """
        candidates = [on] if on else [note for note in reversed(await self.notes()) if note.from_bot]
        hidden = not any(note.place_of(words, data) for note in candidates)
        if hidden and candidates and candidates[0].place_of(MORE, None):
            await self.taps(MORE, on=candidates[0])
            candidates = [await self.hears()]
        for note in candidates:
            place = note.place_of(words, data)
            if place:
                body = {"from": self.person, "row": place[0], "column": place[1]}
                answer = await self.town.ask("POST", f"{self._path}/{note.id}/tap", body)
                self._mark, self._taken = answer["version"], set()
                return str(answer["callback_query_id"])
        raise AssertionError(f"{self.name} sees no button {words or data!r}\n{await self._seen()}")

    async def opens_link(self, link: str) -> Note:
        """Open a deep link (or its bare payload) and press START."""
        payload = parse_qs(urlsplit(link).query)["start"][0] if "://" in link else link
        path = f"/world/people/{self.person}/start"
        return self._acted(Note(await self.town.ask("POST", path, {"payload": payload})))

    async def blocks(self) -> None:
        """Block the bot."""
        await self.town.ask("POST", f"/world/people/{self.person}/block")

    async def unblocks(self) -> None:
        """Unblock the bot."""
        await self.town.ask("POST", f"/world/people/{self.person}/unblock")

    # what stands on the phone

    async def hears(self, *words: str, within: int = PATIENCE) -> Note:
        """Wait for a message of the bot, new or changed, that has all these words; returns it."""
        after = self._mark
        while True:
            answer = await self.town.ask("GET", self._path, after=after, wait=within)
            notes = [Note(raw) for raw in answer["messages"]]
            for note in sorted(notes, key=lambda one: one.version):
                fresh = note.from_bot and note.version not in self._taken
                if fresh and all(word in note.text for word in words):
                    self._taken.add(note.version)
                    return note
            if not notes:
                raise AssertionError(f"{self.name} never heard {' + '.join(words)}\n{await self._seen()}")
            after = max(after, *(note.version for note in notes))

    async def hears_nothing(self, *words: str) -> None:
        """Once all is quiet, the bot has said nothing (with these words) since the last own act."""
        await self.town.quiet()
        news = [note for note in await self.notes(self._mark) if note.from_bot]
        said = [note for note in news if all(word in note.text for word in words)]
        assert not said, f"{self.name} did hear {' + '.join(words) or 'something'}\n{await self._seen()}"

    async def toast(self, tap: str) -> str:
        """Wait for the bot's answer to a press of a button; returns its words (often none)."""
        after = 0
        while True:
            answer = await self.town.ask("GET", "/world/history", after=after, wait=PATIENCE)
            for entry in answer["entries"]:
                params = entry.get("params", {})
                if entry.get("method") == "answerCallbackQuery" and params.get("callback_query_id") == tap:
                    return str(params.get("text", ""))
            assert answer["entries"], f"the bot never answered {self.name}'s tap\n{await self._seen()}"
            after = answer["version"]

    async def notes(self, after: int = 0) -> list[Note]:
        """The messages of the chat, oldest first."""
        answer = await self.town.ask("GET", self._path, after=after)
        return [Note(raw) for raw in answer["messages"]]

    async def heard(self) -> list[Note]:
        """All that the bot has said in this chat, oldest first."""
        return [note for note in await self.notes() if note.from_bot]

    async def latest(self) -> Note:
        """The last thing that the bot has said in this chat."""
        heard = await self.heard()
        assert heard, f"{self.name} has heard nothing from the bot"
        return heard[-1]

    async def buttons(self) -> list[str]:
        """The buttons under the last message of the bot that has any."""
        return next((note.buttons() for note in reversed(await self.heard()) if note.buttons()), [])

    @property
    def _path(self) -> str:
        return f"/world/chats/{self.chat}/messages"

    async def _sends(self, body: Json, reply_to: Note | None = None) -> list[Note]:
        body = {"from": self.person} | {name: value for name, value in body.items() if value is not None}
        if reply_to:
            body["reply_to"] = reply_to.id
        answer = await self.town.ask("POST", self._path, body)
        return [self._acted(Note(raw)) for raw in answer["messages"]]

    def _acted(self, note: Note) -> Note:
        self._mark, self._taken = note.version, set()
        return note

    async def _seen(self) -> str:
        notes = (await self.notes())[-SHOWN:]
        return "\n".join([f"the last messages on the phone of {self.name}:", *map(str, notes)])


def _file(kind: str, data: bytes | None) -> Json:
    if data is None:
        return {"sample": kind}
    return {"name": kind, "type": "application/octet-stream", "data": base64.b64encode(data).decode()}

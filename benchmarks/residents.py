"""The residents of the measure: each leads the whole dialogue, the next step when the last one is answered."""

import asyncio
import json
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic

from benchmarks.telegram import Telegram
from benchmarks.wire import Callers, request

PATIENCE = 10.0
"""Seconds after which a step counts as unanswered."""

_SECRET = "X-Telegram-Bot-Api-Secret-Token"
_FIRST_CHAT = 1_000_000


@dataclass(frozen=True, slots=True)
class Step:
    """One thing the resident does; see dialogue.toml."""

    says: str = ""
    press: str = ""
    awaits: str = ""


STEPS = tuple(
    Step(**step)
    for step in tomllib.loads(Path(__file__).with_name("dialogue.toml").read_text("utf-8"))["step"]
)


@dataclass
class Tally:
    """What came of it. `latencies`: seconds from an update sent to its answer shown and the update acknowledged."""

    dialogues: int = 0
    unanswered: int = 0
    refused: int = 0
    late: int = 0
    latencies: list[float] = field(default_factory=list)


class Resident:
    """Somebody who has never talked with the bot."""

    def __init__(self, chat: int) -> None:
        self.chat = chat
        self.place = 0
        self.message = 0
        self.data = ""
        self.said = ""
        self.replied_to = ""
        self.answered: asyncio.Future[None] | None = None

    @property
    def step(self) -> Step:
        """What they do now."""
        return STEPS[self.place]

    def sees(self, message: int, buttons: list[str], replies: bool) -> None:
        """A new message; it is the answer if it has the button looked for."""
        wanted = self.step.awaits
        data = next((one for one in buttons if wanted in one), "") if wanted else "-"
        if not data or self.answered is None or self.answered.done():
            return
        self.message, self.data = message, self._choice(buttons)
        self.replied_to = self.said if replies else ""
        self.answered.set_result(None)

    def _choice(self, buttons: list[str]) -> str:
        press = STEPS[self.place + 1].press if self.place + 1 < len(STEPS) else ""
        return next((one for one in buttons if press in one), "") if press else ""

    def update(self, number: int) -> bytes:
        """The update of the present step."""
        person = {"id": self.chat, "is_bot": False, "first_name": "R", "language_code": "zh-hans"}
        chat = {"id": self.chat, "type": "private", "first_name": "R"}
        message = {"message_id": number + 500_000_000, "date": 1_795_000_000, "chat": chat}
        if self.step.press:
            shown = {**message, "message_id": self.message, "text": "?"}
            shown["from"] = {"id": 1, "is_bot": True, "first_name": "B"}
            if self.replied_to:
                shown["reply_to_message"] = {**message, "from": person, "text": self.replied_to}
            press = {"id": str(number), "from": person, "chat_instance": "1"}
            return _json(
                {"update_id": number, "callback_query": {**press, "data": self.data, "message": shown}}
            )
        self.said = self.step.says
        marks = [{"type": "bot_command", "offset": 0, "length": len(self.step.says)}]
        extra = {"entities": marks} if self.step.says.startswith("/") else {}
        return _json(
            {"update_id": number, "message": {**message, "from": person, "text": self.step.says, **extra}}
        )


class Crowd:
    """All residents of one bot; `secret`: what its webhook wants to see."""

    def __init__(self, caller: Callers, path: str, secret: str) -> None:
        self._caller, self._path, self._headers = caller, path, {_SECRET: secret}
        self._talking: dict[int, Resident] = {}
        self._updates = 0
        self._chats = _FIRST_CHAT
        self.telegram = Telegram(self._shown)
        self.tally = Tally()

    def newcomer(self) -> Resident:
        """The next one."""
        self._chats += 1
        resident = self._talking[self._chats] = Resident(self._chats)
        return resident

    async def does(self, resident: Resident, since: float | None = None) -> bool:
        """One step and its answer; False when none came. `since`: when it should have been done."""
        began = monotonic() if since is None else since
        resident.answered = asyncio.get_running_loop().create_future()
        self._updates += 1
        update = request(self._path, self._headers, resident.update(self._updates))
        try:
            async with asyncio.timeout(PATIENCE):
                letter = await self._caller.ask(update)
                if letter.body[:1] in (b"{", b"-"):
                    self.telegram.ride(letter.body)
                if letter.status >= 300:
                    self.tally.refused += 1
                    return False
                await resident.answered
        except (TimeoutError, OSError):
            self.tally.unanswered += 1
            return False
        self.tally.latencies.append(monotonic() - began)
        return True

    def advances(self, resident: Resident) -> bool:
        """On to the next step; False at the end of the dialogue."""
        resident.place += 1
        if resident.place < len(STEPS):
            return True
        self.tally.dialogues += 1
        self.leaves(resident)
        return False

    def leaves(self, resident: Resident) -> None:
        """Nobody waits for their messages any more."""
        self._talking.pop(resident.chat, None)

    async def walk(self, resident: Resident) -> None:
        """The whole dialogue, or as far as it is answered."""
        while await self.does(resident) and self.advances(resident):
            continue
        self.leaves(resident)

    def _shown(self, chat: int, message: int, buttons: list[str], replies: bool) -> None:
        resident = self._talking.get(chat)
        if resident is not None:
            resident.sees(message, buttons, replies)


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()

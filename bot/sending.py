"""Hands one message over to Telegram, step by step, and says what became of it."""

from collections.abc import Awaitable, Callable
from typing import Any

from telegram import Bot, InputMediaPhoto
from telegram import Message as Sent
from telegram.error import BadRequest, TelegramError

from bot.calls import Call, change, say
from bot.outcomes import Accepted, Outcome, is_missing, is_unchanged, outcome_of
from bot.parcels import Parcel
from bot.rendering import Json, Rendered, label_of, rendered
from bot.transport import Transport
from domain.errors import Refusal
from domain.files import FileKind, StoredFile
from handlers.kit.paper import Drawn
from locales import Catalogues
from storage.trouble import Unavailable
from storage.vault import WrongKey

_ALBUM = 10
_REMEMBERED = 1000

_UNREADABLE = (AttributeError, LookupError, TypeError, ValueError)
"""What is raised over an answer that says OK and is of another shape than expected."""

Step = Callable[[], Awaitable[tuple[int, ...]]]
ReadFile = Callable[[str], Awaitable[bytes]]
Draw = Callable[[Parcel], Awaitable[Drawn]]


async def draw_nothing(_parcel: Parcel) -> Drawn:
    """There is nothing to draw with; whoever asked reads so."""
    raise Refusal("paper.not_here")


class Sender:
    """Sends parcels: files and pieces are steps of a message; a step that arrived is not repeated."""

    def __init__(
        self,
        bot: Bot,
        transport: Transport,
        catalogues: Catalogues,
        read_file: ReadFile,
        draw: Draw = draw_nothing,
    ) -> None:
        self._bot = bot
        self._transport = transport
        self._catalogues = catalogues
        self._read_file = read_file
        self._draw = draw
        self._arrived: dict[int, list[tuple[int, ...]]] = {}

    async def send(self, parcel: Parcel) -> Outcome:
        """Hand it over. Errors of Telegram's become outcomes; KeyError: a sentence or fact is missing."""
        again, name = parcel.leased.attempts > 0, self._bot.username
        words = rendered(self._catalogues, parcel.language, parcel.leased.message, again, name)
        steps = self._steps(parcel, words)
        arrived = self._arrived.pop(parcel.leased.id, [])
        try:
            for step in steps[len(arrived) :]:
                arrived.append(await step())
        except (TelegramError, Unavailable, *_UNREADABLE) as error:
            self._remember(parcel.leased.id, arrived)
            return outcome_of(error)
        return Accepted(tuple(number for numbers in arrived for number in numbers))

    def labels(self, parcel: Parcel) -> list[tuple[str, str]]:
        """Its buttons as the receiver reads them, each with its data; those that lead elsewhere are left out."""
        pressed = [one for row in parcel.leased.message.rows for one in row if one.data]
        return [(label_of(self._catalogues, parcel.language, one), one.data) for one in pressed]

    def _remember(self, key: int, arrived: list[tuple[int, ...]]) -> None:
        if arrived:
            self._arrived[key] = arrived
        while len(self._arrived) > _REMEMBERED:
            del self._arrived[next(iter(self._arrived))]

    def _steps(self, parcel: Parcel, words: Rendered) -> list[Step]:
        """Files first, so that words and buttons stand last; a changed message stays where it is."""
        message = parcel.leased.message
        files = self._file_steps(message.chat, parcel.files)
        if message.paper:
            files.append(self._paper_step(parcel))
        last = len(words.pieces) - 1
        pieces = [
            self._piece(parcel, piece, words.markup if number == last else None, number == 0)
            for number, piece in enumerate(words.pieces)
        ]
        return [*pieces, *files] if message.replaces else [*files, *pieces]

    def _piece(self, parcel: Parcel, html: str, markup: Json | None, first: bool) -> Step:
        message = parcel.leased.message
        replaces = message.replaces if first else None
        reply_to = message.reply_to if first else None

        async def step() -> tuple[int, ...]:
            if replaces is not None and await self._changed(message.chat, replaces, html, markup):
                return (replaces,)
            sent = await self.call(say(message.chat, html, markup, None if replaces else reply_to))
            return (int(sent["message_id"]),)

        return step

    async def _changed(self, chat: int, number: int, html: str, markup: Json | None) -> bool:
        """False when there is nothing to change any more."""
        try:
            await self.call(change(chat, number, html, markup))
        except BadRequest as error:
            if not is_unchanged(error) and not is_missing(error):
                raise
            return is_unchanged(error)
        return True

    async def call(self, call: Call) -> Any:
        """What Telegram says to it; PTB would make objects of the whole answer, and we need a number."""
        return await self._transport.post_json(f"{self._bot.base_url}/{call.method}", call.body())

    def _file_steps(self, chat: int, files: tuple[StoredFile, ...]) -> list[Step]:
        photos = [file for file in files if file.named.kind is FileKind.PHOTO]
        albums = [photos[start : start + _ALBUM] for start in range(0, len(photos), _ALBUM)]
        others = [[file] for file in files if file.named.kind is not FileKind.PHOTO]
        return [self._file_step(chat, part) for part in (*albums, *others)]

    def _file_step(self, chat: int, part: list[StoredFile]) -> Step:
        async def step() -> tuple[int, ...]:
            try:
                return await self._album(chat, part) if len(part) > 1 else await self._single(chat, part[0])
            except (BadRequest, OSError, WrongKey):  # a file that cannot go must not hold back the words
                return ()

        return step

    def _paper_step(self, parcel: Parcel) -> Step:
        """What is drawn now, for the receiver as they stand now; else the sentence why not."""
        chat = parcel.leased.message.chat

        async def step() -> tuple[int, ...]:
            try:
                drawn = await self._draw(parcel)
            except Refusal as refusal:
                html = self._catalogues.sentence(parcel.language, refusal.code, refusal.facts)
                return (int((await self.call(say(chat, html, None, None)))["message_id"]),)
            if drawn.kind is FileKind.PHOTO:
                return ((await self._bot.send_photo(chat, drawn.content)).message_id,)
            return ((await self._bot.send_document(chat, drawn.content, filename=drawn.name)).message_id,)

        return step

    async def _album(self, chat: int, photos: list[StoredFile]) -> tuple[int, ...]:
        media = [InputMediaPhoto(await self._read_file(photo.id)) for photo in photos]
        sent = await self._bot.send_media_group(chat, media)
        return tuple(message.message_id for message in sent)

    async def _single(self, chat: int, file: StoredFile) -> tuple[int, ...]:
        content = await self._read_file(file.id)
        return ((await self._handed(chat, file, content)).message_id,)

    async def _handed(self, chat: int, file: StoredFile, content: bytes) -> Sent:
        name = file.named.name or None
        match file.named.kind:
            case FileKind.PHOTO:
                return await self._bot.send_photo(chat, content)
            case FileKind.VOICE:
                return await self._bot.send_voice(chat, content)
            case FileKind.VIDEO:
                return await self._bot.send_video(chat, content, filename=name)
            case FileKind.DOCUMENT:
                return await self._bot.send_document(chat, content, filename=name)

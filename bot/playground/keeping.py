"""Keeps people, chats, messages and files in a folder, so that a later run can go on; only for who asks for it.

Not kept: history, webhook, faults and limits.
"""

import asyncio
import json
import os
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from bot.playground.files import File
from bot.playground.messages import Message
from bot.playground.people import Chat, Json, Person, Topic
from bot.playground.updates import Update
from bot.playground.world import Tap, World

STATE = "playground.json"
FILES = "playground"
PAUSE = 1.0
LEFT_OUT = 1000


class Unreadable(Exception):
    """What is kept in the folder was not written by this release, or somebody has changed it."""


async def keep_up(world: World, folder: Path) -> None:
    """Write everything down whenever something has changed, at most once a second, until the world closes."""
    seen = -1
    while not world.bell.closed:
        if await world.bell.past(seen, PAUSE):
            seen = world.bell.version
            await asyncio.to_thread(_write, folder, _told(world, ended=False), world.files.all())
        await world.bell.until(lambda: False, PAUSE)


def keep(world: World, folder: Path) -> None:
    """Write everything down for the last time in this run."""
    _write(folder, _told(world, ended=True), world.files.all())


def _write(folder: Path, told: Json, files: Iterable[File]) -> None:
    """What was kept there before is replaced once all is on the disk."""
    (folder / FILES).mkdir(parents=True, exist_ok=True)
    for file in files:
        place = folder / FILES / file.file_id
        if not place.exists():
            _put(place, file.data)
    _put(folder / STATE, json.dumps(told, ensure_ascii=False).encode("utf-8", "surrogatepass"))


def _put(place: Path, data: bytes) -> None:
    part = place.with_name(f"{place.name}.part")
    with part.open("wb") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())
    part.replace(place)


def remember(world: World, folder: Path) -> bool:
    """Take up what was kept there; False if there is nothing. `Unreadable` if it cannot be understood."""
    place = folder / STATE
    if not place.exists():
        return False
    try:
        _take_up(world, json.loads(place.read_bytes().decode("utf-8", "surrogatepass")), folder)
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise Unreadable(str(place)) from error
    return True


def _take_up(world: World, told: Json, folder: Path) -> None:
    """A run that was killed may have used numbers that nobody has written down: those are left out."""
    unknown = 0 if told["ended"] else LEFT_OUT
    world.clock.offset = told["offset"]
    world.last_message = told["last_message"] + unknown
    world.updates.last = told["last_update"] + unknown
    world.files.last = told["last_file"] + unknown
    for file in told["files"]:
        world.files.put(File(**file, data=(folder / FILES / file["file_id"]).read_bytes()))
    world.people.update({one["id"]: Person(**one) for one in told["people"]})
    for chat in told["chats"]:
        topics = {one["id"]: Topic(**one) for one in chat.pop("topics")}
        world.add_chat(Chat(**chat, topics=topics))
    for message in told["messages"]:
        world.put_back(_message(message))
    _take_up_the_rest(world, told)


def _take_up_the_rest(world: World, told: Json) -> None:
    world.taps.update({one["id"]: Tap(**one) for one in told["taps"]})
    world.votes.update({poll: dict(votes) for poll, votes in told["votes"]})
    world.wishes.update((chat, person) for chat, person in told["wishes"])
    world.connections.update(told["connections"])
    world.updates.waiting = [Update(**one) for one in told["updates"]]
    world.wardrobe.commands.update({(scope, spoken): listed for scope, spoken, listed in told["commands"]})
    world.wardrobe.words.update({(what, spoken): words for what, spoken, words in told["words"]})


def _told(world: World, ended: bool) -> Json:
    return {
        "ended": ended,
        "offset": world.clock.offset,
        "last_message": world.last_message,
        "last_update": world.updates.last,
        "last_file": world.files.last,
        "people": [asdict(person) for person in world.people.values()],
        "chats": [asdict(chat) | {"topics": _topics(chat)} for chat in world.chats.values()],
        "messages": [_plain(message) for chat in world.chats for message in world.messages(chat)],
        "taps": [asdict(tap) for tap in world.taps.values()],
        "votes": [[poll, list(votes.items())] for poll, votes in world.votes.items()],
        "wishes": list(world.wishes),
        "connections": list(world.connections),
        "updates": [asdict(update) for update in world.updates.waiting],
        "files": [
            {name: value for name, value in vars(file).items() if name != "data"}
            for file in world.files.all()
        ],
        "commands": [[*key, listed] for key, listed in world.wardrobe.commands.items()],
        "words": [[*key, words] for key, words in world.wardrobe.words.items()],
    }


def _topics(chat: Chat) -> list[Json]:
    return [asdict(topic) for topic in chat.topics.values()]


def _plain(message: Message) -> Json:
    """JSON has no numbers for names."""
    return asdict(message) | {"reactions": list(message.reactions.items())}


def _message(told: Json) -> Message:
    return Message(**told | {"reactions": {person: sign for person, sign in told["reactions"]}})

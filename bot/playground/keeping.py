"""Keeps people, chats, messages and files in a folder, so that a later run can go on; only for who asks for it.

Not kept: history, webhook, votes, faults and limits.
"""

import json
from dataclasses import asdict
from pathlib import Path

from bot.playground.files import File
from bot.playground.messages import Message
from bot.playground.people import Chat, Json, Person, Topic
from bot.playground.updates import Update
from bot.playground.world import Tap, World

STATE = "playground.json"
FILES = "playground"


def keep(world: World, folder: Path) -> None:
    """Write everything down; what was kept there before is replaced once all is written."""
    (folder / FILES).mkdir(parents=True, exist_ok=True)
    for file in world.files.all():
        place = folder / FILES / file.file_id
        if not place.exists():
            place.write_bytes(file.data)
    part = folder / f"{STATE}.part"
    part.write_text(json.dumps(_told(world), ensure_ascii=False), "utf-8")
    part.replace(folder / STATE)


def remember(world: World, folder: Path) -> bool:
    """Take up what was kept there; False if there is nothing."""
    place = folder / STATE
    if not place.exists():
        return False
    told = json.loads(place.read_text("utf-8"))
    world.clock.offset = told["offset"]
    world.last_message = told["last_message"]
    for file in told["files"]:
        world.files.put(File(**file, data=(folder / FILES / file["file_id"]).read_bytes()))
    world.people.update({one["id"]: Person(**one) for one in told["people"]})
    for chat in told["chats"]:
        topics = {one["id"]: Topic(**one) for one in chat.pop("topics")}
        world.add_chat(Chat(**chat, topics=topics))
    for message in told["messages"]:
        world.put_back(_message(message))
    world.taps.update({one["id"]: Tap(**one) for one in told["taps"]})
    world.updates.waiting = [Update(**one) for one in told["updates"]]
    world.updates.last = told["last_update"]
    world.wardrobe.commands.update({(scope, spoken): listed for scope, spoken, listed in told["commands"]})
    world.wardrobe.words.update({(what, spoken): words for what, spoken, words in told["words"]})
    return True


def _told(world: World) -> Json:
    return {
        "offset": world.clock.offset,
        "last_message": world.last_message,
        "last_update": world.updates.last,
        "people": [asdict(person) for person in world.people.values()],
        "chats": [asdict(chat) | {"topics": _topics(chat)} for chat in world.chats.values()],
        "messages": [_plain(message) for chat in world.chats for message in world.messages(chat)],
        "taps": [asdict(tap) for tap in world.taps.values()],
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

"""Which messages reach the bot: in groups only those that are meant for it, as Telegram's privacy mode has it."""

from bot.playground.marks import found, marked
from bot.playground.messages import FILES, Message
from bot.playground.people import Json, Person
from bot.playground.refusal import Unclear
from bot.playground.world import World

ORDINARY = (
    *("text", "location", "venue", "contact", "sticker", "poll", "dice", *FILES),
    *("game", "story", "checklist", "giveaway", "paid_media", "invoice"),
)
"""What people say; all other kinds are notes of what happened in a chat."""


def to_bot(world: World, message: Message, kind: str = "message") -> None:
    """Make an update of it, unless the message is one of a group that the bot may not read."""
    if reaches_bot(world, message):
        world.updates.add(kind, f"chat:{message.chat}", message.chat, world.face(message))


def reaches_bot(world: World, message: Message) -> bool:
    """In groups a bot hears commands, its own name, answers to it, and what happened; an administrator hears all."""
    chat = world.chat(message.chat)
    if chat.type == "private":
        return True
    if not chat.bot_inside:
        return False
    return (
        chat.bot_admin or chat.type == "channel" or message.kind not in ORDINARY or _is_meant(world, message)
    )


def _is_meant(world: World, message: Message) -> bool:
    replied = world.message(message.chat, message.reply_to)
    entities = found(message.words)
    names = [name.lower() for name in marked(message.words, entities, "mention")]
    mine = f"@{world.bot.username.lower()}"
    commands = [word.lower().partition("@")[2] for word in marked(message.words, entities, "bot_command")]
    called = any(to in ("", mine[1:]) for to in commands)
    return bool(called or mine in names or (replied and replied.from_bot))


def note_of(
    world: World, chat: int, person: Person, kind: str, content: Json, to: int | None = None
) -> Message:
    """Something happened in a chat: a message about it for all who are there (`to`: the topic it belongs to)."""
    message = world.post(chat, person.id, kind, content, thread=to)
    to_bot(world, message)
    return message


def inside(world: World, person: Person, chat: int) -> None:
    """Unclear unless the person is in this chat."""
    if person.id not in world.chat(chat).members:
        raise Unclear("this person is not in this chat")

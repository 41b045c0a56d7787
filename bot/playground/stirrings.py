"""What people do besides writing: react, vote, ask in the input line, wish to join, write to somebody's shop."""

import itertools

from bot.playground.contents import contents_of
from bot.playground.hearing import inside
from bot.playground.messages import Message
from bot.playground.people import Chat, Json, Person
from bot.playground.world import World

_queries = itertools.count(8_000_001)


def react(world: World, person: Person, message: Message, emoji: str) -> None:
    """Show a sign under a message; no sign takes it away."""
    inside(world, person, message.chat)
    before = message.reactions.pop(person.id, "")
    if emoji:
        message.reactions[person.id] = emoji
    world.changed(message)
    content = {
        "chat": world.chat_face(message.chat),
        "message_id": message.message_id,
        "user": person.user(),
        "date": world.clock.unix(),
        "old_reaction": _signs(before),
        "new_reaction": _signs(emoji),
    }
    chat = world.chat(message.chat)
    if chat.type == "private" or chat.bot_admin:
        world.updates.add("message_reaction", f"reaction:{message.chat}", message.chat, content)


def _signs(emoji: str) -> list[Json]:
    return [{"type": "emoji", "emoji": emoji}] if emoji else []


def ask_inline(world: World, person: Person, words: str) -> str:
    """Type the bot's name and some words in the input line; returns the id of the query."""
    number = str(next(_queries))
    content = {"id": number, "from": person.user(), "query": words, "offset": "", "chat_type": "sender"}
    world.queries.add(number)
    world.updates.add("inline_query", f"inline:{person.id}", person.id, content)
    return number


def wish_to_join(world: World, person: Person, chat: Chat) -> None:
    """Ask to be let into a group or channel."""
    content = {
        "chat": world.chat_face(chat.id),
        "from": person.user(),
        "user_chat_id": person.id,
        "date": world.clock.unix(),
    }
    world.wishes.add((chat.id, person.id))
    if chat.bot_admin:
        world.updates.add("chat_join_request", f"join:{person.id}", chat.id, content)


def write_to_shop(world: World, owner: Person, person: Person, body: Json) -> None:
    """Write to somebody who lets the bot answer for them (a business account)."""
    connection = f"business-{owner.id}"
    if connection not in world.connections:
        world.connections.add(connection)
        _connect(world, owner, connection)
    for kind, content in contents_of(world, person, body):
        message = Message(world.next_number(), person.id, person.id, False, world.clock.unix(), kind, content)
        face = message.inner_face() | {"from": person.user(), "chat": world.chat_face(person.id)}
        face["business_connection_id"] = connection
        world.updates.add("business_message", f"business:{person.id}", person.id, face)


def _connect(world: World, owner: Person, connection: str) -> None:
    content = {
        "id": connection,
        "user": owner.user(),
        "user_chat_id": owner.id,
        "date": world.clock.unix(),
        "is_enabled": True,
    }
    world.updates.add("business_connection", f"business:{owner.id}", owner.id, content)

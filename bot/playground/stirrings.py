"""What people do besides writing: react, vote, ask in the input line, wish to join, write to somebody's shop."""

import itertools

from bot.playground.contents import contents_of
from bot.playground.hearing import inside
from bot.playground.messages import Message
from bot.playground.people import Chat, Json, Person
from bot.playground.refusal import Unclear
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


def vote(world: World, person: Person, message: Message, options: list[int]) -> None:
    """Vote in a poll of the bot's; no options take the vote back. Who voted how is told if the poll is open."""
    inside(world, person, message.chat)
    poll: Json = message.content.get("poll") or {}
    if not poll or not all(0 <= number < len(poll["options"]) for number in options):
        raise Unclear("no such option of a poll in this message")
    votes = world.votes.setdefault(poll["id"], {})
    votes[person.id] = options
    for number, option in enumerate(poll["options"]):
        option["voter_count"] = sum(number in chosen for chosen in votes.values())
    poll["total_voter_count"] = sum(bool(chosen) for chosen in votes.values())
    world.changed(message)
    if message.from_bot:
        _tell_votes(world, person, poll, options)


def _tell_votes(world: World, person: Person, poll: Json, options: list[int]) -> None:
    line = f"poll:{poll['id']}"
    world.updates.add("poll", line, 0, poll)
    if not poll["is_anonymous"]:
        chosen = [poll["options"][number]["persistent_id"] for number in options]
        answer = {"poll_id": poll["id"], "user": person.user(), "option_ids": options}
        world.updates.add("poll_answer", line, 0, answer | {"option_persistent_ids": chosen})


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

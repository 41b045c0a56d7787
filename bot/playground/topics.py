"""Topics of a forum: opened, renamed, closed and deleted by people or by a bot that administers the group."""

from bot.playground.hearing import inside, note_of
from bot.playground.people import Chat, Json, Person, Topic
from bot.playground.refusal import Unclear, bad
from bot.playground.requests import Asked
from bot.playground.sending import room
from bot.playground.world import World

COLOURS = (0x6FB9F0, 0xFFD67E, 0xCB86DB, 0x8EEE98, 0xFF93B2, 0xFB6F5F)
LONGEST = 128


def open_topic(world: World, person: Person, chat: Chat, name: str) -> Topic:
    """A person opens a topic."""
    inside(world, person, chat.id)
    if not chat.is_forum:
        raise Unclear("this group is no forum")
    return _opened(world, chat, person.id, name, COLOURS[0])


def turn_topic(world: World, person: Person, chat: Chat, number: int) -> Topic:
    """A person closes an open topic, or opens a closed one again."""
    inside(world, person, chat.id)
    if number not in chat.topics:
        raise Unclear(f"no topic {number} in this chat", 404)
    topic = chat.topics[number]
    topic.closed = not topic.closed
    kind = "forum_topic_closed" if topic.closed else "forum_topic_reopened"
    note_of(world, chat.id, person, kind, {kind: {}}, number)
    return topic


def create(world: World, asked: Asked) -> Json:
    """createForumTopic."""
    chat = _forum(world, asked.params)
    colour = asked.params.get("icon_color", COLOURS[0])
    if colour not in COLOURS:
        raise bad("invalid forum topic icon color specified")
    return _opened(world, chat, world.bot.id, _name(asked.params["name"]), colour).view()


def edit(world: World, asked: Asked) -> bool:
    """editForumTopic."""
    chat, topic = _known(world, asked)
    name = _name(asked.params["name"]) if "name" in asked.params else topic.name
    if name == topic.name and not asked.params.get("icon_custom_emoji_id"):
        raise bad("TOPIC_NOT_MODIFIED")
    topic.name = name
    _noted(world, chat, topic, "forum_topic_edited", {"name": name})
    return True


def close(world: World, asked: Asked) -> bool:
    """closeForumTopic."""
    return _turned(world, asked, closed=True)


def reopen(world: World, asked: Asked) -> bool:
    """reopenForumTopic."""
    return _turned(world, asked, closed=False)


def delete(world: World, asked: Asked) -> bool:
    """deleteForumTopic: with everything in it."""
    chat, topic = _known(world, asked)
    for message in world.messages(chat.id):
        if message.thread == topic.id:
            world.remove(message)
    del chat.topics[topic.id]
    world.tell("chat", chat=chat.page_view())
    return True


def _forum(world: World, params: Json) -> Chat:
    chat = room(world, params)
    if not chat.is_forum:
        raise bad("the chat is not a forum")
    if not chat.bot_admin:
        raise bad("not enough rights to create a topic")
    return chat


def _known(world: World, asked: Asked) -> tuple[Chat, Topic]:
    chat = _forum(world, asked.params)
    topic = chat.topics.get(asked.params["message_thread_id"])
    if topic is None:
        raise bad("TOPIC_ID_INVALID")
    return chat, topic


def _name(name: str) -> str:
    if len(name) > LONGEST:
        raise bad("TOPIC_TITLE_TOO_LONG")
    return name


def _opened(world: World, chat: Chat, creator: int, name: str, colour: int) -> Topic:
    """A topic has the number of the message that tells of it."""
    content = {"forum_topic_created": {"name": name, "icon_color": colour}}
    if creator == world.bot.id:
        message = world.post(chat.id, creator, "forum_topic_created", content)
    else:
        message = note_of(world, chat.id, world.person(creator), "forum_topic_created", content)
    message.thread = message.message_id
    world.changed(message)
    topic = chat.topics[message.message_id] = Topic(message.message_id, name, colour)
    world.tell("chat", chat=chat.page_view())
    return topic


def _turned(world: World, asked: Asked, closed: bool) -> bool:
    chat, topic = _known(world, asked)
    if topic.closed == closed:
        raise bad("TOPIC_NOT_MODIFIED")
    topic.closed = closed
    _noted(world, chat, topic, "forum_topic_closed" if closed else "forum_topic_reopened", {})
    return True


def _noted(world: World, chat: Chat, topic: Topic, kind: str, facts: Json) -> None:
    """The bot itself is not told of what it has done."""
    world.post(chat.id, world.bot.id, kind, {kind: facts}, thread=topic.id)
    world.tell("chat", chat=chat.page_view())

"""Everything the playground knows: the bot, the people, their chats and messages."""

from dataclasses import dataclass, field
from typing import Any

from bot.playground.bell import Bell
from bot.playground.clock import Clock
from bot.playground.faults import Faults
from bot.playground.files import Files
from bot.playground.history import Events, History
from bot.playground.limits import Limits
from bot.playground.messages import Message
from bot.playground.people import Chat, Json, Person, Robot
from bot.playground.refusal import Unclear
from bot.playground.updates import Updates

FIRST_PERSON = 5_001
FIRST_GROUP = -4_000_001
FIRST_SUPERGROUP = -1_002_000_000_001


@dataclass
class Tap:
    """A press of a button, until the bot answers it (once, within 150 seconds)."""

    id: str
    person: int
    date: int
    answered: bool = False


@dataclass
class Settings:
    """What tests may change. `copies`: how often each update is handed over. `unasked`: also those kinds that the
    bot has not asked for."""

    copies: int = 1
    unasked: bool = False


@dataclass
class Wardrobe:
    """How the bot presents itself: commands and descriptions, by scope and language."""

    commands: dict[tuple[str, str], list[Json]] = field(default_factory=dict)
    words: dict[tuple[str, str], str] = field(default_factory=dict)

    def page_view(self) -> Json:
        """As the page sees it: the lists of commands, and what the bot says of itself, by language."""
        sets = [
            {"scope": scope, "language_code": code, "commands": commands}
            for (scope, code), commands in self.commands.items()
        ]
        descriptions = {
            code: words for (what, code), words in self.words.items() if what == "description" and words
        }
        return {"commands": sets, "descriptions": descriptions}


class World:
    """Holds everything; all in one event loop, nothing waits in here."""

    def __init__(
        self,
        token: str = "1:playground",
        bot_username: str = "playground_bot",
        bot_name: str = "Playground",
    ) -> None:
        self.token = token
        self.bot = Robot(int(token.partition(":")[0]), bot_username, bot_name)
        self.clock = Clock()
        self.bell = Bell()
        self.files = Files()
        self.history = History()
        self.events = Events()
        self.updates = Updates(self.bell, self.clock)
        self.settings = Settings()
        self.limits = Limits()
        self.faults = Faults()
        self.wardrobe = Wardrobe()
        self.people: dict[int, Person] = {}
        self.chats: dict[int, Chat] = {}
        self.taps: dict[str, Tap] = {}
        self.votes: dict[str, dict[int, list[int]]] = {}
        self.connections: set[str] = set()
        self.queries: set[str] = set()
        self.wishes: set[tuple[int, int]] = set()
        self.places: list[Json] = []
        self.busy = 0
        self.last_message = 0
        self._messages: dict[int, dict[int, Message]] = {}

    # people and chats

    def add_person(self, first_name: str, **facts: Any) -> Person:
        """Somebody new with a phone and a private chat with the bot."""
        person = Person(FIRST_PERSON + len(self.people), first_name, **facts)
        self.people[person.id] = person
        self.add_chat(Chat(person.id, "private", first_name, [person.id]))
        self.tell("person", person=person.page_view())
        return person

    def add_group(self, title: str, members: list[int], type_: str = "group", is_forum: bool = False) -> Chat:
        """A new group (supergroup, channel) of people and the bot."""
        first = FIRST_GROUP if type_ == "group" else FIRST_SUPERGROUP
        alike = sum(
            chat.id < 0 and (chat.type == "group") == (type_ == "group") for chat in self.chats.values()
        )
        chat = Chat(first - alike, type_, title, members, is_forum=is_forum)
        self.add_chat(chat)
        self.tell("chat", chat=chat.page_view())
        return chat

    def person(self, id_: int) -> Person:
        """The person with this id, or Unclear 404."""
        if id_ not in self.people:
            raise Unclear(f"no person {id_}", 404)
        return self.people[id_]

    def chat(self, id_: int) -> Chat:
        """The chat with this id, or Unclear 404."""
        if id_ not in self.chats:
            raise Unclear(f"no chat {id_}", 404)
        return self.chats[id_]

    def add_chat(self, chat: Chat) -> None:
        """One more chat, without messages yet."""
        self.chats[chat.id] = chat
        self._messages[chat.id] = {}

    # messages

    def post(self, chat: int, sender: int, kind: str, content: Json, **beside: Any) -> Message:
        """A new message in a chat; numbers grow over all chats, as they do for a bot at Telegram."""
        from_bot = sender == self.bot.id
        number = self.next_number()
        message = Message(number, chat, sender, from_bot, self.clock.unix(), kind, content, **beside)
        self._messages[chat][number] = message
        self.changed(message, "message")
        return message

    def next_number(self) -> int:
        """The number of one more message."""
        self.last_message += 1
        return self.last_message

    def put_back(self, message: Message) -> None:
        """A message from an earlier run, as if it had come just now."""
        message.version = self.bell.ring()
        self._messages[message.chat][message.message_id] = message

    def changed(self, message: Message, how: str = "edited") -> None:
        """Count the change and tell the pages."""
        message.version = self.bell.ring()
        self.events.tell({"kind": how, "chat": message.chat, "message": self.page_view(message)})

    def remove(self, message: Message) -> None:
        """Delete a message for everybody."""
        del self._messages[message.chat][message.message_id]
        self.tell("deleted", chat=message.chat, message_id=message.message_id)

    def message(self, chat: int, number: int | None) -> Message | None:
        """The message with this number in this chat, if it is there."""
        return self._messages.get(chat, {}).get(number or 0)

    def messages(self, chat: int, after: int = 0) -> list[Message]:
        """The messages of a chat that are new or changed since version `after`, oldest first."""
        return [message for message in self._messages[chat].values() if message.version > after]

    # faces

    def face(self, message: Message, with_reply: bool = True) -> Json:
        """Telegram's Message, with the message it replies to (one level deep)."""
        face = message.inner_face() | self._signed(message) | {"chat": self.chat_face(message.chat)}
        replied = self.message(message.chat, message.reply_to)
        if replied and with_reply:
            face["reply_to_message"] = self.face(replied, with_reply=False)
        return face

    def _signed(self, message: Message) -> Json:
        """Who wrote it; a channel signs its posts itself."""
        if message.sender == message.chat < 0:
            return {"sender_chat": self.chat_face(message.chat)}
        return {"from": self.bot.user() if message.from_bot else self.people[message.sender].user()}

    def chat_face(self, id_: int) -> Json:
        """Telegram's Chat."""
        chat = self.chats[id_]
        if chat.type != "private":
            forum = {"is_forum": True} if chat.is_forum else {}
            return {"id": chat.id, "type": chat.type, "title": chat.title} | forum
        user = self.people[chat.id].user()
        names = {name: user[name] for name in ("first_name", "last_name", "username") if name in user}
        return {"id": chat.id, "type": "private"} | names

    def page_view(self, message: Message) -> Json:
        """As the page shows the message."""
        file = self.files.get(message.file_id() or "")
        votes = self.votes.get(message.content.get("poll", {}).get("id"), {})
        cast = {"votes": [{"person": person, "options": chosen} for person, chosen in votes.items()]}
        return message.page_face() | ({"file": file.page_view()} if file else {}) | (cast if votes else {})

    # telling

    def note(self, kind: str, **facts: Any) -> None:
        """Write an entry of history."""
        entry = self.history.append(kind, self.clock.now().isoformat(), facts)
        self.tell("call", entry=entry)

    def give_up_expired(self) -> None:
        """Updates that the bot has not taken in time are lost to it; history knows them."""
        for update in self.updates.expired():
            self.note("expired", update_id=update.number, chat=update.chat, params=update.body)

    def tell(self, kind: str, **facts: Any) -> None:
        """Count a change and tell the pages."""
        self.bell.ring()
        self.events.tell({"kind": kind} | facts)

    def close(self) -> None:
        """Let everybody go who waits."""
        self.bell.close()
        self.clock.close()
        self.events.tell(None)

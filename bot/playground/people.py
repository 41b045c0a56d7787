"""The people and chats of the playground, and how Telegram describes them to the bot."""

from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]


@dataclass
class Person:
    """Somebody with a phone. `started`: has written to the bot, so that the bot may write to them."""

    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = "zh-hans"
    about: str | None = None
    blocked: bool = False
    started: bool = False

    def user(self) -> Json:
        """Telegram's User."""
        facts = {
            "id": self.id,
            "is_bot": False,
            "first_name": self.first_name,
            "last_name": self.last_name,
            "username": self.username,
            "language_code": self.language_code,
        }
        return {key: value for key, value in facts.items() if value is not None}

    def page_view(self) -> Json:
        """As the page sees them."""
        names = ("id", "first_name", "last_name", "username", "language_code", "about", "blocked")
        return {name: getattr(self, name) for name in names}


@dataclass(frozen=True)
class Robot:
    """The bot's own account."""

    id: int
    username: str
    first_name: str

    def user(self) -> Json:
        """Telegram's User."""
        return {"is_bot": True} | self.page_view()

    def page_view(self) -> Json:
        """As the page sees it."""
        return {"id": self.id, "first_name": self.first_name, "username": self.username}


@dataclass
class Topic:
    """One topic of a forum; its number is that of the message that opened it."""

    id: int
    name: str
    colour: int
    closed: bool = False

    def view(self) -> Json:
        """Telegram's ForumTopic."""
        return {"message_thread_id": self.id, "name": self.name, "icon_color": self.colour}


@dataclass
class Chat:
    """A private chat (its id is the person's), or a group, supergroup or channel (its id is negative).

    The first of the members founded it. `barred`: who was removed from a supergroup or channel. `bot_inside`: the bot
    is a member; `bot_admin`: and administers it. `moved_to`: the supergroup that a group became.
    """

    id: int
    type: str
    title: str
    members: list[int] = field(default_factory=list)
    barred: list[int] = field(default_factory=list)
    bot_inside: bool = True
    bot_admin: bool = False
    is_forum: bool = False
    moved_to: int = 0
    topics: dict[int, Topic] = field(default_factory=dict)

    def page_view(self) -> Json:
        """As the page sees it."""
        view: Json = {"id": self.id, "type": self.type, "title": self.title, "members": self.members}
        if self.type != "private":
            view["bot_inside"] = self.bot_inside
        if self.is_forum:
            topics = [topic.view() | {"closed": topic.closed} for topic in self.topics.values()]
            view |= {"is_forum": True, "topics": topics}
        return view

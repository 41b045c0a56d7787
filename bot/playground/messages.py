"""A message in a chat, and its two faces: the one for the bot (Telegram's), and the one for the page."""

from dataclasses import dataclass, field
from typing import Any

from bot.playground.people import Json

FILES = ("photo", "voice", "video", "animation", "video_note", "audio", "document")
SAID = (
    *("text", "caption", "location", "contact", "poll", "venue", "dice"),
    *("new_chat_members", "left_chat_member", "new_chat_title"),
)


@dataclass
class Message:
    """One message. `content` has Telegram's own fields (text, entities, caption, photo, location, ...).

    `thread`: the topic of a forum in which it stands. `reactions`: what people show under it, by person.
    """

    message_id: int
    chat: int
    sender: int
    from_bot: bool
    date: int
    kind: str
    content: Json
    reply_to: int | None = None
    media_group_id: str | None = None
    reply_markup: Json | None = None
    edit_date: int | None = None
    version: int = 0
    thread: int | None = None
    reactions: dict[int, str] = field(default_factory=dict)

    @property
    def words(self) -> str:
        """The text, or else the caption."""
        return str(self.content.get("text") or self.content.get("caption") or "")

    @property
    def inline_keyboard(self) -> list[list[Json]]:
        """The rows of buttons under the message."""
        rows: list[list[Json]] = (self.reply_markup or {}).get("inline_keyboard", [])
        return rows

    def inner_face(self) -> Json:
        """Telegram's fields, without who and where (the world adds those)."""
        face: Json = {"message_id": self.message_id, "date": self.date} | self.content
        if self.edit_date is not None:
            face["edit_date"] = self.edit_date
        if self.media_group_id:
            face["media_group_id"] = self.media_group_id
        if self.thread:
            face |= {"message_thread_id": self.thread, "is_topic_message": True}
        if self.inline_keyboard:
            face["reply_markup"] = {"inline_keyboard": self.inline_keyboard}
        return face

    def file_id(self) -> str | None:
        """The id of the file in it (for a photo, of the largest size)."""
        if self.kind == "photo":
            return str(self.content["photo"][-1]["file_id"])
        return str(self.content[self.kind]["file_id"]) if self.kind in FILES else None

    def page_face(self) -> Json:
        """What the page shows, all but the file."""
        face: Json = {
            "message_id": self.message_id,
            "chat_id": self.chat,
            "from": self.sender,
            "from_bot": self.from_bot,
            "date": self.date,
            "kind": self.kind,
            "edited": self.edit_date is not None,
            "version": self.version,
        }
        face |= {name: self.content[name] for name in SAID if name in self.content}
        face["entities"] = self.content.get("entities") or self.content.get("caption_entities") or []
        if self.kind == "sticker":
            face["sticker"] = self.content["sticker"]["emoji"]
        if self.reactions:
            face["reactions"] = list(self.reactions.values())
        beside = {"reply_to": self.reply_to, "media_group_id": self.media_group_id, "thread": self.thread}
        return face | {name: value for name, value in beside.items() if value} | self._keyboards()

    def _keyboards(self) -> Json:
        markup: dict[str, Any] = self.reply_markup or {}
        if self.inline_keyboard:
            return {"inline_keyboard": self.inline_keyboard}
        if "keyboard" in markup:
            one_time = bool(markup.get("one_time_keyboard"))
            return {"reply_keyboard": {"rows": markup["keyboard"], "one_time": one_time}}
        return {"remove_keyboard": True} if markup.get("remove_keyboard") else {}

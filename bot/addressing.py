"""Tells whether a message of a group is meant for us: it names us, or it answers something that we said."""

from bot.shapes import Json, inside, text


def is_addressed(message: Json, bot_name: str) -> bool:
    """Whether the message mentions the bot or is a reply to it; commands are looked at elsewhere."""
    return bool(bot_name) and (_answers(message, bot_name) or _mentions(message, bot_name))


def _answers(message: Json, bot_name: str) -> bool:
    """What is said in a topic answers, for Telegram, the note that opened the topic; that is nothing said by us."""
    original = inside(message, "reply_to_message")
    return _is_us(inside(original, "from"), bot_name) and "forum_topic_created" not in original


def _mentions(message: Json, bot_name: str) -> bool:
    part = "text" if "text" in message else "caption"
    marks = message.get("entities" if part == "text" else "caption_entities")
    units = text(message.get(part)).encode("utf-16-le", "surrogatepass")
    return any(
        _names_us(mark, units, bot_name)
        for mark in (marks if isinstance(marks, list) else [])
        if isinstance(mark, dict)
    )


def _names_us(mark: Json, units: bytes, bot_name: str) -> bool:
    """By @name, or by a mark that carries the account itself. Places are counted in UTF-16 units."""
    if mark.get("type") == "text_mention":
        return _is_us(inside(mark, "user"), bot_name)
    start, length = mark.get("offset"), mark.get("length")
    if mark.get("type") != "mention" or not isinstance(start, int) or not isinstance(length, int):
        return False
    named = units[2 * start : 2 * (start + length)].decode("utf-16-le", "replace")
    return named.lower() == f"@{bot_name.lower()}"


def _is_us(user: Json, bot_name: str) -> bool:
    return user.get("is_bot") is True and text(user.get("username")).lower() == bot_name.lower()

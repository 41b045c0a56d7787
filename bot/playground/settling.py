"""The bot's methods that ask about itself, people and chats, or say how it presents itself."""

import re
from collections.abc import Callable
from typing import Any

from bot.playground import gatherings
from bot.playground.files import DOWNLOAD_LIMIT
from bot.playground.membership import member, status_of
from bot.playground.people import Json
from bot.playground.refusal import Refused, bad
from bot.playground.requests import Asked
from bot.playground.sending import known_chat
from bot.playground.world import World

COMMAND = re.compile(r"[a-z0-9_]{1,32}")
LENGTHS = {"name": 64, "description": 512, "short_description": 120}
COMMANDS_LIMIT = 100
GIFTS = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")


def get_me(world: World, _: Asked) -> Json:
    """getMe."""
    abilities = {
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }
    return world.bot.user() | abilities


def get_chat(world: World, asked: Asked) -> Json:
    """getChat."""
    face = world.chat_face(known_chat(world, asked.params).id)
    return face | {
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(GIFTS, False),
    }


def get_chat_member(world: World, asked: Asked) -> Json:
    """getChatMember."""
    chat = known_chat(world, asked.params)
    user = asked.params["user_id"]
    if user == world.bot.id:
        inside = "administrator" if chat.bot_admin else "member"
        return member(world.bot.user(), inside if chat.bot_inside else "left")
    if user not in world.people:
        raise bad("invalid user_id specified")
    return member(world.people[user].user(), status_of(chat, user))


def leave_chat(world: World, asked: Asked) -> bool:
    """leaveChat."""
    chat = known_chat(world, asked.params)
    if chat.type == "private":
        raise bad("chat member status can't be changed in private chats")
    if not chat.bot_inside:
        raise Refused(f"Forbidden: bot is not a member of the {chat.type} chat", 403)
    chat.bot_inside = False
    world.tell("chat", chat=chat.page_view())
    return True


def let_in(world: World, asked: Asked) -> bool:
    """approveChatJoinRequest: who wished to come in is in."""
    chat, user = known_chat(world, asked.params), asked.params["user_id"]
    turn_away(world, asked)
    gatherings.come_in(world, world.people[user], chat, [world.people[user]], via_join_request=True)
    return True


def turn_away(world: World, asked: Asked) -> bool:
    """declineChatJoinRequest."""
    key = (known_chat(world, asked.params).id, asked.params["user_id"])
    if key not in world.wishes:
        raise bad("HIDE_REQUESTER_MISSING")
    world.wishes.remove(key)
    return True


def answer_inline(world: World, asked: Asked) -> bool:
    """answerInlineQuery: once."""
    if asked.params["inline_query_id"] not in world.queries:
        raise bad("query is too old and response timeout expired or query ID is invalid")
    world.queries.remove(asked.params["inline_query_id"])
    return True


def get_file(world: World, asked: Asked) -> Json:
    """getFile: where to fetch a file of at most 20 MB."""
    file = world.files.get(asked.params["file_id"])
    if file is None:
        raise bad("invalid file_id")
    if len(file.data) > DOWNLOAD_LIMIT:
        raise bad("file is too big")
    return file.identity() | {"file_path": file.path}


def set_commands(world: World, asked: Asked) -> bool:
    """setMyCommands, per scope and language."""
    commands: list[Json] = asked.params["commands"]
    if len(commands) > COMMANDS_LIMIT:
        raise bad("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if not COMMAND.fullmatch(command["command"].removeprefix("/").lower()):
            raise bad("BOT_COMMAND_INVALID")
        if not 1 <= len(command["description"]) <= 256:
            raise bad("BOT_COMMAND_DESCRIPTION_INVALID")
    world.wardrobe.commands[_scope(world, asked)] = [
        one | {"command": one["command"].removeprefix("/").lower()} for one in commands
    ]
    return True


def get_commands(world: World, asked: Asked) -> list[Json]:
    """getMyCommands: of exactly this scope and language."""
    return world.wardrobe.commands.get(_scope(world, asked), [])


def delete_commands(world: World, asked: Asked) -> bool:
    """deleteMyCommands."""
    world.wardrobe.commands.pop(_scope(world, asked), None)
    return True


def _scope(world: World, asked: Asked) -> tuple[str, str]:
    scope = asked.params.get("scope") or {"type": "default"}
    if "chat_id" in scope:
        known_chat(world, scope)
    if "user_id" in scope and scope["user_id"] not in world.people:
        raise bad("user not found")
    words = ":".join(str(scope[name]) for name in ("type", "chat_id", "user_id") if name in scope)
    return words, language(asked)


def language(asked: Asked) -> str:
    """The language of a request: two letters, or none for all."""
    code = str(asked.params.get("language_code") or "")
    if code and not re.fullmatch("[a-z]{2}", code):
        raise bad("LANG_CODE_INVALID")
    return code


def set_words(what: str) -> Callable[[World, Asked], Any]:
    """setMyName, setMyDescription or setMyShortDescription."""

    def keep(world: World, asked: Asked) -> bool:
        words = str(asked.params.get(what) or "")
        if len(words) > LENGTHS[what]:
            raise bad(f"BOT_{what.upper()}_TOO_LONG")
        world.wardrobe.words[what, language(asked)] = words
        return True

    return keep


def get_words(what: str) -> Callable[[World, Asked], Any]:
    """getMyName, getMyDescription or getMyShortDescription."""

    def tell(world: World, asked: Asked) -> Json:
        words = world.wardrobe.words
        default = words.get((what, ""), world.bot.first_name if what == "name" else "")
        return {what: words.get((what, language(asked))) or default}

    return tell

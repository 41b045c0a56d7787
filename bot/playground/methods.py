"""The Bot API as the playground offers it: each method by name, and what history keeps of a call."""

import json
import re
from collections.abc import Callable
from typing import Any

from bot.playground import editing, sending, settling, shapes, topics
from bot.playground.faults import Fault
from bot.playground.people import Json
from bot.playground.refusal import Refused, bad
from bot.playground.requests import Asked
from bot.playground.updates import Hook
from bot.playground.world import World

NUMBER = re.compile("-?[0-9]{1,16}")
SECRET = re.compile("[A-Za-z0-9_-]{1,256}")


def get_updates(world: World, asked: Asked) -> Any:
    """getUpdates: waits until there is an update; an offset acknowledges those before it."""
    return take(world, asked.params)


async def take(world: World, params: Json) -> list[Json]:
    """Acknowledge what the offset passes, then hand over what waits, each `copies` times."""
    updates = world.updates
    world.give_up_expired()
    updates.allow(params.get("allowed_updates"))
    if updates.hook is None:
        for update in updates.before(params.get("offset", 0) or 0):
            updates.done(update)
            world.note("ack", update_id=update.number, chat=update.chat)
    limit = min(100, max(1, params.get("limit", 100)))
    handed = await updates.ask(limit, min(50, max(0, params.get("timeout", 0))))
    bodies = []
    for update in handed:
        for _ in range(world.settings.copies):
            world.note("update", update_id=update.number, chat=update.chat, params=update.body)
            bodies.append(update.body)
    return bodies


def set_webhook(world: World, asked: Asked) -> bool:
    """setWebhook: an address with http (here) or https, and a secret that comes with each update."""
    params = asked.params
    _drop(world, params)
    world.updates.allow(params.get("allowed_updates"))
    secret = params.get("secret_token")
    if secret and not SECRET.fullmatch(secret):
        raise bad("secret token contains unallowed characters")
    connections = params.get("max_connections", 40)
    if not 1 <= connections <= 100:
        connections = 40
    url = params.get("url") or ""
    if url and not url.startswith(("http://", "https://")):
        raise bad("bad webhook: An HTTPS URL must be provided for webhook")
    world.updates.set_hook(Hook(url, secret, connections) if url else None)
    world.tell("webhook", url=url)
    return True


def delete_webhook(world: World, asked: Asked) -> bool:
    """deleteWebhook."""
    _drop(world, asked.params)
    world.updates.set_hook(None)
    world.tell("webhook", url="")
    return True


def _drop(world: World, params: Json) -> None:
    if params.get("drop_pending_updates"):
        for update in list(world.updates.waiting):
            world.updates.done(update)


def get_webhook_info(world: World, _: Asked) -> Json:
    """getWebhookInfo."""
    return world.updates.info()


Method = Callable[[World, Asked], Any]
METHODS: dict[str, Method] = {
    "getMe": settling.get_me,
    "getUpdates": get_updates,
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": get_webhook_info,
    "sendMessage": sending.send_message,
    "sendPhoto": sending.send_file("photo"),
    "sendDocument": sending.send_file("document"),
    "sendVoice": sending.send_file("voice"),
    "sendVideo": sending.send_file("video"),
    "sendAnimation": sending.send_file("animation"),
    "sendVideoNote": sending.send_file("video_note"),
    "sendAudio": sending.send_file("audio"),
    "sendVenue": sending.send_venue,
    "sendContact": sending.send_contact,
    "sendDice": sending.send_dice,
    "sendPoll": sending.send_poll,
    "sendMediaGroup": sending.send_media_group,
    "sendLocation": sending.send_location,
    "sendChatAction": sending.send_chat_action,
    "editMessageText": editing.edit_text,
    "editMessageCaption": editing.edit_caption,
    "editMessageReplyMarkup": editing.edit_markup,
    "stopPoll": editing.stop_poll,
    "deleteMessage": editing.delete,
    "answerCallbackQuery": editing.answer_tap,
    "setMyCommands": settling.set_commands,
    "getMyCommands": settling.get_commands,
    "deleteMyCommands": settling.delete_commands,
    "getChat": settling.get_chat,
    "getChatMember": settling.get_chat_member,
    "leaveChat": settling.leave_chat,
    "getFile": settling.get_file,
    "createForumTopic": topics.create,
    "editForumTopic": topics.edit,
    "closeForumTopic": topics.close,
    "reopenForumTopic": topics.reopen,
    "deleteForumTopic": topics.delete,
    "approveChatJoinRequest": settling.let_in,
    "declineChatJoinRequest": settling.turn_away,
    "answerInlineQuery": settling.answer_inline,
} | {
    f"{deed}My{name}": make(what)
    for name, what in (
        ("Name", "name"),
        ("Description", "description"),
        ("ShortDescription", "short_description"),
    )
    for deed, make in (("set", settling.set_words), ("get", settling.get_words))
}


async def call(world: World, method: str, asked: Asked, fault: str | None = None) -> Any:
    """Carry out one request of the bot; raises Refused. Everything but getUpdates goes into history.

    `fault`: the mode of the fault that its answer will meet.
    """
    name = shapes.known(method)
    if name is None:
        raise Refused("Not Found: method not found", 404)
    _check_letters(asked.params)
    if name == "getUpdates":
        return await take(world, shapes.typed(name, asked.params))
    facts = _facts(name, asked, fault)
    try:
        if name not in METHODS:
            raise bad("the playground does not know this method yet")
        asked.params = shapes.typed(name, asked.params, asked.uploads)
        world.limits.check(name, asked.params, world.clock.unix())
        result = METHODS[name](world, asked)
    except Refused as refusal:
        world.note("call", **facts, error=refusal.view())
        raise
    world.limits.count(name, asked.params, world.clock.unix())
    world.note("call", **facts, result=result)
    return result


def not_done(world: World, method: str, asked: Asked, fault: Fault) -> None:
    """Write into history that a request came and was not carried out; with the refusal that was told, if any."""
    refusal = fault.what().refusal
    facts = _facts(shapes.known(method) or method, asked, fault.mode)
    world.note("call", **facts, done=False, error=refusal.view() if refusal else None)


def _facts(name: str, asked: Asked, fault: str | None) -> Json:
    return {"method": name, "params": _told(asked), "chat": chat_of(asked), "fault": fault}


def _check_letters(params: Json) -> None:
    try:
        json.dumps(params, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        raise bad("strings must be encoded in UTF-8") from error


def _told(asked: Asked) -> Json:
    files = {
        name: {"name": file.name, "type": file.type, "size": len(file.data)}
        for name, file in asked.uploads.items()
    }
    return asked.params | files


def chat_of(asked: Asked) -> int | None:
    """The chat that a request speaks of, if it does."""
    value = str(asked.params.get("chat_id", ""))
    return int(value) if NUMBER.fullmatch(value) else None


def said_in(asked: Asked) -> str:
    """The words that a request carries."""
    return str(asked.params.get("text") or asked.params.get("caption") or "")

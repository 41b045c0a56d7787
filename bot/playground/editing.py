"""The bot's methods that change or delete a message, and answer a press of a button."""

from bot.playground.contents import without_caption
from bot.playground.keyboards import markup_of
from bot.playground.messages import FILES, Message
from bot.playground.people import Json
from bot.playground.polls import close
from bot.playground.refusal import bad
from bot.playground.requests import Asked
from bot.playground.sending import known_chat, room
from bot.playground.texts import caption_of, text_of
from bot.playground.world import World

DELETABLE_FOR = 48 * 3600
TAP_LIVES = 150
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup "
    "are exactly the same as a current content and reply markup of the message"
)


def _own(world: World, params: Json) -> Message:
    """The message to edit: the bot's own, and not one with a reply keyboard."""
    if not params.get("chat_id"):
        raise bad("chat_id is empty")
    if not params.get("message_id"):
        raise bad("message identifier is not specified")
    message = world.message(room(world, params).id, params["message_id"])
    if message is None:
        raise bad("message to edit not found")
    if not message.from_bot or (message.reply_markup and not message.inline_keyboard):
        raise bad("message can't be edited")
    return message


def _change(world: World, message: Message, content: Json, markup: Json | None) -> Json:
    if content == message.content and (markup or None) == (message.reply_markup or None):
        raise bad(NOT_MODIFIED)
    if content != message.content:
        message.edit_date = world.clock.unix()
    message.content, message.reply_markup = content, markup
    world.changed(message)
    return world.face(message)


def edit_text(world: World, asked: Asked) -> Json:
    """editMessageText."""
    message = _own(world, asked.params)
    if message.kind != "text":
        raise bad("there is no text in the message to edit")
    return _change(world, message, text_of(asked.params), markup_of(asked.params))


def edit_caption(world: World, asked: Asked) -> Json:
    """editMessageCaption."""
    message = _own(world, asked.params)
    if message.kind not in FILES:
        raise bad("there is no caption in the message to edit")
    rest = without_caption(message.content)
    return _change(world, message, rest | caption_of(asked.params), markup_of(asked.params))


def edit_markup(world: World, asked: Asked) -> Json:
    """editMessageReplyMarkup."""
    message = _own(world, asked.params)
    return _change(world, message, message.content, markup_of(asked.params))


def delete(world: World, asked: Asked) -> bool:
    """deleteMessage: any message of a private chat, the bot's own in a group, for 48 hours."""
    chat = known_chat(world, asked.params)
    message = world.message(chat.id, asked.params["message_id"])
    if message is None:
        raise bad("message to delete not found")
    too_old = world.clock.unix() - message.date > DELETABLE_FOR
    if too_old or (chat.type != "private" and not message.from_bot):
        raise bad("message can't be deleted for everyone")
    world.remove(message)
    return True


def stop_poll(world: World, asked: Asked) -> Json:
    """stopPoll: of the bot's own, once."""
    message = world.message(room(world, asked.params).id, asked.params["message_id"])
    if message is None:
        raise bad("message with poll to stop not found")
    if message.kind != "poll":
        raise bad("message is not a poll")
    if not message.from_bot:
        raise bad("poll can't be stopped")
    if message.content["poll"]["is_closed"]:
        raise bad("poll has already been closed")
    message.reply_markup = markup_of(asked.params)
    return close(world, message)


def answer_tap(world: World, asked: Asked) -> bool:
    """answerCallbackQuery: once, and within 150 seconds."""
    params = asked.params
    tap = world.taps.get(params["callback_query_id"])
    if tap is None or tap.answered or world.clock.unix() - tap.date > TAP_LIVES:
        raise bad("query is too old and response timeout expired or query ID is invalid")
    if len(params.get("text") or "") > 200:
        raise bad("MESSAGE_TOO_LONG")
    tap.answered = True
    said = {name: params[name] for name in ("text", "show_alert", "url") if name in params}
    world.tell("answer", callback_query_id=tap.id, person=tap.person, **said)
    return True

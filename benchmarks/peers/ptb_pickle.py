"""python-telegram-bot's own ConversationHandler, kept by PicklePersistence after every step."""

import os
from datetime import UTC, datetime
from typing import Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, ReplyParameters, Update
from telegram.constants import ParseMode
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    ConversationHandler,
    MessageHandler,
    PicklePersistence,
    filters,
)

from benchmarks.peers.sentences import (
    SENTENCES,
    Buttons,
    buttons,
    menu,
    new_code,
    new_number,
    numbered,
    review,
    ticked,
)

Context = ContextTypes.DEFAULT_TYPE
FILE = os.environ["BENCH_PICKLE"]
AGREE, KIND, CATEGORY, PLACE, KNOWN, REVIEW = range(6)
NEXT = {"kind": ("category", CATEGORY), "category": ("place", PLACE), "known": ("review", REVIEW)}


class Kept(ConversationHandler[Any]):
    """A step counts as done when it is on the disk: without this, the last minute is lost with the process."""

    async def handle_update(self, update: Update, application: Any, check_result: Any, context: Any) -> Any:
        """Handle, then write."""
        state = await super().handle_update(update, application, check_result, context)
        assert update.effective_user is not None
        application.mark_data_for_update_persistence(user_ids=update.effective_user.id)
        await application.update_persistence()
        _to_the_disk()
        return state


def _to_the_disk() -> None:
    with open(FILE, "rb") as kept:
        os.fsync(kept.fileno())


def markup(rows: Buttons) -> InlineKeyboardMarkup:
    """The buttons as the library takes them."""
    return InlineKeyboardMarkup(
        [[InlineKeyboardButton(text, callback_data=data) for text, data in row] for row in rows]
    )


async def say(
    update: Update, context: Context, text: str, rows: Buttons | None = None, reply: int | None = None
) -> None:
    """A new message."""
    chat = update.effective_chat
    assert chat is not None
    await context.bot.send_message(
        chat.id,
        text,
        parse_mode=ParseMode.HTML,
        reply_markup=markup(rows) if rows else None,
        reply_parameters=ReplyParameters(reply) if reply else None,
    )


async def start(update: Update, context: Context) -> None:
    """/start"""
    await say(update, context, SENTENCES["welcome"], menu())


async def words(update: Update, context: Context) -> int:
    """The first words."""
    assert update.message is not None
    await say(update, context, SENTENCES["notice"], buttons("agree"), update.message.message_id)
    return AGREE


async def agreed(update: Update, context: Context) -> int:
    """The yes to the notice; the words are those that the notice replied to."""
    query = update.callback_query
    assert query is not None and context.user_data is not None
    original = getattr(query.message, "reply_to_message", None)
    context.user_data["agreed_at"] = datetime.now(UTC)
    context.user_data["answers"] = {"words": (original.text if original else "") or ""}
    await query.answer()
    await say(update, context, SENTENCES["kind"], buttons("kind"))
    return KIND


async def chosen(update: Update, context: Context) -> int:
    """A button of kind, category or being known."""
    query = update.callback_query
    assert query is not None and query.data is not None and context.user_data is not None
    step, _, value = query.data.partition("=")
    answers = context.user_data["answers"]
    answers[step] = value
    following, state = NEXT[step]
    await query.answer()
    await query.edit_message_text(ticked(step, query.data, answers), parse_mode=ParseMode.HTML)
    if following == "review":
        await say(update, context, review(answers), buttons("review"))
    else:
        await say(update, context, SENTENCES[following], None if following == "place" else buttons(following))
    return state


async def place(update: Update, context: Context) -> int:
    """Where it is."""
    assert update.message is not None and context.user_data is not None
    context.user_data["answers"]["place"] = update.message.text or ""
    await say(update, context, SENTENCES["known"], buttons("known"))
    return KNOWN


async def submitted(update: Update, context: Context) -> int:
    """The concern gets its number."""
    query = update.callback_query
    assert query is not None and context.user_data is not None
    answers = context.user_data.pop("answers")
    number, code, now = new_number(), new_code(), datetime.now(UTC)
    context.user_data.setdefault("concerns", []).append(
        {"number": number, "code": code, "at": now, **answers}
    )
    await query.answer()
    await query.edit_message_text(ticked("review", "submit", answers), parse_mode=ParseMode.HTML)
    await say(update, context, numbered(number, code))
    return ConversationHandler.END


def main() -> None:
    """Serve until stopped."""
    application = (
        Application.builder()
        .token("1:bench")
        .base_url(os.environ["BENCH_TELEGRAM"] + "/bot")
        .connection_pool_size(256)
        .pool_timeout(60)
        .persistence(PicklePersistence(FILE))
        .build()
    )
    text = filters.TEXT & ~filters.COMMAND
    conversation = Kept(
        entry_points=[MessageHandler(text, words)],
        states={
            AGREE: [CallbackQueryHandler(agreed, pattern="^agreed$")],
            KIND: [CallbackQueryHandler(chosen, pattern="^kind=")],
            CATEGORY: [CallbackQueryHandler(chosen, pattern="^category=")],
            PLACE: [MessageHandler(text, place)],
            KNOWN: [CallbackQueryHandler(chosen, pattern="^known=")],
            REVIEW: [CallbackQueryHandler(submitted, pattern="^submit$")],
        },
        fallbacks=[],
        name="report",
        persistent=True,
    )
    application.add_handler(CommandHandler("start", start))
    application.add_handler(conversation)
    port = int(os.environ["BENCH_PORT"])
    application.run_webhook(
        "127.0.0.1",
        port,
        "telegram",
        secret_token=os.environ["BENCH_SECRET"],
        webhook_url=f"http://127.0.0.1:{port}/telegram",
    )


if __name__ == "__main__":
    main()

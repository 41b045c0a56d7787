"""python-telegram-bot with SQLAlchemy's asynchronous ORM on aiosqlite: handlers with a session of their own."""

import os
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, event, select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, ReplyParameters, Update
from telegram.constants import ParseMode
from telegram.ext import Application, CallbackQueryHandler, CommandHandler, ContextTypes, MessageHandler, filters

from benchmarks.peers.sentences import SENTENCES, Buttons, buttons, menu, new_code, new_number, numbered, review, ticked

engine = create_async_engine(os.environ["BENCH_DATABASE"], connect_args={"timeout": 60})
Session = async_sessionmaker(engine, expire_on_commit=False)
Context = ContextTypes.DEFAULT_TYPE


@event.listens_for(engine.sync_engine, "connect")
def durable(connection: Any, _record: object) -> None:
    """Every commit reaches the disk."""
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.close()


class Base(DeclarativeBase):
    """What is remembered."""


class Person(Base):
    """Who has agreed."""

    __tablename__ = "person"
    id: Mapped[int] = mapped_column(primary_key=True)
    chat: Mapped[int] = mapped_column(unique=True)
    language: Mapped[str]
    agreed_at: Mapped[datetime]


class Draft(Base):
    """Answers before submission."""

    __tablename__ = "draft"
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), unique=True)
    step: Mapped[str]
    answers: Mapped[dict[str, str]] = mapped_column(JSON)


class Concern(Base):
    """What was submitted."""

    __tablename__ = "concern"
    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(unique=True)
    code: Mapped[str]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    answers: Mapped[dict[str, str]] = mapped_column(JSON)
    state: Mapped[str]
    registered_at: Mapped[datetime]


class History(Base):
    """What happened to it."""

    __tablename__ = "history"
    id: Mapped[int] = mapped_column(primary_key=True)
    concern_id: Mapped[int] = mapped_column(ForeignKey("concern.id"), index=True)
    state: Mapped[str]
    at: Mapped[datetime]


def markup(rows: Buttons) -> InlineKeyboardMarkup:
    """The buttons as the library takes them."""
    return InlineKeyboardMarkup([[InlineKeyboardButton(text, callback_data=data) for text, data in row] for row in rows])


async def say(update: Update, context: Context, text: str, rows: Buttons | None = None, reply: int | None = None) -> None:
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


async def draft_of(session: AsyncSession, update: Update) -> Draft | None:
    """The open draft of whoever speaks."""
    assert update.effective_user is not None
    found = select(Draft).join(Person).where(Person.chat == update.effective_user.id)
    return (await session.execute(found)).scalar_one_or_none()


async def start(update: Update, context: Context) -> None:
    """/start"""
    await say(update, context, SENTENCES["welcome"], menu())


async def said(update: Update, context: Context) -> None:
    """Words: the first ones, or the place."""
    assert update.message is not None
    async with Session() as session:
        draft = await draft_of(session, update)
        if draft is not None and draft.step == "place":
            draft.answers = {**draft.answers, "place": update.message.text or ""}
            draft.step = "known"
            await session.commit()
            await say(update, context, SENTENCES["known"], buttons("known"))
            return
    await say(update, context, SENTENCES["notice"], buttons("agree"), update.message.message_id)


async def agreed(update: Update, context: Context) -> None:
    """The yes to the notice; the words are those that the notice replied to."""
    query, user = update.callback_query, update.effective_user
    assert query is not None and user is not None
    original = getattr(query.message, "reply_to_message", None)
    async with Session() as session:
        person = Person(chat=user.id, language=user.language_code or "zh", agreed_at=datetime.now(UTC))
        session.add(person)
        await session.flush()
        words = (original.text if original else "") or ""
        session.add(Draft(person_id=person.id, step="kind", answers={"words": words}))
        await session.commit()
    await query.answer()
    await say(update, context, SENTENCES["kind"], buttons("kind"))


async def chosen(update: Update, context: Context) -> None:
    """A button of kind, category or being known."""
    query = update.callback_query
    assert query is not None and query.data is not None
    step, _, value = query.data.partition("=")
    following = {"kind": "category", "category": "place", "known": "review"}[step]
    async with Session() as session:
        draft = await draft_of(session, update)
        if draft is None or draft.step != step:
            await query.answer()
            return
        draft.answers = {**draft.answers, step: value}
        draft.step = following
        await session.commit()
        answers = draft.answers
    await query.answer()
    await query.edit_message_text(ticked(step, query.data, answers), parse_mode=ParseMode.HTML)
    if following == "review":
        await say(update, context, review(answers), buttons("review"))
    else:
        await say(update, context, SENTENCES[following], None if following == "place" else buttons(following))


async def submitted(update: Update, context: Context) -> None:
    """The concern gets its number."""
    query = update.callback_query
    assert query is not None
    async with Session() as session:
        draft = await draft_of(session, update)
        if draft is None or draft.step != "review":
            await query.answer()
            return
        now = datetime.now(UTC)
        concern = Concern(
            number=new_number(),
            code=new_code(),
            person_id=draft.person_id,
            answers=draft.answers,
            state="assigned",
            registered_at=now,
        )
        session.add(concern)
        await session.flush()
        session.add_all(History(concern_id=concern.id, state=state, at=now) for state in ("registered", "assigned"))
        await session.delete(draft)
        await session.commit()
        answers = draft.answers
    await query.answer()
    await query.edit_message_text(ticked("review", "submit", answers), parse_mode=ParseMode.HTML)
    await say(update, context, numbered(concern.number, concern.code))


async def prepared(_application: object) -> None:
    """The tables."""
    async with engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)


def main() -> None:
    """Serve until stopped."""
    application = (
        Application.builder()
        .token("1:bench")
        .base_url(os.environ["BENCH_TELEGRAM"] + "/bot")
        .concurrent_updates(256)
        .connection_pool_size(256)
        .pool_timeout(60)
        .post_init(prepared)
        .build()
    )
    application.add_handler(CommandHandler("start", start))
    application.add_handler(CallbackQueryHandler(agreed, pattern="^agreed$"))
    application.add_handler(CallbackQueryHandler(submitted, pattern="^submit$"))
    application.add_handler(CallbackQueryHandler(chosen, pattern="^(kind|category|known)="))
    application.add_handler(MessageHandler(filters.TEXT & ~filters.COMMAND, said))
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

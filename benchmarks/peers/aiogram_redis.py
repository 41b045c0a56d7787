"""aiogram with its Redis storage; the last message of a turn rides in the answer to the update."""

import os
from datetime import UTC, datetime
from typing import Any

from aiogram import Bot, Dispatcher, F, Router
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import CommandStart, StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.redis import RedisStorage
from aiogram.methods import SendMessage
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message, ReplyParameters
from aiogram.webhook.aiohttp_server import SimpleRequestHandler, setup_application
from aiohttp import web
from redis.asyncio import Redis

from benchmarks.peers.sentences import SENTENCES, Buttons, buttons, menu, new_code, new_number, numbered, review, ticked

router = Router()
redis = Redis.from_url(os.environ["BENCH_REDIS"])


class Report(StatesGroup):
    """The steps."""

    kind = State()
    category = State()
    place = State()
    known = State()
    review = State()


def markup(rows: Buttons) -> InlineKeyboardMarkup:
    """The buttons as the library takes them."""
    return InlineKeyboardMarkup(
        inline_keyboard=[[InlineKeyboardButton(text=text, callback_data=data) for text, data in row] for row in rows]
    )


@router.message(CommandStart())
async def start(message: Message) -> SendMessage:
    """/start"""
    return message.answer(SENTENCES["welcome"], reply_markup=markup(menu()))


@router.message(StateFilter(Report.place), F.text)
async def place(message: Message, state: FSMContext) -> SendMessage:
    """Where it is."""
    await state.update_data(place=message.text)
    await state.set_state(Report.known)
    return message.answer(SENTENCES["known"], reply_markup=markup(buttons("known")))


@router.message(F.text)
async def words(message: Message) -> SendMessage:
    """The first words."""
    return message.answer(
        SENTENCES["notice"],
        reply_markup=markup(buttons("agree")),
        reply_parameters=ReplyParameters(message_id=message.message_id),
    )


@router.callback_query(F.data == "agreed")
async def agreed(query: CallbackQuery, state: FSMContext) -> SendMessage:
    """The yes to the notice; the words are those that the notice replied to."""
    assert isinstance(query.message, Message)
    original = query.message.reply_to_message
    await state.set_data({"words": original.text if original else "", "agreed_at": datetime.now(UTC).isoformat()})
    await state.set_state(Report.kind)
    await query.answer()
    return query.message.answer(SENTENCES["kind"], reply_markup=markup(buttons("kind")))


async def _chosen(query: CallbackQuery, state: FSMContext, step: str, following: State) -> SendMessage:
    assert isinstance(query.message, Message) and query.data is not None
    answers: dict[str, Any] = await state.update_data({step: query.data.partition("=")[2]})
    await state.set_state(following)
    await query.answer()
    await query.message.edit_text(ticked(step, query.data, answers))
    name = str(following.state).partition(":")[2]
    if name == "review":
        return query.message.answer(review(answers), reply_markup=markup(buttons("review")))
    return query.message.answer(SENTENCES[name], reply_markup=None if name == "place" else markup(buttons(name)))


@router.callback_query(StateFilter(Report.kind), F.data.startswith("kind="))
async def kind(query: CallbackQuery, state: FSMContext) -> SendMessage:
    """What is wanted."""
    return await _chosen(query, state, "kind", Report.category)


@router.callback_query(StateFilter(Report.category), F.data.startswith("category="))
async def category(query: CallbackQuery, state: FSMContext) -> SendMessage:
    """What it is about."""
    return await _chosen(query, state, "category", Report.place)


@router.callback_query(StateFilter(Report.known), F.data.startswith("known="))
async def known(query: CallbackQuery, state: FSMContext) -> SendMessage:
    """How to be known."""
    return await _chosen(query, state, "known", Report.review)


@router.callback_query(StateFilter(Report.review), F.data == "submit")
async def submitted(query: CallbackQuery, state: FSMContext) -> SendMessage:
    """The concern gets its number."""
    assert isinstance(query.message, Message)
    answers = await state.get_data()
    number, code = new_number(), new_code()
    fields = {"code": code, "state": "assigned", "at": datetime.now(UTC).isoformat(), **answers}
    await redis.hset(f"concern:{number}", mapping={name: str(value) for name, value in fields.items()})
    await redis.rpush(f"concerns:{query.from_user.id}", number)
    await state.clear()
    await query.answer()
    await query.message.edit_text(ticked("review", "submit", answers))
    return query.message.answer(numbered(number, code))


def main() -> None:
    """Serve until stopped."""
    session = AiohttpSession(api=TelegramAPIServer.from_base(os.environ["BENCH_TELEGRAM"]), limit=256)
    bot = Bot("1:bench", session=session, default=DefaultBotProperties(parse_mode="HTML"))
    dispatcher = Dispatcher(storage=RedisStorage(redis))
    dispatcher.include_router(router)
    app = web.Application()
    handler = SimpleRequestHandler(dispatcher, bot, handle_in_background=False, secret_token=os.environ["BENCH_SECRET"])
    handler.register(app, path="/telegram")
    setup_application(app, dispatcher, bot=bot)
    web.run_app(app, host="127.0.0.1", port=int(os.environ["BENCH_PORT"]), access_log=None, print=None)


if __name__ == "__main__":
    main()

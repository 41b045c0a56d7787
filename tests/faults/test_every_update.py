"""Whatever people do at Telegram, the bot goes on: nothing is quarantined, nobody is held up, all is seen once."""

import pytest
from sqlalchemy import select

from bot.playground.oddities import oddities
from domain.messages import Weight
from storage import tables
from tests.faults.street import Street, saying
from tests.note import Json
from tests.phone import Phone

UNREADABLE: tuple[Json, ...] = (
    {},
    {"message": None},
    {"message": {}},
    {"message": {"chat": 1, "from": [], "date": "now"}},
    {"message": {"chat": {"id": 2**70, "type": "private"}, "from": {"id": 2**70}}},
    {"message": {"chat": {"id": 5001, "type": "dungeon"}, "from": {"id": 5001}, "text": "x"}},
    {"edited_message": {"chat": {"id": -1, "type": "private"}, "from": {"id": 5001}, "text": ["x"]}},
    {"callback_query": {"id": 1, "data": {"a": 1}}},
    {"my_chat_member": {"chat": {"id": 5001, "type": "private"}, "from": {"id": 5001}}},
    {"unheard_of": {"since": "the next Bot API"}},
    {"purchased_paid_media": {"from": {"id": 5001}, "paid_media_payload": "x"}},
    {"chat_boost": {"chat": {"id": -100, "type": "channel"}}},
)
VENUE = {"latitude": 30.59, "longitude": 114.31, "title": "柳园小区", "address": "柳园路1号"}
SENDINGS: tuple[Json, ...] = (
    *({"odd": name} for name in oddities()),
    {"dice": "🎲"},
    {"venue": VENUE},
    {"sticker": "😀"},
    {"poll": {"question": "几点?", "options": ["早", "晚"]}},
    *({kind: {"sample": kind}} for kind in ("animation", "video_note", "audio", "voice", "document")),
    {"contact": {"phone_number": "+8610000", "first_name": "别人"}},
    {"text": "转来的话", "forwarded": True},
    {"text": "说的是别处", "reply_elsewhere": True},
    {"text": "陈" * 10_000},
    {"text": "/nothing"},
    {"text": "\u202e\u200b"},
)


async def quarantined(street: Street) -> list[int]:
    await street.rests()
    with street.engine.connect() as connection:
        return list(connection.execute(select(tables.quarantine.c.update)).scalars())


@pytest.fixture
async def chen(street: Street) -> Phone:
    """Somebody whose every deed reaches the bot, even those that it never asked for."""
    await street.town.ask("POST", "/world/settings", {"unasked": True})
    return await street.town.person("陈阿姨")


async def test_every_kind_of_message_is_survived(street: Street, chen: Phone) -> None:
    """Seen to bite: `_named` in bot/inbound.py without its last line, `text()` in bot/shapes.py without its check."""
    for body in SENDINGS:
        await chen.sends(**body)
    await street.rests()
    assert await quarantined(street) == []
    await chen.sends(odd="video_chat_started")
    await chen.hears_nothing()
    await chen.says("/help")
    await chen.hears("能做什么")
    assert await street.violations() == []


async def test_every_other_deed_is_survived(street: Street, chen: Phone) -> None:
    """Seen to bite: `_meeting` in bot/inbound.py letting channels through (the bot speaks in one)."""
    owner = await street.town.person("老板")
    channel = await street.town.group("区里新闻", [chen, owner], kind="channel")
    for group in (
        channel,
        await street.town.group("三社区", [chen, owner]),
        await street.town.group("值班室", [chen, owner], is_forum=True, bot_admin=True),
    ):
        inside = chen.inside(group)
        note = await inside.says("大家好 /help")
        await inside.edits(note, "大家早 /help")
        await inside.does("react", note, emoji="👍")
        await inside.does("pin", note)
        await inside.does("rename", title="改名")
        await owner.inside(group).does("wish")
        await owner.inside(group).does("leave")
        await inside.does("bot")
    for path in (f"/world/people/{owner.person}/shop", f"/world/people/{chen.person}/inline"):
        await street.town.ask("POST", path, {"from": chen.person, "text": "开门吗", "query": "路灯"})
    await chen.blocks()
    await street.rests()
    assert street.calls(chen.chat) == street.calls(channel["id"]) == []
    await chen.opens_link("report")
    assert await quarantined(street) == []
    await chen.hears("开始前请知道")
    assert await street.violations() == []


async def test_updates_of_no_known_shape_are_survived(street: Street, chen: Phone) -> None:
    """Seen to bite: `inside` in bot/shapes.py without its check."""
    for update in UNREADABLE:
        await street.town.injects(update)
    await chen.says("/help")
    await chen.hears("能做什么")
    assert await quarantined(street) == []
    assert await street.violations() == []


async def test_a_message_follows_its_group_to_the_new_number(street: Street, chen: Phone) -> None:
    """Seen to bite: `Migrated` taken for a refusal in bot/outcomes.py."""
    inside = chen.inside(await street.town.group("三社区", [chen]))
    await street.rests()
    grown = await inside.does("migrate")
    await street.puts(saying(inside.chat, "moved", Weight.MUST_ARRIVE))
    await chen.inside(grown).hears("moved")
    assert await quarantined(street) == []


async def test_the_bot_keeps_telegrams_limits_and_loses_nothing_when_told_to_wait(
    street: Street, chen: Phone
) -> None:
    """Seen to bite: `SlowDown` taken for a refusal in bot/outcomes.py."""
    await chen.says("/help")
    await chen.hears("能做什么")
    await street.town.ask("POST", "/world/settings", {"limits": {"chat": [1, 60]}})
    for number in range(3):
        await street.puts(saying(chen.chat, f"word-{number}", Weight.CONVERSATION))
    await street.rests()
    await street.minutes_pass(3)
    said = [call["params"]["text"][:6] for call in street.calls(chen.chat, "word-") if "result" in call]
    assert said == ["word-0", "word-1", "word-2"]

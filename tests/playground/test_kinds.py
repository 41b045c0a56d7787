"""Everything else that people do: kinds of messages few bots expect, reactions, votes, wishes, other people's shops."""

import pytest
from telegram import Bot, ReactionTypeEmoji, Update
from telegram.error import BadRequest

from bot.playground.oddities import oddities
from bot.playground.world import World
from tests.note import Json
from tests.phone import Phone, Town
from tests.playground.api import Api

ALL = Update.ALL_TYPES
VENUE: Json = {"latitude": 30.5, "longitude": 114.3, "title": "柳园小区", "address": "柳园路1号"}


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ({"dice": "🎯"}, "dice"),
        ({"venue": VENUE}, "venue"),
        ({"animation": {"sample": "animation"}}, "animation"),
        ({"video_note": {"sample": "video_note"}}, "video_note"),
        ({"audio": {"sample": "audio"}, "caption": "听"}, "audio"),
        ({"text": "转", "forwarded": True}, "forward_origin"),
        ({"text": "见", "reply_elsewhere": True}, "external_reply"),
        *(({"odd": name}, name) for name in oddities()),
    ],
)
@pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")
async def test_each_kind_arrives_as_telegram_tells_it(bot: Bot, chen: Phone, body: Json, name: str) -> None:
    note = await chen.sends(**body)
    message = (await bot.get_updates())[-1].message
    assert message is not None
    told = message.api_kwargs if name == "unheard_of" else message.to_dict()
    assert name in told
    assert name == "unheard_of" or not message.api_kwargs
    assert note.kind == next(iter(body)) or "odd" in body


async def test_animations_are_told_twice_and_venues_with_their_point(bot: Bot, chen: Phone) -> None:
    await chen.sends(animation={"sample": "animation"})
    await chen.sends(venue=VENUE)
    moving, place = (update.message for update in (await bot.get_updates())[-2:])
    assert moving and moving.document and moving.animation
    assert place and place.venue and place.location and place.location.latitude == 30.5


async def test_what_was_forwarded_cannot_be_edited(chen: Phone) -> None:
    note = await chen.sends(text="转", forwarded={"type": "user", "date": 1, "sender_user": {"id": 1}})
    with pytest.raises(AssertionError, match="only own messages can be edited"):
        await chen.edits(note, "x")


async def test_kinds_that_are_none(chen: Phone) -> None:
    with pytest.raises(AssertionError, match="no odd kind 'ghost'"):
        await chen.sends(odd="ghost")


async def test_reactions_come_only_if_asked_for_by_name(bot: Bot, api: Api, town: Town, chen: Phone) -> None:
    await api.sends(chen.chat, "办好了")
    note = await chen.hears("办好了")
    await chen.does("react", note, emoji="👍")
    assert (await bot.get_updates())[-1].message_reaction is None
    await bot.get_updates(allowed_updates=ALL)
    assert (await chen.does("react", note, emoji="👎"))["reactions"] == ["👎"]
    await chen.does("react", note)
    changed, taken = (update.message_reaction for update in (await bot.get_updates())[-2:])
    assert changed and changed.old_reaction == (ReactionTypeEmoji("👍"),)
    assert changed.new_reaction == (ReactionTypeEmoji("👎"),)
    assert taken and not taken.new_reaction


async def test_words_in_the_input_line(bot: Bot, town: Town, chen: Phone) -> None:
    asked = await town.ask("POST", f"/world/people/{chen.person}/inline", {"query": "路灯"})
    query = (await bot.get_updates())[-1].inline_query
    assert query and (query.id, query.query) == (asked["inline_query_id"], "路灯")
    assert await bot.answer_inline_query(query.id, [])
    with pytest.raises(BadRequest, match="query id is invalid"):
        await bot.answer_inline_query(query.id, [])


async def test_wishes_to_join_are_granted_or_not(bot: Bot, town: Town, chen: Phone) -> None:
    group = await town.group("值班室", [chen], kind="supergroup", bot_admin=True)
    for name in ("小李", "小王"):
        await (await town.person(name)).inside(group).does("wish")
    first, second = (update.chat_join_request for update in (await bot.get_updates())[-2:])
    assert first and second
    assert await first.approve() and await second.decline()
    chat = (await town.ask("GET", "/world"))["chats"][-3]
    assert chat["members"] == [chen.person, first.from_user.id]
    with pytest.raises(BadRequest, match="Hide_requester_missing"):
        await second.approve()


async def test_letters_to_somebodys_shop(bot: Bot, town: Town, chen: Phone) -> None:
    owner = await town.person("老板")
    for words in ("开门吗", "几点关"):
        body = {"from": chen.person, "text": words}
        await town.ask("POST", f"/world/people/{owner.person}/shop", body)
    connection, first, second = (await bot.get_updates())[-3:]
    assert connection.business_connection and connection.business_connection.is_enabled
    assert first.business_message and second.business_message
    assert first.business_message.business_connection_id == connection.business_connection.id
    assert second.business_message.text == "几点关"


async def test_updates_of_any_shape_can_be_handed_over(api: Api, town: Town) -> None:
    for update in ({"unheard_of": 1}, {}, {"message": "no object"}):
        await town.injects(update)
    assert [set(one) - {"update_id"} for one in await api.updates()] == [{"unheard_of"}, set(), {"message"}]
    with pytest.raises(AssertionError, match="update is an object"):
        await town.ask("POST", "/world/updates", {"update": 1})


async def test_kinds_that_nobody_asked_for_can_be_handed_over_too(
    api: Api, town: Town, world: World, chen: Phone
) -> None:
    await api.updates(allowed_updates=["callback_query"])
    await chen.says("unheard")
    await town.ask("POST", "/world/settings", {"unasked": True})
    await chen.says("heard")
    assert [one["message"]["text"] for one in await api.updates()] == ["/start", "heard"]
    assert world.settings.unasked and world.settings.copies == 1


async def test_what_the_bot_can_send_besides(bot: Bot, chen: Phone) -> None:
    await bot.send_venue(chen.chat, 30.5, 114.3, "柳园小区", "柳园路1号")
    await bot.send_contact(chen.chat, "12345", "热线")
    await bot.send_dice(chen.chat)
    for kind in ("animation", "video_note", "audio"):
        await getattr(bot, f"send_{kind}")(chen.chat, b"x")
    kinds = [note.kind for note in await chen.heard()]
    assert kinds == ["venue", "contact", "dice", "animation", "video_note", "audio"]
    with pytest.raises(BadRequest, match="Poll must have 2-12"):
        await bot.send_poll(chen.chat, "?", ["1"] * 13)

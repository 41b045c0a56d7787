"""Sending: who can be written to, replies, locations, files and albums."""

import pytest
from telegram import Bot, InputMediaDocument, InputMediaPhoto
from telegram.error import BadRequest, Forbidden

from bot.playground import samples
from bot.playground.world import World
from tests.note import Json
from tests.phone import Phone, Town
from tests.playground.api import Api


async def test_a_message_arrives_and_its_answer_has_telegrams_shape(bot: Bot, chen: Phone) -> None:
    sent = await bot.send_message(chen.person, "您好")
    assert (sent.text, sent.chat.id, sent.chat.type, sent.api_kwargs) == ("您好", chen.person, "private", {})
    assert sent.from_user and sent.from_user.is_bot and sent.from_user.username == "town_bot"
    assert (await chen.hears("您好")).id == sent.message_id


async def test_message_numbers_grow_over_all_chats(api: Api, chen: Phone, town: Town) -> None:
    other = await town.person("小李")
    first = await other.says("在吗")
    second = await api.sends(other.person)
    third = await api.sends(chen.person)
    assert first.id < second["message_id"] < third["message_id"]


async def test_an_unknown_chat_is_not_found(bot: Bot, api: Api) -> None:
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(999, "x")
    assert await api.refused("sendMessage", chat_id="@nobody", text="x") == "Bad Request: chat not found"
    assert await api.refused("sendMessage", chat_id="9" * 5000, text="x") == "Bad Request: chat not found"


async def test_a_bot_cannot_write_first(bot: Bot, town: Town) -> None:
    stranger = await town.person("路人")
    with pytest.raises(Forbidden, match="bot can't initiate conversation with a user"):
        await bot.send_message(stranger.person, "x")
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.get_chat(stranger.person)


async def test_who_has_blocked_the_bot_is_not_reached(bot: Bot, chen: Phone) -> None:
    sent = await bot.send_message(chen.person, "x")
    await chen.blocks()
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(chen.person, "x")
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await sent.edit_text("y")
    await chen.unblocks()
    await bot.send_message(chen.person, "again")


async def test_replies_need_their_message_unless_allowed_without(api: Api, chen: Phone) -> None:
    asked = await chen.says("问题")
    answered = await api.sends(chen.person, "答复", reply_parameters={"message_id": asked.id})
    assert answered["reply_to_message"]["text"] == "问题"
    assert (await chen.hears("答复")).raw["reply_to"] == asked.id
    gone: Json = {"message_id": 999}
    words = await api.refused("sendMessage", chat_id=chen.person, text="x", reply_parameters=gone)
    assert words == "Bad Request: message to be replied not found"
    gone["allow_sending_without_reply"] = True
    assert "reply_to_message" not in await api.sends(chen.person, reply_parameters=gone)


async def test_a_location_must_be_on_earth(api: Api, chen: Phone) -> None:
    sent = await api.does("sendLocation", chat_id=chen.person, latitude=30.5, longitude=114)
    assert sent["location"] == {"latitude": 30.5, "longitude": 114}
    assert (await chen.latest()).raw["location"] == sent["location"]
    words = await api.refused("sendLocation", chat_id=chen.person, latitude=91, longitude=0)
    assert words == "Bad Request: wrong coordinates specified"


async def test_a_photo_comes_in_sizes_and_can_be_sent_again_by_its_id(bot: Bot, chen: Phone) -> None:
    picture = samples.photo()
    sent = await bot.send_photo(chen.person, picture, caption="<b>路灯</b>", parse_mode="HTML")
    assert [size.width for size in sent.photo] == [90, 320, 800]
    assert sent.caption == "路灯"
    assert sent.caption_entities[0].type == "bold"
    again = await bot.send_photo(chen.person, sent.photo[-1].file_id)
    assert again.photo[-1].file_unique_id == sent.photo[-1].file_unique_id
    assert (await chen.latest()).raw["file"]["size"] == len(picture)


async def test_what_is_no_photo_is_refused_as_one(bot: Bot, chen: Phone) -> None:
    with pytest.raises(BadRequest, match="Image_process_failed"):
        await bot.send_photo(chen.person, samples.document())
    with pytest.raises(BadRequest, match="Photo_invalid_dimensions"):
        await bot.send_photo(chen.person, samples.photo(2100, 100))
    document = await bot.send_document(chen.person, samples.document(), filename="回执.pdf")
    assert document.document and document.document.file_name == "回执.pdf"
    with pytest.raises(BadRequest, match="Can't use file of type document as photo"):
        await bot.send_photo(chen.person, document.document.file_id)
    with pytest.raises(BadRequest, match="Wrong file identifier/http url specified"):
        await bot.send_photo(chen.person, "nothing")
    with pytest.raises(BadRequest, match="File must be non-empty"):
        await bot.send_document(chen.person, b"")


async def test_voice_and_video(bot: Bot, chen: Phone) -> None:
    voice = await bot.send_voice(chen.person, samples.voice())
    assert voice.voice and voice.voice.file_size == len(samples.voice())
    video = await bot.send_video(chen.person, samples.video(), caption="现场")
    assert video.video and (await chen.hears("现场")).kind == "video"


async def test_an_album_has_two_to_ten_of_one_sort(bot: Bot, api: Api, chen: Phone) -> None:
    photo, paper = InputMediaPhoto(samples.photo(), caption="一"), InputMediaDocument(samples.document())
    sent = await bot.send_media_group(chen.person, [photo, photo])
    assert len({message.media_group_id for message in sent}) == 1
    assert sent[0].media_group_id and sent[0].caption == "一"
    with pytest.raises(BadRequest, match="can't be mixed"):
        await bot.send_media_group(chen.person, [photo, paper])
    known = {"type": "photo", "media": sent[0].photo[-1].file_id}
    for count in (1, 11):
        words = await api.refused("sendMediaGroup", chat_id=chen.person, media=[known] * count)
        assert words == "Bad Request: media group must include 2-10 items"


async def test_a_chat_action_is_shown_and_a_wrong_one_refused(api: Api, world: World, chen: Phone) -> None:
    page = world.events.open()
    assert await api.does("sendChatAction", chat_id=chen.person, action="typing")
    assert page.get_nowait() == {"kind": "typing", "chat": chen.person, "action": "typing"}
    words = await api.refused("sendChatAction", chat_id=chen.person, action="dancing")
    assert words == "Bad Request: wrong parameter action in request"


@pytest.mark.parametrize("what", ["photo", "voice", "video", "document"])
async def test_a_missing_file_is_told(api: Api, chen: Phone, what: str) -> None:
    words = await api.refused(f"send{what.capitalize()}", chat_id=chen.person)
    assert words == f"Bad Request: there is no {what} in the request"

"""Groups that grow into supergroups, forums with topics, channels, and who is told what of them."""

import pytest
from telegram import Bot
from telegram.error import BadRequest, ChatMigrated, Forbidden

from tests.note import Json
from tests.phone import Phone, Town
from tests.playground.api import Api


@pytest.fixture
async def forum(town: Town, chen: Phone) -> Json:
    return await town.group("值班室", [chen], is_forum=True, bot_admin=True)


async def test_a_group_grows_and_the_old_number_is_of_no_use(bot: Bot, town: Town, chen: Phone) -> None:
    group = await town.group("三社区", [chen])
    grown = await chen.inside(group).does("migrate")
    assert (grown["type"], grown["members"]) == ("supergroup", [chen.person])
    before, after = [update.message for update in await bot.get_updates() if update.message][-2:]
    assert before.chat.id == group["id"] and before.migrate_to_chat_id == grown["id"]
    assert after.chat.id == grown["id"] and after.migrate_from_chat_id == group["id"]
    for send in (bot.send_message(group["id"], "x"), bot.send_chat_action(group["id"], "typing")):
        with pytest.raises(ChatMigrated) as refusal:
            await send
        assert refusal.value.new_chat_id == grown["id"]
    assert (await bot.send_message(grown["id"], "到了")).chat.type == "supergroup"
    with pytest.raises(AssertionError, match="not in this chat"):
        await chen.inside(group).does("migrate")


async def test_who_comes_and_goes_and_what_is_pinned_is_told(bot: Bot, town: Town, chen: Phone) -> None:
    inside = chen.inside(await town.group("三社区", [chen]))
    other = await town.person("小李")
    await inside.does("join", people=[other.person])
    await inside.does("rename", title="四社区")
    await inside.does("pin", await inside.says("请看"))
    await other.inside({"id": inside.chat}).does("leave")
    told = [update.message for update in await bot.get_updates() if update.message][2:]
    joined, renamed, pinned, left = told
    assert joined.new_chat_members[0].first_name == "小李"
    assert renamed.new_chat_title == renamed.chat.title == "四社区"
    assert pinned.pinned_message and left.left_chat_member
    with pytest.raises(AssertionError, match="not in this chat"):
        await other.inside({"id": inside.chat}).says("x")


async def test_a_bot_that_was_thrown_out_is_told_and_deaf(bot: Bot, town: Town, chen: Phone) -> None:
    group = await town.group("三社区", [chen], kind="supergroup")
    await chen.inside(group).does("bot")
    with pytest.raises(Forbidden, match="bot is not a member of the supergroup chat"):
        await bot.send_message(group["id"], "x")
    await chen.inside(group).does("bot")
    changes = [update.my_chat_member for update in await bot.get_updates() if update.my_chat_member]
    steps = [(one.old_chat_member.status, one.new_chat_member.status) for one in changes]
    assert steps == [("left", "member"), ("member", "kicked"), ("kicked", "member")]


async def test_an_administrator_hears_everything(bot: Bot, chen: Phone, forum: Json) -> None:
    await chen.inside(forum).says("大家好")
    heard = (await bot.get_updates())[-1].message
    assert heard and heard.text == "大家好"
    assert (await bot.get_chat_member(forum["id"], 42)).status == "administrator"


async def test_topics_from_opening_to_deleting(bot: Bot, town: Town, chen: Phone, forum: Json) -> None:
    topic = await bot.create_forum_topic(forum["id"], "QH-2611")
    thread = topic.message_thread_id
    sent = await bot.send_message(forum["id"], "新诉求", message_thread_id=thread)
    assert (sent.message_thread_id, sent.is_topic_message) == (thread, True)
    note = await chen.inside(forum).hears("新诉求")
    await chen.inside(forum).sends(text="我来办", thread=thread)
    heard = (await bot.get_updates())[-1].message
    assert heard and heard.message_thread_id == thread and heard.chat.is_forum
    answer = await bot.send_message(forum["id"], "好", reply_to_message_id=note.id)
    assert answer.message_thread_id == thread
    await bot.edit_forum_topic(forum["id"], thread, name="QH-2611 已签收")
    await bot.close_forum_topic(forum["id"], thread)
    [seen] = (await town.ask("GET", "/world"))["chats"][-1]["topics"]
    assert (seen["name"], seen["closed"]) == ("QH-2611 已签收", True)
    with pytest.raises(AssertionError, match="no open topic"):
        await chen.inside(forum).sends(text="还有", thread=thread)
    await bot.reopen_forum_topic(forum["id"], thread)
    await bot.delete_forum_topic(forum["id"], thread)
    with pytest.raises(BadRequest, match="Message thread not found"):
        await bot.send_message(forum["id"], "x", message_thread_id=thread)


async def test_people_open_and_close_topics_too(bot: Bot, town: Town, chen: Phone) -> None:
    group = await town.group("值班室", [chen], is_forum=True)
    inside = chen.inside(group)
    [topic] = (await inside.does("topics", name="路灯"))["topics"]
    thread = topic["message_thread_id"]
    await inside.does("turn_topic", topic=thread)
    opened, closed = [update.message for update in await bot.get_updates() if update.message][-2:]
    assert opened.forum_topic_created and opened.forum_topic_created.name == "路灯"
    assert closed.forum_topic_closed and closed.message_thread_id == thread
    with pytest.raises(BadRequest, match="Topic_closed"):
        await bot.send_message(group["id"], "x", message_thread_id=thread)
    await inside.does("turn_topic", topic=thread)
    await bot.send_message(group["id"], "x", message_thread_id=thread)


async def test_what_is_not_possible_with_topics(api: Api, town: Town, chen: Phone, forum: Json) -> None:
    plain = (await town.group("三社区", [chen]))["id"]
    member = (await town.group("值班室", [chen], is_forum=True))["id"]
    thread = (await api.does("createForumTopic", chat_id=forum["id"], name="x"))["message_thread_id"]
    here = {"chat_id": forum["id"], "message_thread_id": thread}
    for method, params, words in (
        ("createForumTopic", {"chat_id": plain, "name": "x"}, "the chat is not a forum"),
        ("createForumTopic", {"chat_id": chen.chat, "name": "x"}, "the chat is not a forum"),
        ("createForumTopic", {"chat_id": member, "name": "x"}, "not enough rights to create a topic"),
        ("createForumTopic", {"chat_id": forum["id"], "name": "x" * 129}, "TOPIC_TITLE_TOO_LONG"),
        (
            "createForumTopic",
            {"chat_id": forum["id"], "name": "x", "icon_color": 1},
            "invalid forum topic icon color specified",
        ),
        ("editForumTopic", here | {"name": "x"}, "TOPIC_NOT_MODIFIED"),
        ("reopenForumTopic", here, "TOPIC_NOT_MODIFIED"),
        ("closeForumTopic", here | {"message_thread_id": 9}, "TOPIC_ID_INVALID"),
        ("sendMessage", here | {"message_thread_id": 9, "text": "x"}, "message thread not found"),
        ("sendMessage", {"chat_id": plain, "message_thread_id": 9, "text": "x"}, "message thread not found"),
    ):
        assert await api.refused(method, **params) == f"Bad Request: {words}"


async def test_channels_post_in_their_own_name(bot: Bot, town: Town, chen: Phone) -> None:
    channel = chen.inside(await town.group("区里新闻", [chen], kind="channel"))
    post = await channel.says("停水通知")
    await channel.edits(post, "停水通知（改期）")
    added, posted, edited = (await bot.get_updates())[-3:]
    assert added.my_chat_member and added.my_chat_member.new_chat_member.status == "administrator"
    assert posted.channel_post and posted.channel_post.sender_chat
    assert posted.channel_post.from_user is None and posted.channel_post.chat.type == "channel"
    assert edited.edited_channel_post and edited.edited_channel_post.text == "停水通知（改期）"

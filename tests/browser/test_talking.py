"""Words, buttons and keyboards between a person and the bot, on the page."""

import pytest
from playwright.async_api import expect

from tests.browser.stage import PHONE, Phone, Stage

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]
TWO_BUTTONS = {
    "inline_keyboard": [
        [{"text": "签收", "callback_data": "sign"}, {"text": "转办", "callback_data": "pass"}]
    ]
}


async def test_a_person_writes_and_sees_the_answer(stage: Stage) -> None:
    phone = await stage.phone()
    await phone.says("路灯坏了")
    heard = await stage.bot.hear()
    assert heard["message"]["text"] == "路灯坏了"
    await stage.bot.say(phone.id, "收到：<b>路灯坏了</b>", parse_mode="HTML")
    await phone.shows("收到：路灯坏了")
    await expect(phone.find("message").last.locator("b")).to_have_text("路灯坏了")


async def test_enter_sends_and_shift_enter_breaks_the_line(stage: Stage) -> None:
    phone = await stage.phone()
    await phone.find("compose").press_sequentially("一")
    await phone.find("compose").press("Shift+Enter")
    await phone.find("compose").press_sequentially("二")
    await phone.find("compose").press("Enter")
    assert (await stage.bot.hear())["message"]["text"] == "一\n二"


@pytest.mark.parametrize(("asks_for_ok", "where"), [(False, "toast"), (True, "alert")])
async def test_a_tap_is_answered_in_the_column_of_who_tapped(
    stage: Stage, asks_for_ok: bool, where: str
) -> None:
    phone = await stage.phone()
    number = await stage.bot.say(phone.id, "新诉求", reply_markup=TWO_BUTTONS)
    button = phone.message(number).locator('[data-button="转办"]')
    await button.click()
    query = (await stage.bot.hear())["callback_query"]
    assert query["data"] == "pass"
    await expect(button).to_have_attribute("aria-busy", "true")
    await stage.bot.call(
        "answerCallbackQuery", callback_query_id=query["id"], text="已转办", show_alert=asks_for_ok
    )
    await expect(phone.find(where)).to_contain_text("已转办")
    await expect(button).not_to_have_attribute("aria-busy", "true")


async def test_an_alert_stays_until_it_is_acknowledged(stage: Stage) -> None:
    phone = await stage.phone()
    await stage.bot.say(phone.id, "新诉求", reply_markup=TWO_BUTTONS)
    await phone.find('button="签收"').click()
    query = (await stage.bot.hear())["callback_query"]
    await stage.bot.call("answerCallbackQuery", callback_query_id=query["id"], text="已签收", show_alert=True)
    await phone.find("alert-ok").click()
    await expect(phone.find("alert")).to_have_count(0)


async def test_buttons_change_when_the_bot_edits_them(stage: Stage) -> None:
    phone = await stage.phone()
    number = await stage.bot.say(phone.id, "新诉求", reply_markup=TWO_BUTTONS)
    await expect(phone.find("button")).to_have_count(2)
    await stage.bot.call("editMessageText", chat_id=phone.id, message_id=number, text="已签收")
    await expect(phone.message(number)).to_contain_text("已签收")
    await expect(phone.find("button")).to_have_count(0)


async def test_the_reply_keyboard_says_its_words_and_goes_when_taken_away(stage: Stage) -> None:
    phone = await stage.phone()
    await stage.bot.say(phone.id, "选一个", reply_markup={"keyboard": [[{"text": "求助"}, {"text": "投诉"}]]})
    await phone.find('key="投诉"').click()
    assert (await stage.bot.hear())["message"]["text"] == "投诉"
    await expect(phone.find("reply-keyboard")).to_be_visible()
    await stage.bot.say(phone.id, "好", reply_markup={"remove_keyboard": True})
    await expect(phone.find("reply-keyboard")).to_be_hidden()


async def test_a_keyboard_that_comes_does_not_hide_the_question(stage: Stage) -> None:
    phone = await stage.phone(size=PHONE)
    for number in range(12):
        await stage.bot.say(phone.id, f"第 {number} 条\n再说一行")
    await phone.shows("第 11 条")
    keys = [[{"text": "我就在那里"}], [{"text": "按街道选"}], [{"text": "上一步"}, {"text": "取消"}]]
    await stage.bot.say(phone.id, "问题发生在哪里？", reply_markup={"keyboard": keys})
    await expect(phone.find('key="取消"')).to_be_visible()
    await expect(phone.find("message").last).to_be_in_viewport(ratio=1)
    await expect(phone.find("to-bottom")).to_be_hidden()


async def test_a_one_time_keyboard_folds_away_and_can_be_opened_again(stage: Stage) -> None:
    phone = await stage.phone()
    keyboard = {"keyboard": [[{"text": "是"}]], "one_time_keyboard": True}
    await stage.bot.say(phone.id, "对吗？", reply_markup=keyboard)
    await phone.find('key="是"').click()
    await expect(phone.find("reply-keyboard")).to_be_hidden()
    await phone.find("keyboard").click()
    await expect(phone.find('key="是"')).to_be_visible()


async def test_a_key_that_asks_for_the_number_sends_the_own_contact(stage: Stage) -> None:
    phone = await stage.phone()
    keyboard = {"keyboard": [[{"text": "发送手机号", "request_contact": True}]]}
    await stage.bot.say(phone.id, "怎么联系您？", reply_markup=keyboard)
    await phone.find('key="发送手机号"').click()
    heard = (await stage.bot.hear())["message"]
    assert heard["contact"]["user_id"] == phone.id
    await expect(phone.find("contact")).to_contain_text("王秀兰")


async def test_an_own_message_is_edited_from_its_menu(stage: Stage) -> None:
    phone = await stage.phone()
    await phone.says("三号楼")
    number = (await stage.bot.hear())["message"]["message_id"]
    await phone.message(number).click(button="right")
    await phone.find('item="edit"').click()
    await phone.says("五号楼")
    heard = (await stage.bot.hear())["edited_message"]
    assert (heard["message_id"], heard["text"]) == (number, "五号楼")
    await expect(phone.message(number)).to_contain_text("五号楼")
    await expect(phone.message(number)).to_contain_text("已编辑")


async def test_a_reply_quotes_what_it_answers(stage: Stage) -> None:
    phone = await stage.phone()
    number = await stage.bot.say(phone.id, "在哪一栋？")
    await phone.message(number).click(button="right")
    await phone.find('item="reply"').click()
    await expect(phone.find("about")).to_contain_text("在哪一栋？")
    await phone.says("三号楼")
    assert (await stage.bot.hear())["message"]["reply_to_message"]["message_id"] == number
    await expect(phone.find(f'quote="{number}"')).to_contain_text("在哪一栋？")


async def test_the_menu_of_a_bots_message_offers_no_editing(stage: Stage) -> None:
    phone = await stage.phone()
    number = await stage.bot.say(phone.id, "您好")
    await phone.message(number).click(button="right")
    await expect(phone.find('item="reply"')).to_be_visible()
    await expect(phone.find('item="edit"')).to_have_count(0)


async def test_typing_is_shown_until_the_message_comes(stage: Stage) -> None:
    phone = await stage.phone()
    await stage.bot.call("sendChatAction", chat_id=phone.id, action="typing")
    await expect(phone.find("typing")).to_be_visible()
    await stage.bot.say(phone.id, "您好")
    await expect(phone.find("typing")).to_have_count(0)


async def test_commands_are_offered_in_the_persons_language(stage: Stage) -> None:
    for code, words in (("", "My concerns"), ("zh", "我的诉求")):
        commands = [{"command": "mine", "description": words}]
        await stage.bot.call("setMyCommands", commands=commands, language_code=code)
    phone = await stage.phone()
    await phone.find("slash").click()
    await expect(phone.find('command="mine"')).to_contain_text("我的诉求")
    await phone.find('command="mine"').click()
    assert (await stage.bot.hear())["message"]["text"] == "/mine"


async def test_news_below_are_counted_until_they_are_seen(stage: Stage) -> None:
    person = stage.person("王秀兰")
    for number in range(40):
        stage.world.post(person, stage.world.bot.id, "text", {"text": f"第 {number} 句"})
    phone = Phone(await stage.page(), person)
    news = phone.page.locator(f'[data-open-person="{person}"] [data-unread]')
    await phone.column.locator("[data-message]").first.scroll_into_view_if_needed()
    await expect(phone.find("to-bottom")).to_be_visible()
    await stage.bot.say(person, "新的一句")
    await expect(news).to_have_text("1")
    await expect(phone.find("new-mark")).to_be_attached()
    await phone.find("to-bottom").click()
    await expect(news).to_have_count(0)
    await expect(phone.find("to-bottom")).to_be_hidden()

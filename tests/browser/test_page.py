"""People, groups, clock, calls, and the page on a narrow screen."""

import pytest
from playwright.async_api import Route, expect

from tests.browser.stage import PHONE, Phone, Stage

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_several_people_stand_side_by_side(stage: Stage) -> None:
    people = [stage.person(name) for name in ("王秀兰", "李建国", "赵敏")]
    page = await stage.page()
    boxes = [await Phone(page, person).column.bounding_box() for person in people]
    lefts = [box["x"] for box in boxes if box]
    assert lefts == sorted(lefts) and len(set(lefts)) == 3
    assert {box["y"] for box in boxes if box} == {boxes[0] and boxes[0]["y"]}


async def test_a_narrow_screen_shows_one_at_a_time_and_marks_news_of_the_others(stage: Stage) -> None:
    first, second = stage.person("王秀兰"), stage.person("李建国")
    page = await stage.page(PHONE)
    await expect(page.locator("[data-person]:visible")).to_have_attribute("data-person", str(first))
    await stage.bot.say(second, "新诉求")
    other = page.locator(f'[data-open-person="{second}"]')
    await expect(other.locator("[data-unread]")).to_have_text("1")
    await other.click()
    await expect(page.locator("[data-person]:visible")).to_have_attribute("data-person", str(second))
    await Phone(page, second).shows("新诉求")
    await expect(other.locator("[data-unread]")).to_have_count(0)


async def test_nothing_on_a_narrow_screen_is_wider_than_it(stage: Stage) -> None:
    person = stage.person("王秀兰")
    await stage.bot.say(person, "https://example.org/" + "long" * 60)
    page = await stage.page(PHONE)
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    wide = """[...document.querySelectorAll('[data-person] *')]
        .filter(e => e.getBoundingClientRect().right > innerWidth + 1).length"""
    assert await page.evaluate(wide) == 0
    assert await page.evaluate(
        "document.querySelector('[data-send]').getBoundingClientRect().bottom <= innerHeight"
    )


async def test_a_link_to_the_bot_starts_it_for_who_taps_it(stage: Stage) -> None:
    phone = await stage.phone()
    link = {"inline_keyboard": [[{"text": "加入", "url": "https://t.me/try_bot?start=inv_7"}]]}
    await stage.bot.say(phone.id, "邀请：https://t.me/Try_Bot?start=inv_8", reply_markup=link)
    await phone.find('button="加入"').click()
    assert (await stage.bot.hear())["message"]["text"] == "/start inv_7"
    await phone.column.locator(".words a").click()
    assert (await stage.bot.hear())["message"]["text"] == "/start inv_8"
    assert len(phone.page.context.pages) == 1


async def test_somebody_new_begins_with_one_tap(stage: Stage) -> None:
    page = await stage.page()
    await page.locator("[data-add-person]").click()
    await page.locator('[data-field="name"]').fill("周洁")
    await page.locator('[data-field="about"]').fill("居民")
    await page.locator('[data-field="language"]').select_option("en")
    await page.locator('[data-submit="person"]').click()
    column = page.locator("[data-person]")
    await expect(column).to_contain_text("周洁")
    await column.locator("[data-start]").click()
    heard = (await stage.bot.hear())["message"]
    assert (heard["text"], heard["from"]["language_code"]) == ("/start", "en")


async def test_the_bot_is_blocked_and_used_again(stage: Stage) -> None:
    phone = await stage.phone()
    await phone.find("chat-menu").click()
    await phone.find('item="block"').click()
    assert (await stage.bot.hear())["my_chat_member"]["new_chat_member"]["status"] == "kicked"
    await expect(phone.find("compose")).to_be_hidden()
    await phone.find("unblock").click()
    assert (await stage.bot.hear())["my_chat_member"]["new_chat_member"]["status"] == "member"
    await expect(phone.find("compose")).to_be_visible()


async def test_a_group_is_made_and_spoken_in(stage: Stage) -> None:
    first, second = stage.person("王秀兰"), stage.person("李建国")
    page = await stage.page()
    await page.locator("[data-add-group]").click()
    await page.locator('[data-field="title"]').fill("梧桐群")
    for person in (first, second):
        await page.locator(f'[data-member="{person}"]').check()
    await page.locator('[data-submit="group"]').click()
    one, two = Phone(page, first), Phone(page, second)
    await expect(one.column).to_have_attribute("data-chat", "-4000001")
    await one.says("大家好")
    await expect(two.find("unread")).to_have_text("2")
    await two.find('open-chat="-4000001"').click()
    await two.shows("大家好")
    await expect(two.find("message").last.locator(".sender")).to_have_text("王秀兰")


async def test_the_clock_is_moved(stage: Stage) -> None:
    phone = await stage.phone()
    await phone.says("今天的话")
    page = phone.page
    await page.locator('[data-clock="three-days"]').click()
    await expect(page.locator("[data-clock-drift]")).to_have_text("快 3 天")
    assert round(stage.world.clock.offset) == 3 * 86400
    await phone.says("三天后的话")
    await expect(phone.find("day")).to_have_count(2)
    await expect(phone.find("day").last).to_have_text("今天")


async def test_the_clock_goes_to_the_next_moment_it_was_told_of(stage: Stage) -> None:
    page = await stage.page()
    button = page.locator('[data-clock="next"]')
    await expect(button).to_be_disabled()
    coming = {"at": "2199-12-28T01:00:00+00:00", "what": "民情日"}
    async with stage.bot.session.put(f"{stage.server.url}/clock/next", json=coming) as told:
        assert told.status == 200
    await expect(button).to_contain_text("12月28日 09:00 民情日")
    await button.click()
    await expect(page.locator("[data-clock-time]")).to_have_text("09:00")
    await expect(page.locator("[data-clock-date]")).to_have_text("2199年12月28日 星期六")
    await expect(button).to_be_disabled()


async def test_the_clock_is_set_to_a_moment_of_beijing_time(stage: Stage) -> None:
    page = await stage.page()
    await page.locator('[data-clock="set"]').click()
    await page.locator("[data-moment]").fill("2199-02-28T08:30")
    await page.locator('[data-submit="clock"]').click()
    await expect(page.locator("[data-clock-time]")).to_have_text("08:30")
    assert stage.world.clock.now().isoformat().startswith("2199-02-28T00:30")


async def test_calls_are_listed_opened_and_filtered(stage: Stage) -> None:
    person = stage.person("王秀兰")
    page = await stage.page()
    await page.locator("[data-calls]").click()
    await stage.bot.say(person, "您好")
    await stage.bot.call("sendMessage", chat_id=person, text="")
    calls = page.locator('[data-call][data-method="sendMessage"]')
    await expect(calls).to_have_count(2)
    await expect(calls.last).to_contain_text("王秀兰")
    await calls.last.locator("summary").click()
    await expect(calls.last.locator("pre").first).to_contain_text("您好")
    await page.locator('[data-calls-kind="error"]').click()
    await expect(calls).to_have_count(1)
    await expect(calls).to_contain_text("message text is empty")
    await page.locator("[data-calls-filter]").fill("getMe")
    await expect(calls).to_have_count(0)


async def test_a_call_made_while_the_list_is_fetched_is_not_lost(stage: Stage) -> None:
    person = stage.person("王秀兰")
    page = await stage.page()
    await stage.bot.say(person, "您好")

    async def say_before_answering(route: Route) -> None:
        answer = await route.fetch()
        await stage.bot.say(person, "在吗")
        await expect(page.locator(f'[data-person="{person}"]')).to_contain_text("在吗")
        await route.fulfill(response=answer)

    await page.route("**/history*", say_before_answering)
    await page.locator("[data-calls]").click()
    await expect(page.locator('[data-call][data-method="sendMessage"]')).to_have_count(2)


async def test_what_happened_while_the_line_was_lost_is_caught_up(stage: Stage) -> None:
    phone = await stage.phone()
    first = await stage.bot.say(phone.id, "一")
    gone = await stage.bot.say(phone.id, "二")
    await expect(phone.message(gone)).to_be_visible()
    stage.world.events.tell(None)
    await stage.bot.call("editMessageText", chat_id=phone.id, message_id=first, text="壹")
    await stage.bot.call("deleteMessage", chat_id=phone.id, message_id=gone)
    await stage.bot.say(phone.id, "三")
    await phone.shows("三")
    await expect(phone.message(first)).to_contain_text("壹")
    await expect(phone.message(gone)).to_have_count(0)


async def test_a_long_chat_is_laid_out_a_page_at_a_time(stage: Stage) -> None:
    person = stage.person("王秀兰")
    for number in range(400):
        stage.world.post(person, stage.world.bot.id, "text", {"text": f"第 {number} 句"})
    phone = Phone(await stage.page(), person)
    await phone.shows("第 399 句")
    await expect(phone.find("message")).to_have_count(80)
    await phone.column.locator(".scroller").evaluate("it => { it.scrollTop = 0 }")
    await expect(phone.find("message")).to_have_count(160)
    await expect(phone.column.get_by_text("第 250 句")).to_be_attached()
    await phone.find("earlier").dispatch_event("click")
    await expect(phone.find("message")).to_have_count(240)


async def test_every_control_has_a_name(stage: Stage) -> None:
    phone = await stage.phone()
    await stage.bot.say(phone.id, "选", reply_markup={"keyboard": [[{"text": "好"}]]})
    await phone.attaches("sample_voice")
    await expect(phone.find("play")).to_be_visible()
    nameless = """[...document.querySelectorAll('button, a, input, textarea, select')]
        .filter(e => !(e.ariaLabel || e.innerText.trim() || e.labels?.length)).map(e => e.outerHTML)"""
    assert await phone.page.evaluate(nameless) == []


async def test_the_page_speaks_english_when_asked(stage: Stage) -> None:
    stage.person("John")
    page = await stage.page(query="?lang=en")
    await expect(page.locator('[data-clock="tomorrow"]')).to_have_text("Tomorrow")
    await expect(page.locator("html")).to_have_attribute("lang", "en")

"""Pictures, recordings, places, files and marked words on the page."""

import pytest
from playwright.async_api import expect

from tests.browser.stage import Stage

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_an_album_of_nine_is_one_grid(stage: Stage) -> None:
    phone = await stage.phone()
    await phone.attaches("nine")
    await expect(phone.find("tray-item")).to_have_count(9)
    await phone.says("昨晚拍的")
    parts = [(await stage.bot.hear())["message"] for _ in range(9)]
    assert len({part["media_group_id"] for part in parts}) == 1
    assert parts[0]["caption"] == "昨晚拍的"
    await expect(phone.find("message")).to_have_count(1)
    await expect(phone.find('album][data-count="9"')).to_be_visible()
    boxes = [await tile.bounding_box() for tile in await phone.find("part").all()]
    assert len({round(box["y"]) for box in boxes if box}) == 3
    assert len({round(box["x"]) for box in boxes if box}) == 3


async def test_a_picture_is_shown_large_and_put_away(stage: Stage) -> None:
    phone = await stage.phone()
    await phone.attaches("sample_photo")
    await phone.find("send").click()
    await phone.find("part").click()
    await expect(phone.page.locator("[data-lightbox] img")).to_be_visible()
    await phone.page.keyboard.press("Escape")
    await expect(phone.page.locator("[data-lightbox]")).to_have_count(0)


async def test_a_named_place_is_sent_as_a_location(stage: Stage) -> None:
    phone = await stage.phone()
    await phone.attaches("location")
    await phone.page.locator('[data-spot="柳林社区"]').click()
    await phone.page.locator('[data-submit="place"]').click()
    place = (await stage.bot.hear())["message"]["location"]
    assert (place["latitude"], place["longitude"]) == (30.59, 114.312)
    await expect(phone.find("location")).to_contain_text("柳林社区附近")
    await expect(phone.find("location")).to_contain_text("30.59000, 114.31200")


async def test_a_point_tapped_on_the_map_lies_between_the_places_around_it(stage: Stage) -> None:
    phone = await stage.phone()
    await phone.attaches("location")
    await phone.page.locator("[data-map]").click()
    latitude = float(await phone.page.locator("[data-latitude]").input_value())
    longitude = float(await phone.page.locator("[data-longitude]").input_value())
    assert latitude == pytest.approx((30.571 + 30.59) / 2, abs=0.001)
    assert longitude == pytest.approx((114.301 + 114.312) / 2, abs=0.001)


async def test_a_place_that_is_none_is_refused_on_the_page(stage: Stage) -> None:
    phone = await stage.phone()
    await phone.attaches("location")
    await phone.page.locator("[data-latitude]").fill("91")
    await phone.page.locator("[data-longitude]").fill("114")
    await phone.page.locator('[data-submit="place"]').click()
    await expect(phone.page.locator("[data-problem]")).to_be_visible()
    await expect(phone.find("message")).to_have_count(0)


async def test_a_recording_can_be_played_and_stopped(stage: Stage) -> None:
    phone = await stage.phone()
    await phone.attaches("sample_voice")
    assert (await stage.bot.hear())["message"]["voice"]["duration"] > 0
    await phone.find("play").click()
    await expect(phone.find("playing")).to_be_visible()
    await phone.find("play").click()
    await expect(phone.find("playing")).to_have_count(0)


async def test_a_chosen_file_arrives_as_it_is(stage: Stage) -> None:
    phone = await stage.phone()
    async with phone.page.expect_file_chooser() as chosen:
        await phone.attaches("file")
    await (await chosen.value).set_files(
        {"name": "说明.txt", "mimeType": "text/plain", "buffer": "你好".encode()}
    )
    await phone.find("send").click()
    document = (await stage.bot.hear())["message"]["document"]
    assert (document["file_name"], document["file_size"]) == ("说明.txt", 6)
    await expect(phone.find("file")).to_contain_text("说明.txt")


async def test_marks_fall_where_they_should_after_signs_of_two_units(stage: Stage) -> None:
    phone = await stage.phone()
    words = "💡💡 <b>路灯</b> <i>坏了</i> <code>a&lt;b</code> <s>旧</s><u>新</u>"
    number = await stage.bot.say(phone.id, words, parse_mode="HTML")
    message = phone.message(number)
    for tag, text in (("b", "路灯"), ("i", "坏了"), ("code", "a<b"), ("s", "旧"), ("u", "新")):
        await expect(message.locator(f".words {tag}")).to_have_text(text)


async def test_marks_within_marks_keep_their_order(stage: Stage) -> None:
    phone = await stage.phone()
    words = "<i>双</i>重 <b><i>双</i>重</b> <u>单</u>"
    number = await stage.bot.say(phone.id, words, parse_mode="HTML")
    await expect(phone.message(number).locator(".words b")).to_have_text("双重")
    await expect(phone.message(number).locator(".words b i")).to_have_text("双")


async def test_a_spoiler_opens_when_tapped(stage: Stage) -> None:
    phone = await stage.phone()
    await stage.bot.say(phone.id, "查询码 <tg-spoiler>48213907</tg-spoiler>", parse_mode="HTML")
    spoiler = phone.column.locator(".spoiler")
    await expect(spoiler.locator("span")).to_be_hidden()
    await spoiler.click()
    await expect(spoiler.locator("span")).to_be_visible()


async def test_a_long_quotation_is_folded_until_opened(stage: Stage) -> None:
    phone = await stage.phone()
    await stage.bot.say(
        phone.id, f"<blockquote expandable>{'很长的话。' * 60}</blockquote>", parse_mode="HTML"
    )
    quote = phone.column.locator("blockquote")
    folded = await quote.bounding_box()
    await phone.column.get_by_role("button", name="展开").click()
    opened = await quote.bounding_box()
    assert folded and opened and opened["height"] > 2 * folded["height"]


@pytest.mark.parametrize(
    "words", ['<img src=x onerror="window.broken=1">', "<script>window.broken=1</script>", "&lt;b&gt;"]
)
async def test_markup_in_words_is_shown_as_words(stage: Stage, words: str) -> None:
    phone = await stage.phone(words)
    await phone.says(words)
    await phone.shows(words)
    number = await stage.bot.say(
        phone.id, words, reply_markup={"inline_keyboard": [[{"text": words, "callback_data": "x"}]]}
    )
    await expect(phone.message(number).locator(".words")).to_have_text(words)
    await expect(phone.find("button")).to_have_text(words)
    assert await phone.column.locator(".words img, .words script, .words b").count() == 0
    assert await phone.page.evaluate("window.broken") is None

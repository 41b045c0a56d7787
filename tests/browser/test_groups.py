"""Groups and polls on the page: who is in, who goes, and how people vote."""

import pytest
from playwright.async_api import expect

from tests.browser.stage import PHONE, Phone, Stage

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_the_founder_lets_somebody_in_and_sends_them_out_again(stage: Stage) -> None:
    founder, other = stage.person("罗小燕"), stage.person("方静")
    group = stage.world.add_group("三社区", [founder])
    phone = Phone(await stage.page(PHONE), founder)
    await phone.find(f'open-chat="{group.id}"').click()
    await phone.find("chat-menu").click()
    await phone.find('item="members"').click()
    dialog = phone.page.locator('[data-dialog="members"]')
    await dialog.locator(f'[data-add-member="{other}"]').click()
    await dialog.locator(f'[data-remove-member="{other}"]').click()
    await expect(dialog.locator(f'[data-add-member="{other}"]')).to_be_visible()
    await dialog.locator("[data-close-dialog]").click()
    await expect(phone.find("message")).to_have_text(["罗小燕 把方静请进了群", "罗小燕 把方静请出了群"])
    assert group.members == [founder]


async def test_who_leaves_a_group_is_back_in_the_own_chat(stage: Stage) -> None:
    founder, other = stage.person("罗小燕"), stage.person("方静")
    group = stage.world.add_group("三社区", [founder, other])
    phone = Phone(await stage.page(PHONE, f"?people={other}"), other)
    await phone.find(f'open-chat="{group.id}"').click()
    await phone.find("chat-menu").click()
    await phone.find('item="members"').click()
    await phone.page.locator("[data-leave-group]").click()
    await expect(phone.column).to_have_attribute("data-chat", str(other))
    assert group.members == [founder]


async def test_a_vote_is_cast_changed_and_counted(stage: Stage) -> None:
    phone = await stage.phone(size=PHONE)
    options = [{"text": "上午"}, {"text": "下午"}]
    await stage.bot.call("sendPoll", chat_id=phone.id, question="几点方便？", options=options)
    first, second = phone.find('option="0"'), phone.find('option="1"')
    await first.click()
    await expect(first).to_have_attribute("data-voters", "1")
    await second.click()
    await expect(second).to_have_attribute("aria-pressed", "true")
    await expect(first).to_have_attribute("data-voters", "0")
    await expect(second).to_contain_text("100%")
    polls = [await stage.bot.hear() for _ in range(2)]
    assert [poll["poll"]["total_voter_count"] for poll in polls] == [1, 1]


async def test_a_poll_is_written_on_the_page(stage: Stage) -> None:
    phone = await stage.phone(size=PHONE)
    await phone.attaches("poll")
    dialog = phone.page.locator('[data-dialog="poll"]')
    await dialog.locator('[name="question"]').fill("几点方便？")
    for place, words in enumerate(("上午", "下午")):
        await dialog.locator('[name="option"]').nth(place).fill(words)
    await dialog.locator('[data-submit="poll"]').click()
    await expect(phone.find("option")).to_have_text(["上午", "下午"])
    assert (await stage.bot.hear())["message"]["poll"]["question"] == "几点方便？"


async def test_an_ended_poll_takes_no_more_votes(stage: Stage) -> None:
    phone = await stage.phone(size=PHONE)
    options = [{"text": "上午"}, {"text": "下午"}]
    sent = await stage.bot.call("sendPoll", chat_id=phone.id, question="几点方便？", options=options)
    await stage.bot.call("stopPoll", chat_id=phone.id, message_id=sent["result"]["message_id"])
    await expect(phone.find('option="0"')).to_be_disabled()
    await expect(phone.find("message")).to_contain_text("投票已结束")

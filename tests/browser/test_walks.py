"""The three roles walked in the page against the real `minqing demo`, as a newcomer would.

With MINQING_SCREENSHOTS set to a folder the walks leave their pictures there (`make pictures`).
"""

import asyncio
import os
import re
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import aiohttp
import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from tests.browser.stage import Phone

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

DESK, HAND = (1440, 900), (390, 844)


@dataclass
class Demo:
    """The running demo: its address and its people by name."""

    browser: Browser
    url: str
    people: dict[str, int]

    async def page(self, size: tuple[int, int], *names: str) -> Page:
        """The page with the columns of these people."""
        context = await self.browser.new_context(
            viewport={"width": size[0], "height": size[1]}, locale="zh-CN"
        )
        page = await context.new_page()
        await page.goto(f"{self.url}?people={','.join(str(self.people[name]) for name in names)}")
        await page.wait_for_selector("body[data-ready]")
        return page

    def phone(self, page: Page, name: str) -> "Walker":
        """One person's column."""
        return Walker(page, self.people[name])


class Walker(Phone):
    """Somebody who talks in the page."""

    async def hears(self, *words: str) -> None:
        """Wait until one message of the chat says all of this."""
        message = self.find("message")
        for part in words:
            message = message.filter(has_text=part)
        await expect(message.last).to_be_visible(timeout=20_000)

    async def taps(self, words: str) -> None:
        """Press the newest button with exactly these words, or else with these words in it."""
        exact = self.find(f'button="{words}"')
        some = self.find("button").filter(has_text=words)
        await expect(exact.or_(some).last).to_be_visible(timeout=20_000)
        await (exact if await exact.count() else some).last.click()

    async def keys(self, words: str) -> None:
        """Press a key of the reply keyboard."""
        await self.column.locator("[data-key]").filter(has_text=words).last.click()

    async def starts(self) -> None:
        """The big first button."""
        await self.find("start").click()


@pytest_asyncio.fixture(loop_scope="session")
async def demo(browser: Browser) -> AsyncIterator[Demo]:
    """`minqing demo` in a process of its own, on a free port, ended by its own signal."""
    begin = "from bot.cli import main; main()"
    command = (sys.executable, "-c", begin, "demo", "--port", "0", "--no-open")
    process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
    try:
        assert process.stdout is not None
        line = (await asyncio.wait_for(process.stdout.readline(), 60)).decode()
        assert line.startswith("playground http://127.0.0.1:"), line
        url = line.split()[1]
        async with aiohttp.ClientSession() as session, session.get(f"{url}world") as answer:
            people = {person["first_name"]: person["id"] for person in (await answer.json())["people"]}
        yield Demo(browser, url, people)
    finally:
        if process.returncode is None:
            process.terminate()
        assert await asyncio.wait_for(process.wait(), 30) == 0


async def picture(page: Page, name: str) -> None:
    """Leave a picture where one is asked for."""
    folder = os.environ.get("MINQING_SCREENSHOTS")
    if folder:
        await page.wait_for_timeout(400)  # let the page finish moving
        await page.screenshot(path=Path(folder) / f"{name}.png")


async def report(resident: Walker, words: str = "楼上漏水，天花板都湿了，物业一直不来") -> None:
    """From the first button to the number."""
    await resident.starts()
    await resident.hears("我是民情通")
    await resident.says(words)
    await resident.hears("开始前请知道")
    await resident.taps("同意，开始")
    await resident.hears("您希望我们怎么做")
    await resident.taps("求助")
    await resident.hears("哪个最接近")
    await resident.taps("漏水")
    await resident.hears("问题发生在哪里")
    await resident.says("柳园小区3号楼2单元")
    await resident.hears("您想让我们怎么知道您")
    await resident.taps("匿名")
    await resident.hears("请核对一遍")
    await resident.taps("提交")
    await resident.hears("受理编号")


async def test_a_resident_reports_on_a_phone(demo: Demo) -> None:
    page = await demo.page(HAND, "陈阿姨")
    resident = demo.phone(page, "陈阿姨")
    await report(resident)
    await picture(page, "resident-number")
    await resident.says("我的诉求")
    await resident.hears("您的诉求")
    await resident.taps("漏水")
    await resident.hears("办理记录")
    await picture(page, "resident-card")


async def test_resident_and_cadre_side_by_side(demo: Demo) -> None:
    page = await demo.page(DESK, "陈阿姨", "林国栋", "何敏")
    resident, cadre = demo.phone(page, "陈阿姨"), demo.phone(page, "林国栋")
    await report(resident)
    await cadre.hears("柳园小区3号楼")
    await picture(page, "page")
    await cadre.taps("签收")
    await cadre.hears("已签收")
    await cadre.taps("受理")
    await resident.hears("已受理")
    await cadre.taps("答复")
    await cadre.hears("请写答复")
    await cadre.says("已到现场查看：楼上水管接头老化，物业今天下午更换。依据《物业管理条例》。")
    await cadre.hears("下午更换")
    await cadre.taps("发出")
    await cadre.hears("秒后发出")
    await page.locator('[data-clock="hour"]').click()
    await resident.hears("的答复")
    await picture(page, "cadre-reply")
    await cadre.taps("办结")
    await cadre.taps("确认办结")
    await resident.hears("已办结")


async def test_the_clock_is_moved_to_a_deadline_reminder(demo: Demo) -> None:
    page = await demo.page(DESK, "陈阿姨", "林国栋")
    resident, cadre = demo.phone(page, "陈阿姨"), demo.phone(page, "林国栋")
    await report(resident)
    await cadre.hears("柳园小区3号楼")
    await cadre.taps("签收")
    await cadre.hears("已签收")
    shown = await shown_day(page)
    for days in (9, 10, 11, 12):  # whatever the hour now, and over any weekend
        await morning_of(page, shown + timedelta(days=days))
    await cadre.hears("书面告知", "还有")
    await picture(page, "deadline-reminder")


async def shown_day(page: Page) -> date:
    """The day on the page's clock."""
    return day_in(await page.locator("[data-clock-date]").inner_text())


def day_in(said: str) -> date:
    """The first day that is named."""
    named = re.search(r"(\d+)年(\d+)月(\d+)日", said)
    assert named, said
    return date(*map(int, named.groups()))


async def morning_of(page: Page, day: date) -> None:
    """Set the clock to nine o'clock of a day to come."""
    await page.locator('[data-clock="set"]').click()
    await page.locator("[data-moment]").fill(f"{day}T09:00")
    await page.locator('[data-submit="clock"]').click()


async def next_duty_day(cadre: Walker, page: Page) -> date:
    """The day that the answer to 民情日 names; the one after, if that is today and its morning is over."""
    await cadre.says("民情日")
    await cadre.hears("28日")
    day = day_in(await cadre.find("message").last.inner_text())
    if day == await shown_day(page):
        await page.locator('[data-clock="three-days"]').click()
        return await next_duty_day(cadre, page)
    return day


async def test_visiting_day_comes(demo: Demo) -> None:
    page = await demo.page(DESK, "罗小燕", "方静")
    cadre = demo.phone(page, "罗小燕")
    await morning_of(page, await next_duty_day(cadre, page))
    await cadre.hears("今天是民情日")
    await picture(page, "visiting-day")


async def test_an_information_worker_logs_what_is_seen(demo: Demo) -> None:
    page = await demo.page(HAND, "吴大勇")
    worker = demo.phone(page, "吴大勇")
    await worker.says("滨河路菜场门口井盖松动，晚上看不清")
    await worker.hears("撤销")
    await worker.taps("隐患")
    await worker.says("3号楼王大爷电话13800138000，要人照顾")
    await worker.hears("没有保存")
    await picture(page, "observation")

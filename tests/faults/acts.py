"""What people do in the moment in which the bot is killed, and how to see afterwards that it was done once."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select

from domain.concern import Act as Deed
from domain.files import FileState
from domain.people import Role
from storage import tables
from tests.faults.scenes import Phones, Place, Prepare
from tests.journeys.conftest import Story
from tests.journeys.test_main_job import HOUSING, answers, reports, writes

HISTORY, CONCERN, FILE, OUTBOX = (
    table.c for table in (tables.history, tables.concern, tables.file, tables.outbox)
)


@dataclass(frozen=True)
class Act:
    """`before`: the story until then. `does`: the act itself. `once`: what there is one of afterwards.

    `then`: what else must go well afterwards, in the life after the one that was killed.
    """

    name: str
    before: Prepare
    does: Callable[[Place], Awaitable[object]]
    once: ColumnElement[bool]
    then: Callable[[Place], Awaitable[None]] | None = None

    def count(self, place: Place) -> int:
        """How many there are of what there is one of."""
        with place.engine.connect() as connection:
            return connection.execute(select(func.count()).where(self.once)).scalar_one()


def happened(deed: Deed) -> ColumnElement[bool]:
    """One row of history for it."""
    return HISTORY.act == deed


async def agreed(story: Story) -> Phones:
    """A resident who is asked what it is about, and a cadre."""
    cadre = await story.staff("林国栋", Role.CADRE, HOUSING)
    resident = await story.resident()
    await resident.says("/report")
    await resident.hears("开始前请知道")
    await resident.taps("同意，开始")
    await resident.hears("请说说是什么事")
    return {"resident": resident, "cadre": cadre}


async def answered(story: Story) -> Phones:
    """Everything is answered, with a picture, and not yet submitted."""
    cadre = await story.staff("林国栋", Role.CADRE, HOUSING)
    resident = await story.resident()
    await answers(resident)
    await resident.taps("修改经过")
    await resident.hears("请把经过重新写一遍")
    await resident.sends_photo("楼上漏水，天花板和地板都湿了")
    await resident.hears("请核对一遍")
    await resident.town.quiet(300)
    return {"resident": resident, "cadre": cadre}


async def reported(story: Story) -> Phones:
    """The unit has been told."""
    cadre = await story.staff("林国栋", Role.CADRE, HOUSING)
    resident = await story.resident()
    await cadre.hears(await reports(resident))
    return {"resident": resident, "cadre": cadre, "stranger": await story.resident("路人")}


async def signed_in(story: Story) -> Phones:
    """One is the handler."""
    phones = await reported(story)
    await phones["cadre"].taps("签收")
    await phones["cadre"].hears("已签收")
    return phones


async def worded(story: Story) -> Phones:
    """The reply stands on the preview."""
    phones = await signed_in(story)
    cadre = phones["cadre"]
    await cadre.taps("受理")
    await cadre.hears("已受理")
    await cadre.taps("答复")
    await cadre.hears("请写")
    await cadre.says("明天上午上门维修")
    await cadre.hears("预览")
    return phones


async def replied(story: Story) -> Phones:
    """To be confirmed: the end."""
    phones = await signed_in(story)
    cadre = phones["cadre"]
    await cadre.taps("受理")
    await cadre.hears("已受理")
    await writes(cadre, "答复", "明天上午上门维修")
    await cadre.taps("办结")
    await cadre.hears("确认办结")
    return phones


async def wishing_back(story: Story) -> Phones:
    """To be confirmed: that it is taken back."""
    phones = await signed_in(story)
    resident = phones["resident"]
    await resident.hears("签收")
    await resident.taps("查看进度")
    await resident.hears("状态")
    await resident.taps("更多")
    await resident.town.quiet()
    await resident.taps("撤回这件诉求")
    await resident.hears("要撤回这件诉求吗")
    await resident.taps("跳过")
    await resident.hears("确认撤回")
    return phones


def taps(who: str, label: str) -> Callable[[Place], Awaitable[object]]:
    """A press."""
    return lambda place: place.phones[who].taps(label)


async def sends_photo(place: Place) -> None:
    """Words with a picture."""
    await place.phones["resident"].sends_photo("楼上漏水，天花板都湿了")


async def looks_up(place: Place) -> None:
    """Number and code, as the reporter was told them."""
    said = next(note.text for note in await place.phones["resident"].heard() if "查询码：" in note.text)
    number, code = (said.split(f"{name}：")[1].split()[0] for name in ("受理编号", "查询码"))
    await place.phones["stranger"].says(f"{number} {code}")


async def replies(place: Place) -> None:
    """Send the reply, and let the minute pass in which it may be taken back."""
    await place.phones["cadre"].taps("发出")
    await place.town.quiet()
    await place.town.moves_clock(seconds=61)


async def sleeps(place: Place) -> None:
    """The day of the first reminder comes."""
    await place.town.moves_clock(days=7)


ACTS = (
    Act("photo", agreed, sends_photo, FILE.state == FileState.KEPT),
    Act("submit", answered, taps("resident", "提交"), happened(Deed.REGISTER)),
    Act("look up", reported, looks_up, CONCERN.id.is_not(None)),
    Act("sign in", reported, taps("cadre", "签收"), happened(Deed.SIGN_IN)),
    Act("accept", signed_in, taps("cadre", "受理"), happened(Deed.ACCEPT)),
    Act("reply", worded, replies, happened(Deed.REPLY)),
    Act("conclude", replied, taps("cadre", "确认办结"), happened(Deed.CONCLUDE)),
    Act("withdraw", wishing_back, taps("resident", "确认撤回"), happened(Deed.WITHDRAW)),
    Act("remind", signed_in, sleeps, CONCERN.id.is_not(None)),
)

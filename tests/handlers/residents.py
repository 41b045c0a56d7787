"""Residents at the points of the story that the tests begin from."""

from tests.handlers.chat import Chatter, Town

WORDS = "楼上漏水，天花板都湿了"


async def agreed(town: Town, chat: int = 1) -> Chatter:
    """A resident who has read the notice and agreed; the first question is asked."""
    resident = Chatter(town, chat)
    await resident.says("/report")
    await resident.presses("同意，开始")
    return resident


async def asked_for(step: str, town: Town, chat: int = 1) -> Chatter:
    """A resident in a report at this step (`kind`, `category`, `place`, `known`, `contact`, `review`)."""
    resident = await agreed(town, chat)
    answers = {
        "kind": lambda: resident.says(WORDS),
        "category": lambda: resident.presses("求助"),
        "place": lambda: resident.presses("漏水"),
        "known": lambda: resident.says("柳园小区3号楼"),
        "contact": lambda: resident.presses("实名"),
    }
    order = ["kind", "category", "place", "known"]
    if step == "contact":
        order.append("contact")
    for name in order:
        await answers[name]()
        if name == step:
            return resident
    await resident.presses("匿名")
    return resident


async def reported(town: Town, chat: int = 1) -> Chatter:
    """A resident who has just been given a number."""
    resident = await asked_for("review", town, chat)
    await resident.presses("提交")
    return resident

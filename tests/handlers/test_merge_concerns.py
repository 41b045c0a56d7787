"""并单 by chat: joined in three taps, one reply for all who asked for the same, each in an answer of their own."""

from domain.concern import Act, Concern, State
from domain.services import handling
from domain.services.answering import list_claims
from domain.services.recusing import recuse
from domain.tracking import new_number
from tests.handlers.chat import Chatter, Town
from tests.handlers.test_handle_concern import at_work
from tests.services.story import CADRE, COLLEAGUE, ELSEWHERE, LEAD, OFFICE, Story
from tests.services.test_convening import calls
from tests.services.test_grouping import NEIGHBOUR, SECRET, THIRD, another
from tests.workers import RESIDENT

REPLY = "水管已换好"


async def joined_by_chat(town: Town, *steps: str) -> tuple[Story, Story, Chatter]:
    """One in work, a like one joined to it by the office, and the handler."""
    lead, cadre = await at_work(town, *(steps or ("sign_in", "accept")))
    joined = await another(town)
    office = Chatter(town, OFFICE)
    await office.presses_data(f"card:{joined.concern.id}")
    await office.presses("并单")
    await office.presses(lead.concern.number)
    assert lead.concern.number in office.last and "预览" in office.last
    await office.presses("并单")
    assert "已并单" in office.last and "与另外 1 件并单" in office.last
    lead.concern, joined.concern = await now(lead), await now(joined)
    return lead, joined, cadre


async def now(story: Story) -> Concern:
    found = await story.town.run(lambda uow: uow.concerns.get(story.concern.id))
    assert found
    return found


async def replies(cadre: Chatter, lead: Story, along: str) -> None:
    """From the card of the leading one to a reply that waits."""
    await cadre.presses_data(f"card:{lead.concern.id}")
    await cadre.presses("答复")
    await cadre.says(REPLY)
    assert "并单" in cadre.last and "一并答复" in cadre.labels[0]
    await cadre.presses(along)
    assert "预览" in cadre.last
    await cadre.presses("发出")


async def test_one_reply_for_both_and_each_reads_their_own_request_only(town: Town) -> None:
    lead, joined, cadre = await joined_by_chat(town)
    await replies(cadre, lead, "一并答复")
    assert joined.concern.number in cadre.last and "同时发给" in cadre.last
    assert (await now(joined)).state is State.ASSIGNED
    await town.lets_replies_go()
    assert (await now(lead)).state is (await now(joined)).state is State.REPLIED
    for chat, own, others in ((RESIDENT, "天花板漏水", SECRET), (NEIGHBOUR, SECRET, "天花板漏水")):
        said = Chatter(town, chat).last
        assert REPLY in said and own in said and others not in said
    heard = [text for text in map(town.words, (m for _, m in Chatter(town, NEIGHBOUR).heard))]
    assert [text for text in heard if lead.concern.number in text] == []
    acts = [row.act for row in await joined.record()]
    assert acts[-3:] == [Act.SIGN_IN, Act.ACCEPT, Act.REPLY]
    assert "K8" in await joined.clocks()


async def test_only_this_one_leaves_the_other_to_its_own_clock(town: Town) -> None:
    lead, joined, cadre = await joined_by_chat(town)
    before = await joined.clocks()
    await replies(cadre, lead, "只答复这一件")
    assert "还要单独答复" in cadre.last and joined.concern.number in cadre.last
    await town.lets_replies_go()
    assert (await now(lead)).state is State.REPLIED and (await now(joined)).state is State.ASSIGNED
    assert await joined.clocks() == before


async def test_who_was_left_out_is_offered_the_same_reply_later(town: Town) -> None:
    lead, joined, cadre = await joined_by_chat(town)
    await replies(cadre, lead, "只答复这一件")
    await cadre.presses_data(f"card:{joined.concern.id}")
    await cadre.presses("签收")
    await cadre.presses("受理")
    assert "答复" in cadre.labels and "用同组答复" not in cadre.labels, "the other has not left yet"
    await town.lets_replies_go()
    await cadre.presses_data(f"card:{joined.concern.id}")
    await cadre.presses("用同组答复")
    assert "预览" in cadre.last and REPLY in cadre.last and SECRET in cadre.last
    assert "天花板漏水" not in cadre.last
    await cadre.presses("发出")
    await town.lets_replies_go()
    said = Chatter(town, NEIGHBOUR).last
    assert (await now(joined)).state is State.REPLIED and REPLY in said and "天花板漏水" not in said
    await cadre.presses_data(f"same_reply:{joined.concern.id}")
    assert (await now(joined)).state is State.REPLIED


async def test_who_asks_for_several_things_is_offered_no_reply_of_the_group(town: Town) -> None:
    lead, joined, cadre = await joined_by_chat(town)
    await replies(cadre, lead, "只答复这一件")
    await town.lets_replies_go()
    await cadre.presses_data(f"card:{joined.concern.id}")
    await cadre.presses("签收")
    await cadre.presses("受理")
    assert "用同组答复" in cadre.labels
    joined.concern = await now(joined)
    await joined.does(lambda uow, c, me, at: list_claims(uow, c, me, at, ("修漏水", "刷墙")))
    await cadre.presses_data(f"card:{joined.concern.id}")
    assert "答复" in cadre.labels and "用同组答复" not in cadre.labels
    await cadre.presses_data(f"same_reply:{joined.concern.id}")
    assert "没有可用的同组答复" in cadre.last


async def test_taken_back_it_leaves_to_nobody(town: Town) -> None:
    lead, joined, cadre = await joined_by_chat(town)
    await replies(cadre, lead, "一并答复")
    await cadre.presses("撤回")
    await town.lets_replies_go()
    assert (await now(lead)).state is State.ACCEPTED and (await now(joined)).state is State.ASSIGNED
    assert REPLY in cadre.last and "预览" in cadre.last
    await cadre.presses("发出")
    await town.lets_replies_go()
    assert (await now(lead)).state is (await now(joined)).state is State.REPLIED


async def test_one_of_them_can_be_taken_back_by_itself(town: Town) -> None:
    lead, joined, cadre = await joined_by_chat(town)
    await cadre.presses_data(f"card:{joined.concern.id}")
    await cadre.presses("签收")
    await cadre.presses("受理")
    await replies(cadre, lead, "一并答复")
    await cadre.presses_data(f"undo_reply:{joined.concern.id}")
    assert "预览" in cadre.last and REPLY in cadre.last
    await town.lets_replies_go()
    assert (await now(lead)).state is State.REPLIED and (await now(joined)).state is State.ACCEPTED
    await cadre.presses("发出")
    await town.lets_replies_go()
    assert (await now(joined)).state is State.REPLIED


async def test_apart_in_the_last_minute_it_does_not_leave(town: Town) -> None:
    lead, joined, cadre = await joined_by_chat(town)
    await replies(cadre, lead, "一并答复")
    head = Chatter(town, LEAD)
    await head.presses_data(f"card:{joined.concern.id}")
    await head.presses("分开办理")
    assert "已分开" in head.last and "并单清单" not in head.labels
    await town.lets_replies_go()
    assert (await now(lead)).state is State.REPLIED and (await now(joined)).state is State.ASSIGNED


async def test_who_asks_for_more_gets_an_answer_of_their_own(town: Town) -> None:
    lead, joined, cadre = await joined_by_chat(town)
    third = await another(town, THIRD, words="1. 修漏水\n2. 赔家具")
    await Chatter(town, OFFICE).presses_data(f"merge:{third.concern.id}")
    await Chatter(town, OFFICE).says(lead.concern.number)
    await Chatter(town, OFFICE).presses("并单")
    assert (await now(third)).joined_to == lead.concern.id
    await replies(cadre, lead, "一并答复")
    assert cadre.last.count(third.concern.number) == 1 and "还要单独答复" in cadre.last
    await town.lets_replies_go()
    assert (await now(joined)).state is State.REPLIED and (await now(third)).state is State.ASSIGNED


async def test_the_answers_to_several_claims_reach_who_asked_for_one(town: Town) -> None:
    lead, _, cadre = await joined_by_chat(town)
    await lead.does(lambda uow, c, me, at: list_claims(uow, c, me, at, ("修漏水", "刷墙")))
    await cadre.presses_data(f"card:{lead.concern.id}")
    await cadre.presses("答复")
    await cadre.says("1. 水管已换\n2. 墙已刷")
    await cadre.presses("一并答复")
    await cadre.presses("发出")
    await town.lets_replies_go()
    said = Chatter(town, NEIGHBOUR).last
    assert "水管已换" in said and "墙已刷" in said and SECRET in said and "修漏水" not in said


async def test_a_handler_without_part_in_the_other_sees_nothing_of_it(town: Town) -> None:
    lead, joined, cadre = await joined_by_chat(town)
    await joined.does(recuse, CADRE)
    await cadre.presses_data(f"card:{lead.concern.id}")
    assert "与另外" not in cadre.last and "并单清单" not in cadre.labels
    await cadre.presses("答复")
    await cadre.says(REPLY)
    assert "一并答复" not in " ".join(cadre.labels) and joined.concern.number not in cadre.last
    await cadre.presses("发出")
    assert joined.concern.number not in cadre.last
    await town.lets_replies_go()
    colleague = Chatter(town, COLLEAGUE)
    await colleague.presses_data(f"card:{joined.concern.id}")
    assert "签收" in colleague.labels


async def test_the_list_of_those_joined_leads_to_each(town: Town) -> None:
    lead, joined, cadre = await joined_by_chat(town)
    await cadre.presses_data(f"card:{lead.concern.id}")
    assert "与另外 1 件并单" in cadre.last and {"并单", "分开办理"} & set(cadre.labels) == set()
    await cadre.presses("并单清单")
    assert joined.concern.number in cadre.last
    await cadre.presses(f"打开 {joined.concern.number}")
    assert SECRET in cadre.last
    await cadre.presses("并单清单")
    assert "主件" in cadre.last and lead.concern.number in cadre.last
    elsewhere = Chatter(town, ELSEWHERE)
    for door in ("group", "merge", "separate"):
        await elsewhere.presses_data(f"{door}:{joined.concern.id}")
        assert lead.concern.number not in elsewhere.last


async def test_wrong_numbers_get_a_plain_sentence(town: Town) -> None:
    await joined_by_chat(town)
    third, head = await another(town, THIRD), Chatter(town, LEAD)
    await head.presses_data(f"merge:{third.concern.id}")
    for text, answer in (("那一件", "没有看到完整的受理编号"), (third.concern.number, "不能并到自己")):
        await head.says(text)
        assert answer in head.last and "并到哪一件" in head.last
    await head.says(new_number("QH", town.now))
    assert "预览" in head.last
    await head.presses("并单")
    assert "没有找到" in head.last and "预览" in head.last and "修改并到" in head.labels
    await head.says("好的")
    assert "没有问题就点“并单”" in head.last
    assert (await now(third)).joined_to == ""


async def test_what_is_in_a_hearing_hears_its_end_first(town: Town) -> None:
    lead, joined, cadre = await joined_by_chat(town)
    for deed in (handling.sign_in, handling.accept, calls()):
        await joined.does(deed)
    assert joined.concern.state is State.HEARING and joined.concern.joined_to == lead.concern.id
    await cadre.presses_data(f"card:{lead.concern.id}")
    await cadre.presses("答复")
    await cadre.says(REPLY)
    await cadre.presses("发出")
    assert "还要单独答复" in cadre.last and joined.concern.number in cadre.last
    await town.lets_replies_go()
    assert (await now(joined)).state is State.HEARING

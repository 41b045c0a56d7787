"""Claims are found in people's words, and a reply that leaves one out is refused by name."""

import pytest

from domain.claims import MOST, as_lines, check_answered, from_lines, listed, numbered, propose
from domain.errors import Refusal
from domain.parts import Parts
from domain.policy import DEMO, read_policy
from domain.services.answering import Reply

RULES = read_policy(DEMO).claims


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        (
            "我家漏水。一、请尽快维修；二、请赔偿2.5万元；三、请公开收费",
            ("请尽快维修", "请赔偿2.5万元", "请公开收费"),
        ),
        ("1.修屋顶 2.修墙 3.退钱", ("修屋顶", "修墙", "退钱")),
        ("第一，修。第二，赔。", ("修", "赔")),
        ("①修②赔", ("修", "赔")),
        ("(1)修 （2）赔", ("修", "赔")),
        ("第一项：修\n第二项：赔", ("修", "赔")),
        ("请修路灯。还有，请问何时通水？谢谢", ("请修路灯", "还有，请问何时通水")),
        (
            "Please mend the roof. It leaks; when will you come?",
            ("Please mend the roof. It leaks", "when will you come"),
        ),
        ("天花板漏水", ("天花板漏水",)),
        ("3号楼漏水。5楼也漏。", ("3号楼漏水。5楼也漏。",)),
        ("2026年11月1日起停水，请处理", ("2026年11月1日起停水，请处理",)),
        ("涨了2.5倍，一楼、二楼都涨了", ("涨了2.5倍，一楼、二楼都涨了",)),
        ("2. 修灯 3. 修路", ("2. 修灯 3. 修路",)),
    ],
)
def test_what_is_proposed(text: str, claims: tuple[str, ...]) -> None:
    assert propose(text, RULES) == claims


def test_a_number_that_does_not_rise_is_no_mark() -> None:
    assert numbered("1. 修灯 2. 见第1页 1. 不算 3. 修路", RULES) == {
        1: "修灯",
        2: "见第1页 1. 不算",
        3: "修路",
    }


def test_so_many_are_kept_apart_and_nothing_is_lost() -> None:
    many = [f"要求{n}" for n in range(12)]
    found = listed("\n".join(many), RULES)
    assert len(found) == MOST
    assert all(one in "".join(found) for one in many)


def test_a_list_is_read_again_as_it_was_written() -> None:
    claims = ("修 1. 楼\n和2楼", "赔")
    assert from_lines(as_lines(claims)) == ("修 1. 楼 和2楼", "赔")


@pytest.mark.parametrize(
    ("claims", "answers", "code", "named"),
    [
        (("修", "赔", "公开"), ("已修", "已赔"), "claim.unanswered", "公开"),
        (("修", "赔", "公开"), ("已修", " ", "已公开"), "claim.unanswered", "赔"),
        (("修",), ("已修", "多余"), "claim.too_many", None),
        ((), ("已修",), "claim.none", None),
    ],
)
def test_each_claim_needs_its_answer(
    claims: tuple[str, ...], answers: tuple[str, ...], code: str, named: str | None
) -> None:
    with pytest.raises(Refusal) as refused:
        check_answered(claims, answers)
    assert (refused.value.code, refused.value.facts.get("claim")) == (code, named)


def test_the_parts_of_a_reply() -> None:
    one = Reply(("漏" * 300,), ("已修好",), "", "《条例》第一条").parts()
    assert (len(one.request), one.facts, one.opinion) == (81, "", "已修好")
    two = Reply(("修", "赔"), ("已修", "不赔"), "查过了", "《条例》第一条").parts()
    assert two == Parts("1. 修\n2. 赔", "查过了", "1. 已修\n2. 不赔", "《条例》第一条")


@pytest.mark.parametrize("part", ["request", "opinion", "ground"])
def test_a_part_that_says_nothing_is_missed(part: str) -> None:
    given = {"request": "修", "facts": "", "opinion": "已修", "ground": "《条例》"}
    Parts(**given).check()
    with pytest.raises(Refusal) as refused:
        Parts(**{**given, part: "  "}).check()
    assert refused.value.code == "parts.missing"

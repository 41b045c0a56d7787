"""When something was seen, read from the words: a table of what people write."""

from datetime import UTC, date, datetime, time

import pytest

from domain.danger import Danger, danger_in
from domain.policy import Policy
from domain.seen import seen_at

# Sent on Tuesday, 24 November 2026, 12:00 in Shanghai.
SEEN = [
    ("昨天下午3号楼漏水", "2026-11-23 15:00"),
    ("昨天3号楼漏水", "2026-11-23 12:00"),
    ("前天晚上8点半，路灯不亮", "2026-11-22 20:30"),
    ("大前天早上", "2026-11-21 08:00"),
    ("3天前井盖就松了", "2026-11-21 12:00"),
    ("三天前井盖就松了", "2026-11-21 12:00"),
    ("11月20日井盖松动", "2026-11-20 12:00"),
    ("11月20号下午2点10分井盖松动", "2026-11-20 14:10"),
    ("12月20日井盖松动", "2025-12-20 12:00"),
    ("2026年1月5日井盖松动", "2026-01-05 12:00"),
    ("2026-11-02 18:30 堆物", "2026-11-02 18:30"),
    ("上周五垃圾没清", "2026-11-20 12:00"),
    ("上星期日垃圾没清", "2026-11-22 12:00"),
    ("今早堵水", "2026-11-24 08:00"),
    ("今天上午10点停水", "2026-11-24 10:00"),
    ("上午9点停水", "2026-11-24 09:00"),
    ("2小时前停水", "2026-11-24 10:00"),
    ("半小时前停水", "2026-11-24 11:30"),
    ("20分钟前停水", "2026-11-24 11:40"),
    ("yesterday afternoon the lamp went out", "2026-11-23 15:00"),
    ("昨晚停电", "2026-11-23 20:00"),
]
NOT_SAID = [
    "东风路12号路灯不亮",
    "今天停水",
    "今天下午要停水",  # still to come
    "2月30日",  # no such day
    "2027-01-05 堆物",
    "每天都有人堆物",
    "3号楼2单元",
    "25点",
]


def noon(policy: Policy) -> datetime:
    return policy.calendar.moment(date(2026, 11, 24), time(12))


@pytest.mark.parametrize(("text", "local"), SEEN)
def test_what_was_written_is_the_time_it_was_seen(policy: Policy, text: str, local: str) -> None:
    sent = noon(policy)
    found = seen_at(text, sent, policy.calendar)
    assert found is not None and found.tzinfo == UTC
    assert f"{policy.calendar.local_time(found):%Y-%m-%d %H:%M}" == local


@pytest.mark.parametrize("text", NOT_SAID)
def test_where_nothing_is_said_the_time_of_sending_stands(policy: Policy, text: str) -> None:
    sent = noon(policy)
    assert seen_at(text, sent, policy.calendar) is None


@pytest.mark.parametrize(
    ("text", "danger"),
    [
        ("3号楼着火了", Danger.LIFE),
        ("幼儿园门口没有井盖", Danger.LIFE),
        ("自来水有异味，水变色", Danger.HEALTH),
        ("工厂夜里偷排", Danger.ENVIRONMENT),
        ("着火，河里有死鱼", Danger.LIFE),
        ("Kitchen ON FIRE", Danger.LIFE),
        ("没有着火，只是冒烟", None),
        ("明天消防着火演练", None),
        ("火灾已扑灭", None),
        ("没有着火，但有人触电", Danger.LIFE),
        ("东风路12号路灯不亮", None),
    ],
)
def test_danger_is_read_from_the_words(text: str, danger: Danger | None) -> None:
    assert danger_in(text) is danger

"""The commands for those who run the office, as somebody types them."""

import asyncio
import shutil
from base64 import b64encode
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

import pytest
from typer.testing import CliRunner

from bot.cli import cli
from bot.clock import Clock
from bot.playground.server import start
from bot.playground.world import World
from domain.concern import HowKnown, Kind
from domain.people import Person, Role
from domain.policy import DEMO, read_policy
from domain.services import handling
from domain.services.enrolling import enrol, invite
from domain.services.intake import Report, submit_concern
from domain.services.ports import UnitOfWork
from storage.unit_of_work import open_database
from storage.vault import Vault
from tests.bot.conftest import TOKEN

T = TypeVar("T")
NOW = Clock().now()
REPORT = Report("d", Kind.HELP, "housing.rental", "liuyuan", "", "申请已满一年", HowKnown.ANONYMOUS)


class Installation:
    """A configured installation, with somebody typing commands and somebody looking into its database."""

    def __init__(self, url: str) -> None:
        self.url = url

    async def types(self, *words: str) -> tuple[int, list[str]]:
        """Exit code and lines of a command."""
        result = await asyncio.to_thread(CliRunner().invoke, cli, words)
        return result.exit_code, result.output.splitlines()

    async def run(self, work: Callable[[UnitOfWork], T]) -> T:
        """Something in the database."""
        policy = read_policy(DEMO, ZoneInfo("Asia/Shanghai"))
        async with open_database(self.url, Vault([b"k" * 32]), policy) as database:
            return await database.run(None, work)

    async def hires(self, name: str, chat: int, role: Role, unit: str) -> Person:
        """Somebody who joined by an invitation."""

        def join(uow: UnitOfWork) -> Person:
            token = invite(uow, role, unit, NOW, name)
            return enrol(uow, token, Person(f"person-{chat}", chat, "en"), NOW)[0]

        return await self.run(join)


@pytest.fixture
async def office(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Installation]:
    server = await start(World(TOKEN, "m_bot"))
    file = shutil.copy(built, tmp_path / "minqing.db")
    for name, value in {
        "TOKEN": TOKEN,
        "TELEGRAM_URL": server.url,
        "DATABASE_URL": f"sqlite:///{file}",
        "FILES": str(tmp_path / "files"),
        "KEY": b64encode(b"k" * 32).decode(),
        "LISTEN": "127.0.0.1:0",
    }.items():
        monkeypatch.setenv(f"MINQING_{name}", value)
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    yield Installation(f"sqlite:///{file}")
    await server.close()


async def test_people_are_those_who_work_here_and_no_resident(office: Installation) -> None:
    await office.hires("何敏", 7, Role.CADRE, "housing")
    await office.hires("", 8, Role.LEADER, "office")
    await office.run(lambda uow: uow.people.put(Person("resident", 9, "en")))
    code, lines = await office.types("people")
    assert code == 0
    assert [line.split(" ")[:3] for line in lines] == [
        ["person-8", "leader", "office"],
        ["person-7", "cadre", "housing"],
    ]
    assert "何敏" in lines[1]


async def test_a_link_can_be_made_for_somebody(office: Installation) -> None:
    code, lines = await office.types("invite", "administrator", "office", "--name", "方静")
    assert code == 0 and lines[0].startswith("https://t.me/m_bot?start=inv_")
    (waiting,) = await office.run(lambda uow: uow.invitations.waiting(NOW))
    assert (waiting.role, waiting.name, waiting.invited_by) == (Role.ADMINISTRATOR, "方静", "")


async def test_a_role_ends_by_command_and_the_concern_goes_back(office: Installation) -> None:
    cadre = await office.hires("何敏", 7, Role.CADRE, "housing")

    def handled(uow: UnitOfWork) -> str:
        resident = Person("resident", 9, "en", agreed_at=NOW)
        uow.people.put(resident)
        concern = submit_concern(uow, resident, REPORT, NOW)
        return handling.sign_in(uow, concern, cadre, NOW).id

    concern = await office.run(handled)
    code, lines = await office.types("revoke", "person-7", "cadre", "housing")
    assert (code, lines) == (0, ["Ended. Concerns back with the unit, to be taken over: 1."])
    after = await office.run(lambda uow: uow.concerns.get(concern))
    assert after and after.handler == ""
    assert await office.types("people") == (0, [])
    code, lines = await office.types("revoke", "person-7", "cadre", "housing")
    assert code == 1 and "ended already" in lines[0]


@pytest.mark.parametrize(
    "words", [("nobody", "cadre", "housing"), ("x", "king", "housing"), ("x", "resident", "housing")]
)
async def test_a_role_that_is_not_there_cannot_be_ended(office: Installation, words: tuple[str, ...]) -> None:
    code, lines = await office.types("revoke", *words)
    assert code == 1 and lines[0].startswith("· ")


async def test_the_list_for_phoning_is_printed(office: Installation) -> None:
    assert await office.types("unreached") == (
        0,
        ["👍 Nobody to phone: all messages arrived, and nothing waits long for an answer."],
    )
    long_ago = datetime(2026, 1, 5, tzinfo=UTC)

    def report(uow: UnitOfWork) -> str:
        resident = Person("resident", 9, "en", agreed_at=long_ago)
        uow.people.put(resident)
        return submit_concern(uow, resident, REPORT, long_ago).number

    number = await office.run(report)
    code, (line,) = await office.types("unreached")
    assert code == 0
    assert (
        line.startswith("1. 青禾区住房和城乡建设局, unit lead: a new concern to be signed in")
        and number in line
    )
    assert REPORT.words not in line


UPDATE = (
    '{"update_id": 5, "message": {"message_id": 3, "date": 1, "text": "secret words", '
    '"from": {"id": 7, "is_bot": false, "first_name": "A"}, "chat": {"id": 7, "type": "private"}}}'
)


async def test_what_our_code_failed_on_is_listed_without_its_words_and_heard_again(
    office: Installation,
) -> None:
    assert await office.types("quarantine", "list") == (0, ["Nothing is in quarantine."])
    await office.run(lambda uow: uow.inbox.quarantine(5, UPDATE, "KeyError at desk.py:1", NOW))
    code, (line,) = await office.types("quarantine", "list")
    assert code == 0 and line.startswith("5 ") and line.endswith("KeyError at desk.py:1")
    assert "secret" not in line
    assert await office.types("quarantine", "replay", "6") == (0, [])
    assert await office.types("quarantine", "replay") == (0, ["5 done"])
    assert await office.run(lambda uow: uow.inbox.quarantined()) == []
    assert await office.run(lambda uow: uow.outbox.next_due()) is not None


async def test_what_still_cannot_be_read_stays_in_quarantine(office: Installation) -> None:
    await office.run(lambda uow: uow.inbox.quarantine(5, "no json", "ValueError at inbound.py:1", NOW))
    await office.run(lambda uow: uow.inbox.quarantine(6, UPDATE, "KeyError at desk.py:1", NOW))
    code, lines = await office.types("quarantine", "replay")
    assert (code, lines[-2:]) == (0, ["5 fault", "6 done"])
    [kept] = await office.run(lambda uow: uow.inbox.quarantined())
    assert kept.update == 5

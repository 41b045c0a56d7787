"""The commands of `minqing`, as somebody types them."""

import asyncio
import json
import os
import re
import signal
import sys
from asyncio.subprocess import PIPE, Process
from base64 import b64encode
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import cli
from bot.people_file import read_people
from bot.playground.server import Server, start
from bot.playground.world import World
from storage import migrate
from tests.bot.conftest import DEMO, TOKEN
from tests.phone import Phone, Town

KEY = b64encode(b"k" * 32).decode()
MINQING = [sys.executable, "-c", "from bot.cli import main; main()"]
DAY = 86400
ROOT = Path(__file__).parents[2]


@pytest.fixture
async def playground() -> AsyncIterator[Server]:
    server = await start(World(TOKEN, "m_bot"))
    yield server
    await server.close()


@pytest.fixture
def env(playground: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """A right configuration, in the environment."""
    own = {
        "MINQING_TOKEN": TOKEN,
        "MINQING_TELEGRAM_URL": playground.url,
        "MINQING_DATABASE_URL": f"sqlite:///{tmp_path}/var/minqing.db",
        "MINQING_FILES": str(tmp_path / "files"),
        "MINQING_KEY": KEY,
        "MINQING_LISTEN": "127.0.0.1:0",
        "LC_ALL": "en_GB.UTF-8",
    }
    for name, value in own.items():
        monkeypatch.setenv(name, value)
    return own


async def typed(*words: str) -> tuple[int, str]:
    """Exit code and output of a command."""
    result = await asyncio.to_thread(CliRunner().invoke, cli, words)
    return result.exit_code, result.output


async def test_check_is_content_with_a_right_configuration(env: dict[str, str]) -> None:
    assert await typed("check") == (0, "The configuration is fine.\n")


async def test_check_names_all_that_is_wrong(env: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MINQING_KEY", "")
    monkeypatch.setenv("MINQING_LISTEN", "x")
    code, output = await typed("check")
    assert code == 1
    assert "MINQING_KEY" in output
    assert "MINQING_LISTEN" in output
    assert TOKEN not in output


async def test_check_speaks_the_language_of_the_terminal(
    env: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    assert await typed("check") == (0, "配置没有问题。\n")


async def test_an_invitation_is_a_link_with_a_token_that_cannot_be_guessed(env: dict[str, str]) -> None:
    links = {(await typed("invite", "cadre", "housing"))[1].strip() for _ in range(2)}
    assert len(links) == 2
    for link in links:
        address, _, payload = link.partition("?")
        assert address == "https://t.me/m_bot"
        assert re.fullmatch(r"start=inv_[A-Za-z0-9_-]{22,60}", payload)


@pytest.mark.parametrize("words", [("king", "housing"), ("cadre", "nowhere")])
async def test_an_invitation_to_nothing_is_refused(env: dict[str, str], words: tuple[str, str]) -> None:
    code, output = await typed("invite", *words)
    assert code == 1
    assert output.startswith("· ")
    assert "https://" not in output


async def test_seed_invites_everybody_with_a_role(env: dict[str, str]) -> None:
    code, output = await typed("seed")
    staff = [one for one in read_people(DEMO) if one.role]
    assert code == 0
    assert [line.split(" ")[0] for line in output.splitlines()] == [one.name for one in staff]


async def test_migrate_builds_the_database(env: dict[str, str]) -> None:
    assert (await typed("migrate"))[0] == 0
    assert await asyncio.to_thread(migrate.is_current, env["MINQING_DATABASE_URL"])


async def test_run_refuses_a_wrong_configuration(
    env: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MINQING_TOKEN", "")
    code, output = await typed("run")
    assert code == 1
    assert "MINQING_TOKEN" in output


async def test_run_tells_why_telegram_refuses_the_webhook(env: dict[str, str], playground: Server) -> None:
    own = {"MINQING_WEBHOOK_URL": "http://127.0.0.1:1/telegram", "MINQING_WEBHOOK_SECRET": "s" * 20}
    async with Town(playground.url) as town:
        await town.fails("setWebhook", "400", words="Bad Request: bad webhook: Connection refused")
    process = await started("run", env=env | own)
    async with asyncio.timeout(60):
        _, errors = await process.communicate()
    assert process.returncode == 1
    told = errors.decode()
    assert "MINQING_WEBHOOK_URL (Bad webhook: connection refused)".lower() in told.lower()
    assert "Traceback" not in told and TOKEN not in told


async def test_a_key_of_another_database_is_told_before_anything_is_done(
    env: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (await typed("invite", "cadre", "housing", "--name", "何敏"))[0] == 0
    assert (await typed("check"))[0] == 0
    other = b64encode(b"o" * 32).decode()
    monkeypatch.setenv("MINQING_KEY", other)
    for command in (["check"], ["invite", "cadre", "housing"], ["run"]):
        code, output = await typed(*command)
        assert code == 1
        assert "does not open what is in the database" in output
    monkeypatch.setenv("MINQING_KEY", f"{other},{KEY}")
    assert (await typed("check"))[0] == 0


async def started(*words: str, env: dict[str, str] | None = None) -> Process:
    """A process of its own."""
    whole = {**os.environ, **(env or {})}
    return await asyncio.create_subprocess_exec(
        *MINQING, *words, cwd=ROOT, env=whole, stdout=PIPE, stderr=PIPE
    )


async def line(process: Process) -> str:
    """The next line of its output."""
    assert process.stdout is not None
    async with asyncio.timeout(60):
        return (await process.stdout.readline()).decode().strip()


async def ended(process: Process) -> str:
    """Stop it as a service manager does; what it wrote to standard error."""
    process.send_signal(signal.SIGTERM)
    async with asyncio.timeout(30):
        _, errors = await process.communicate()
    assert process.returncode == 0, errors.decode()
    return errors.decode()


async def test_run_is_ready_answers_and_stops(env: dict[str, str], playground: Server) -> None:
    process = await started("run", env=env)
    assert await line(process) == "ready"
    async with Town(playground.url) as town:
        phone = await town.person("陈阿姨")
        await phone.says("/start")
        await phone.hears("民情通")
    errors = await ended(process)
    assert TOKEN not in errors
    assert "陈阿姨" not in errors


async def test_the_demo_opens_with_its_people_and_leaves_nothing_behind(tmp_path: Path) -> None:
    process = await started("demo", "--no-open", env={"TMPDIR": str(tmp_path), "LC_ALL": "zh_CN.UTF-8"})
    name, _, url = (await line(process)).partition(" ")
    assert name == "playground"
    async with Town(url) as town:
        world = await town.ask("GET", "/world")
        names = {one.name for one in read_people(DEMO)}
        assert {person["first_name"] for person in world["people"]} == names
        cadre = next(person for person in world["people"] if "干部" in person["about"])
        await Phone(town, cadre["id"], cadre["first_name"], cadre["id"]).hears("欢迎加入民情通")
        await town.ask("POST", "/world/clock", {"forward": 86400})
    await ended(process)
    assert await asyncio.to_thread(os.listdir, tmp_path) == []


@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGKILL])
async def test_a_demo_that_is_kept_goes_on_where_it_stopped(tmp_path: Path, end: signal.Signals) -> None:
    kept = tmp_path / "kept"
    for run in (1, 2):
        process = await started("demo", "--no-open", "--keep", str(kept), env={"LC_ALL": "C"})
        _, _, url = (await line(process)).partition(" ")
        async with Town(url) as town:
            people = (await town.ask("GET", "/world"))["people"]
            resident = next(person for person in people if "居民" in person["about"])
            phone = Phone(town, resident["id"], resident["first_name"], resident["id"])
            assert len(people) == len(read_people(DEMO))
            assert len(await phone.notes()) == (0 if run == 1 else 2)
            if run == 1:
                await phone.says("楼上漏水")
                await phone.hears("开始前请知道")
                await town.moves_clock(days=1)
                await until_kept(kept, "开始前请知道")
            else:
                assert (await town.ask("GET", "/clock"))["offset"] >= DAY
                await phone.taps("同意，开始")
                await phone.hears("您希望我们怎么做")
        if run == 1:
            process.send_signal(end)
            await asyncio.wait_for(process.communicate(), 30)
        else:
            await ended(process)
    assert (kept / "key").stat().st_mode & 0o077 == 0


async def until_kept(folder: Path, words: str) -> None:
    """Wait until the words and the moved clock stand in what is kept."""
    async with asyncio.timeout(20):
        while True:
            kept = await asyncio.to_thread((folder / "playground.json").read_text, "utf-8")
            if words in kept and json.loads(kept)["offset"] >= DAY:
                return
            await asyncio.sleep(0.05)


async def test_a_folder_that_cannot_be_used_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "playground.json").write_text("{}")
    for folder, words in ((tmp_path / "file", "cannot be written"), (tmp_path, "cannot be read")):
        process = await started("demo", "--no-open", "--keep", str(folder), env={"LC_ALL": "en_GB.UTF-8"})
        async with asyncio.timeout(60):
            _, errors = await process.communicate()
        assert process.returncode == 1
        told = errors.decode().splitlines()[-1]
        assert told.startswith("· ") and str(folder) in told and words in told


async def test_a_port_that_is_taken_is_told(playground: Server) -> None:
    taken = playground.url.rpartition(":")[2]
    process = await started("demo", "--no-open", "--port", taken)
    async with asyncio.timeout(60):
        _, errors = await process.communicate()
    assert process.returncode == 1
    assert errors.decode().splitlines()[-1].startswith("· ")
    assert taken in errors.decode()

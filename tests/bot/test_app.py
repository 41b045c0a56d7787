"""The whole edge on the playground: what people do comes in, what is said goes out, by polling and by webhook."""

import asyncio
from base64 import b64encode
from collections.abc import AsyncIterator
from contextlib import closing as closing_file
from pathlib import Path
from sqlite3 import connect
from traceback import format_exception

import aiohttp
import pytest
from pydantic import SecretStr
from telegram.error import InvalidToken

from bot.app import App, LoopBroke, WebhookRefused
from bot.config import Settings
from bot.parcels import Parcel
from bot.playground.server import Server, start
from bot.playground.world import World
from domain.files import FileState, StoredFile
from domain.messages import Message, words
from domain.people import Person
from domain.services.ports import UnitOfWork
from handlers.kit.talk import Event, Turn, button
from tests.bot.conftest import TOKEN, unused_port
from tests.phone import Town
from tests.storage.notes import Gate


def converse(turn: Turn) -> None:
    """Keeps files, answers presses, sends pictures back, and otherwise shows a button."""
    heard = turn.heard
    for number, named in enumerate(heard.files):
        file = f"{heard.message}-{number}"
        turn.uow.files.add(StoredFile(file, "draft:x", named, FileState.NAMED, turn.now))
    if heard.event is Event.PRESS:
        turn.toast = words("menu.help")
        turn.show("menu.mine")
    elif heard.command == "back":
        files = tuple(file.id for file in turn.uow.files.of("draft:x"))
        turn.uow.outbox.put(Message(heard.chat, words("menu.help"), attachments=files), turn.now)
    elif heard.event is Event.MESSAGE:
        turn.uow.people.put(Person("p", heard.sender, "zh_Hans"))
        turn.say("menu.report", ((button("menu.todo", "x"),),))


@pytest.fixture
async def playground() -> AsyncIterator[Server]:
    server = await start(World(TOKEN))
    yield server
    await server.close()


@pytest.fixture
async def town(playground: Server) -> AsyncIterator[Town]:
    async with Town(playground.url) as opened:
        yield opened


def settings(playground: Server, folder: Path, **changed: object) -> Settings:
    own: dict[str, object] = {
        "token": SecretStr(TOKEN),
        "telegram_url": playground.url,
        "clock_url": playground.url,
        "database_url": f"sqlite:///{folder / 'minqing.db'}",
        "files": folder / "files",
        "listen": "127.0.0.1:0",
        "key": SecretStr(b64encode(b"k" * 32).decode()),
        "webhook_url": "",
    }
    return Settings.model_validate(own | changed)


@pytest.fixture(params=["polling", "webhook"])
async def app(playground: Server, tmp_path: Path, request: pytest.FixtureRequest) -> AsyncIterator[App]:
    changed: dict[str, object] = {}
    if request.param == "webhook":
        port = unused_port()
        hook = f"http://127.0.0.1:{port}/telegram"
        changed = {"listen": f"127.0.0.1:{port}", "webhook_url": hook, "webhook_secret": "s" * 20}
    own = App(settings(playground, tmp_path, **changed), converse, ("start", "report", "unknown"))
    await own.start()
    yield own
    await own.close()


async def test_words_are_answered_and_a_press_changes_the_message(app: App, town: Town) -> None:
    phone = await town.person("陈阿姨")
    await phone.says("您好")
    note = await phone.hears(app.catalogues.plain("zh_Hans", "menu.report", {}))
    tap = await phone.taps(on=note, data="x")
    changed = await phone.hears(app.catalogues.plain("zh_Hans", "menu.mine", {}))
    assert changed.id == note.id
    assert await phone.toast(tap) == app.catalogues.plain("zh_Hans", "menu.help", {})


async def test_an_album_is_kept_and_comes_back_as_an_album(app: App, town: Town) -> None:
    phone = await town.person("陈阿姨")
    await phone.sends_album(3)
    await phone.says("/back")
    await phone.hears(app.catalogues.plain("zh_Hans", "menu.help", {}))
    back = [note for note in await phone.heard() if note.kind == "photo"]
    assert len(back) == 3
    assert len({note.raw["media_group_id"] for note in back}) == 1


async def test_it_is_well_and_says_so(app: App, town: Town) -> None:
    phone = await town.person("陈阿姨")
    await phone.says("您好")
    await phone.hears(app.catalogues.plain("zh_Hans", "menu.report", {}))
    async with aiohttp.ClientSession(f"http://{app.address}") as session:
        assert (await session.get("/healthz")).status == 200
        figures = await (await session.get("/metrics")).text()
    assert 'minqing_updates_total{outcome="done"} 1.0' in figures
    assert "陈阿姨" not in figures


async def test_without_a_movable_clock_it_goes_on_and_is_well(playground: Server, tmp_path: Path) -> None:
    own = App(settings(playground, tmp_path, clock_url=""), converse, ())
    stop, ready = asyncio.Event(), asyncio.Event()
    async with asyncio.timeout(10), asyncio.TaskGroup() as group:
        serving = group.create_task(own.serve(stop, ready.set))
        await ready.wait()
        while not own.is_well():
            assert not serving.done()
            await asyncio.sleep(0.01)
        stop.set()


async def test_the_menu_stands_in_every_language(app: App, playground: Server) -> None:
    menus = playground.world.wardrobe.commands
    told = {language: [one["command"] for one in menu] for (_, language), menu in menus.items()}
    spoken = {language[:2] for language in app.catalogues.languages()}
    assert told == {language: ["start", "report"] for language in ("", *spoken)}


async def test_a_refused_token_ends_the_start(playground: Server, tmp_path: Path) -> None:
    own = App(settings(playground, tmp_path, token=SecretStr("2:other")), converse, ())
    with pytest.raises(InvalidToken):
        await own.serve(asyncio.Event(), lambda: pytest.fail("not ready"))


async def test_it_can_be_stopped_while_telegram_is_away(playground: Server, tmp_path: Path) -> None:
    away = settings(playground, tmp_path, telegram_url=f"http://127.0.0.1:{unused_port()}")
    stop = asyncio.Event()
    asyncio.get_running_loop().call_later(0.1, stop.set)
    await App(away, converse, ()).serve(stop, lambda: pytest.fail("not ready"))


async def test_it_says_ready_and_stops(playground: Server, tmp_path: Path) -> None:
    stop = asyncio.Event()
    await App(settings(playground, tmp_path), converse, ()).serve(stop, stop.set)
    assert stop.is_set()


def by_webhook(playground: Server, folder: Path) -> App:
    hook = "http://127.0.0.1:1/telegram"
    return App(settings(playground, folder, webhook_url=hook, webhook_secret="s" * 20), converse, ())


async def test_a_refused_webhook_ends_the_start(playground: Server, town: Town, tmp_path: Path) -> None:
    await town.fails("setWebhook", "400", words="Bad Request: bad webhook: Failed to resolve host")
    with pytest.raises(WebhookRefused, match="failed to resolve host"):
        await by_webhook(playground, tmp_path).serve(asyncio.Event(), lambda: pytest.fail("not ready"))


async def test_a_telegram_that_is_away_is_asked_again_for_the_webhook(
    playground: Server, town: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.app._CALM", 0.01)
    await town.fails("setWebhook", "502_page", times=2)
    stop = asyncio.Event()
    await by_webhook(playground, tmp_path).serve(stop, stop.set)
    assert stop.is_set() and playground.world.updates.hook


async def test_what_came_before_the_end_is_answered_or_handed_back(
    playground: Server, town: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Seen to bite: polling ended in the middle of a turn: its answer stayed in the hands of nobody."""
    own = App(settings(playground, tmp_path), converse, ())
    await own.start()
    phone = await town.person("陈阿姨")
    gate, usual = Gate(), own.desk._take_now

    def taken(uow: UnitOfWork, chat: int, reader: Person) -> list[Parcel]:
        parcels = usual(uow, chat, reader)
        gate.work(None)
        return parcels

    monkeypatch.setattr(own.desk, "_take_now", taken)
    async with asyncio.timeout(10), asyncio.TaskGroup() as group:
        await phone.says("您好")
        await asyncio.to_thread(gate.entered.wait, 5)
        closing = group.create_task(own.close())
        await asyncio.sleep(0.02)
        gate.release.set()
        await closing
    with closing_file(connect(tmp_path / "minqing.db")) as file:
        assert file.execute("SELECT leased FROM outbox WHERE settled_at IS NULL AND leased").fetchall() == []
        assert file.execute("SELECT count(*) FROM outbox").fetchall() == [(1,)]


async def test_a_press_that_telegram_never_answers_does_not_hold_up_the_end(
    playground: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Seen to bite: `_finish_errands` of bot/app.py waits for each call's own forty seconds."""
    monkeypatch.setattr("bot.app._LAST_ERRANDS", 0.05)
    own = App(settings(playground, tmp_path), converse, ())
    await own.start()
    own._run_errand(asyncio.sleep(40))
    async with asyncio.timeout(5):
        await own.close()


async def test_what_broke_a_loop_is_told_without_its_words(playground: Server, tmp_path: Path) -> None:
    """Python prints what ends a program. Seen to bite: `until` of bot/app.py raising what broke the loop."""

    async def breaks() -> None:
        raise ValueError("陈阿姨")

    def ready() -> None:
        own._start_loop(breaks())

    own = App(settings(playground, tmp_path), converse, ())
    with pytest.raises(LoopBroke) as broken:
        await own.serve(asyncio.Event(), ready)
    assert "陈阿姨" not in "".join(format_exception(broken.value))
    assert "ValueError at test_app.py" in str(broken.value)

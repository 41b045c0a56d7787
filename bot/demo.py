"""The demo: playground and bot in one process, with an invented district and people to play with."""

import asyncio
import os
import signal
import sys
import webbrowser
from base64 import b64encode
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

import aiohttp
import typer
from pydantic import SecretStr
from rich.console import Console

from bot.app import App
from bot.config import Settings
from bot.people_file import Listed, read_people
from bot.playground.server import Server, start
from bot.playground.world import World
from domain.messages import Words, words
from domain.people import Role
from domain.places import Area
from domain.policy import read_policy
from domain.services.enrolling import invite
from handlers.enrol import PREFIX

_TOKEN = "1:playground"
_BOT_USERNAME = "minqing_demo_bot"
_HOME = "127.0.0.1"

Build = Callable[[Settings], App]
Said = Callable[[Words], str]


async def run_demo(port: int, open_page: bool, build: Build, said: Said, kept: Path | None = None) -> None:
    """Run until stopped. Everything lives in a folder that is gone afterwards, or in `kept`, to go on from there."""
    console = Console(stderr=True)
    stop = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    with ExitStack() as closing:
        folder = kept or Path(closing.enter_context(TemporaryDirectory(prefix="minqing-")))
        status = closing.enter_context(console.status(said(words("demo.opening"))))
        playground = await start(World(_TOKEN, _BOT_USERNAME, said(words("bot.name"))), _HOME, port, kept)
        app = build(_settings(playground.url, folder))
        try:
            playground.world.places = _map(app.settings)
            await app.start()
            status.update(said(words("demo.inviting")))
            await _settle(app, playground, read_people(app.settings.district))
            status.stop()
            typer.echo(f"playground {playground.url}/")
            console.print(said(words("demo.ready_kept" if kept else "demo.ready")))
            if open_page and _has_desktop():
                await asyncio.to_thread(webbrowser.open, f"{playground.url}/")
            await app.until(stop)
        finally:
            await app.close()
            await playground.close()


def _settings(url: str, folder: Path) -> Settings:
    return Settings(
        token=SecretStr(_TOKEN),
        telegram_url=url,
        clock_url=url,
        database_url=SecretStr(f"sqlite:///{folder / 'minqing.db'}"),
        files=folder / "files",
        listen=f"{_HOME}:0",
        key=SecretStr(_key(folder / "key")),
        webhook_url="",
    )


def _key(place: Path) -> str:
    """The key of this folder; what was sealed in an earlier run can be read again."""
    if not place.exists():
        place.parent.mkdir(parents=True, exist_ok=True)
        place.touch(mode=0o600)
        place.write_text(b64encode(os.urandom(32)).decode(), "ascii")
    return place.read_text("ascii")


def _map(settings: Settings) -> list[dict[str, object]]:
    """The communities of the district, for the map on which the page lets people choose a place."""
    areas = read_policy(settings.district, settings.zone).areas.by_id.values()
    return [_drawn(area) for area in areas if area.border]


def _drawn(area: Area) -> dict[str, object]:
    """Its middle and its corners, latitude first."""
    corners = [(latitude, longitude) for longitude, latitude in area.border]
    latitude, longitude = (sum(degrees) / len(corners) for degrees in zip(*corners, strict=True))
    return {"name": area.name, "latitude": latitude, "longitude": longitude, "outline": corners}


async def _settle(app: App, playground: Server, people: tuple[Listed, ...]) -> None:
    """Everybody gets a phone; who has a role opens the link of a real invitation. Who is there already stays."""
    there = {person.first_name: person for person in playground.world.people.values()}
    async with aiohttp.ClientSession(playground.url, raise_for_status=True) as session:
        for person in people:
            known = there.get(person.name)
            key = known.id if known else await _phone(session, person)
            if person.role and not (known and known.started):
                payload = {"payload": await _invitation(app, person)}
                await session.post(f"/world/people/{key}/start", json=payload)


async def _phone(session: aiohttp.ClientSession, person: Listed) -> int:
    body = {"first_name": person.name, "language_code": person.language, "about": person.about}
    async with session.post("/world/people", json=body) as answer:
        return int((await answer.json())["id"])


async def _invitation(app: App, person: Listed) -> str:
    role = Role(person.role)
    token = await app.database.run(
        None, lambda uow: invite(uow, role, person.unit, app.clock.now(), person.name)
    )
    return f"{PREFIX}{token}"


def _has_desktop() -> bool:
    if sys.platform in ("darwin", "win32"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))

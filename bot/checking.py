"""Tells what is wrong with a configuration, each fault in a sentence that says what to do."""

import os
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import SplitResult, urlsplit
from zoneinfo import ZoneInfoNotFoundError

from telegram.error import InvalidToken, TelegramError

from bot.clock import Clock
from bot.config import Settings
from bot.parts import bot_of
from bot.transport import Transport
from domain.messages import Words, words
from domain.policy import Policy, PolicyError, read_policy
from locales import load
from locales.catalogues import DEFAULT
from storage.probing import key_opens, server_time
from storage.shape import is_newer, newest, standing
from storage.trouble import Unavailable
from storage.vault import Vault

_TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]+")
_SECRET = re.compile(r"[A-Za-z0-9_-]{16,256}")
SKEW = timedelta(seconds=10)
"""How far our clock may be from that of PostgreSQL."""
_HOME = frozenset({"127.0.0.1", "localhost", "::1"})


def problems(settings: Settings) -> list[Words]:
    """What can be seen without asking anybody; empty when all is well."""
    return [
        *_of_token(settings),
        *_of_addresses(settings),
        *_of_webhook(settings),
        *_of_memory(settings),
        *_of_district(settings),
    ]


async def problems_with_telegram(settings: Settings) -> list[Words]:
    """What Telegram says to our token, if it can be reached."""
    transport = Transport()
    await transport.initialize()
    try:
        await bot_of(settings, transport).get_me()
    except InvalidToken:
        return [words("check.token_refused")]
    except TelegramError as error:
        return [words("check.telegram_away", url=settings.telegram_url, error=type(error).__name__)]
    finally:
        await transport.shutdown()
    return []


def _of_token(settings: Settings) -> Iterator[Words]:
    token = settings.token.get_secret_value()
    if not token:
        yield words("check.token_missing")
    elif not _TOKEN.fullmatch(token):
        yield words("check.token_shape")


def _of_addresses(settings: Settings) -> Iterator[Words]:
    if not _is_address(settings.telegram_url):
        yield words("check.telegram_url")
    if settings.clock_url and not _is_address(settings.clock_url):
        yield words("check.clock_url")
    try:
        right = bool(settings.host) and 0 <= settings.port < 65536
    except ValueError:
        right = False
    if not right:
        yield words("check.listen")


def _of_webhook(settings: Settings) -> Iterator[Words]:
    if not settings.by_webhook:
        return
    parts = _split(settings.webhook_url)
    safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _HOME)
    if not safe or not parts.path.endswith("/telegram"):
        yield words("check.webhook_url")
    if not _SECRET.fullmatch(settings.webhook_secret.get_secret_value()):
        yield words("check.webhook_secret")


def problems_of_database(settings: Settings) -> Iterator[Words]:
    """What is wrong with its address, or with the place of its file."""
    try:
        file = settings.database_file
    except ValueError:
        yield words("check.database_url")
        return
    if file and not _can_be_made(file.parent):
        yield words("check.database_folder", folder=str(file.parent))


def problems_with_database(settings: Settings) -> list[Words]:
    """What the database says to us, and whether our key opens what is in it; a file is made when it is needed."""
    url = settings.database_url.get_secret_value()
    try:
        found = [*problems_of_shape(settings), *_of_clock(settings, url)]
        if not found and settings.replica and standing(url) != newest():
            found = [words("check.migrate_first")]
        if found:
            return found
        if not key_opens(url, Vault.from_setting(settings.key.get_secret_value())):
            return [words("check.key_of_another")]
    except Unavailable:
        return [words("check.database_away")]
    return []


def problems_of_shape(settings: Settings) -> Iterator[Words]:
    """A database that a newer release has built. `Unavailable`."""
    file = settings.database_file
    step = standing(settings.database_url.get_secret_value()) if file is None or file.exists() else ""
    if is_newer(step):
        yield words("check.database_newer", step=step, newest=newest())


def _of_clock(settings: Settings, url: str) -> Iterator[Words]:
    """Leases and signs of life of several processes are told by their clocks: they must agree."""
    now = None if settings.clock_url else server_time(url)
    if now is not None and abs(skew := Clock().now() - now) > SKEW:
        yield words("check.clock_skew", seconds=round(skew.total_seconds()), most=round(SKEW.total_seconds()))


def _of_replica(settings: Settings) -> Iterator[Words]:
    """Several processes need a server between them, and Telegram calling them: it lets one ask only."""
    if not settings.replica:
        return
    if settings.database_file:
        yield words("check.replica_file")
    if not settings.by_webhook:
        yield words("check.replica_polling")


def _of_memory(settings: Settings) -> Iterator[Words]:
    wrong = list(problems_of_database(settings))
    yield from wrong or _of_replica(settings)
    if not _can_be_made(settings.files):
        yield words("check.files", folder=str(settings.files))
    try:
        Vault.from_setting(settings.key.get_secret_value())
    except ValueError:
        yield words("check.key" if settings.key.get_secret_value() else "check.key_missing")


def _of_district(settings: Settings) -> Iterator[Words]:
    try:
        zone = settings.zone
    except (ZoneInfoNotFoundError, ValueError, OSError):
        yield words("check.timezone")
        return
    if not settings.district.is_dir():
        yield words("check.district", folder=str(settings.district))
        return
    try:
        policy = read_policy(settings.district, zone)
    except PolicyError as error:
        yield words("check.policy", why=str(error))
        return
    known = load().sentences[DEFAULT]
    for file, keys in _names_in(policy).items():
        if missing := sorted(keys - known.keys()):
            yield words("check.sentences", file=file, keys=", ".join(missing))


def _names_in(policy: Policy) -> dict[str, set[str]]:
    """The sentences that name what a district has made up itself, by file."""
    categories = policy.categories.by_code.values()
    official = {f"official.{category.official}" for category in categories if category.official}
    rungs = (rung for rule in policy.duties for rung in rule.rungs)
    return {
        "categories.toml": {f"category.{category.code}" for category in categories} | official,
        "units.toml": {f"unit_kind.{unit.kind}" for unit in policy.units.by_id.values()},
        "clocks.toml": {f"{what}.{rule.id}" for rule in policy.clocks for what in ("clock", "basis")},
        "duties.toml": {f"duty.{rule.id}" for rule in policy.duties}
        | {f"duty_day.{rung.name}" for rung in rungs},
        "sweeps.toml": {f"sweep.{rule.id}" for rule in policy.sweeps.sweeps}
        | {f"sweep_stage.{stage.name}" for rule in policy.sweeps.sweeps for stage in rule.stages}
        | {f"sweeping.{rung.name}" for rung in policy.sweeps.rungs},
        "annex2.toml": {f"official.{one.code}" for one in policy.ledger.types}
        | {f"difficulty.{one.code}" for one in policy.ledger.difficulties}
        | {f"trend.{one.code}" for one in policy.ledger.trends},
        "reports.toml": {f"pack.{pack.id}" for pack in policy.reports.packs}
        | {f"distribution.{one.id}" for one in policy.reports.lists},
    }


def _split(url: str) -> SplitResult:
    """The parts of an address; those of an empty one where it cannot be read."""
    try:
        return urlsplit(url)
    except ValueError:
        return urlsplit("")


def _is_address(url: str) -> bool:
    parts = _split(url)
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def _can_be_made(folder: Path) -> bool:
    """Whether the folder is there, or the nearest one above it is, and we may write in it."""
    present = next((place for place in (folder, *folder.absolute().parents) if place.exists()), None)
    return present is not None and present.is_dir() and os.access(present, os.W_OK | os.X_OK)

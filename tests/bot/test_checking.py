"""A wrong configuration is told in sentences that say what to do."""

import shutil
from base64 import b64encode
from errno import EACCES, EADDRINUSE, EADDRNOTAVAIL, ENOSPC
from pathlib import Path
from socket import gaierror
from typing import Any

import pytest
from pydantic import SecretStr
from typer.testing import CliRunner

from bot.checking import problems, problems_with_database, problems_with_telegram
from bot.cli import cli, system_said
from bot.config import Settings
from locales import load
from tests.bot.conftest import DEMO, TOKEN, unused_port
from tests.bot.standin import Standin, refusal
from tests.postgres import Server

KEY = b64encode(b"k" * 32).decode()
SECRET = "s" * 20


def settings(folder: Path, **changed: Any) -> Settings:
    right: dict[str, Any] = {
        "token": SecretStr(TOKEN),
        "key": SecretStr(KEY),
        "database_url": f"sqlite:///{folder}/new/minqing.db",
        "files": folder / "files",
        "webhook_url": "",
    }
    return Settings.model_validate(right | changed)


def keys(own: Settings) -> list[str]:
    return [problem.key for problem in problems(own)]


def test_nothing_is_wrong(tmp_path: Path) -> None:
    assert keys(settings(tmp_path)) == []
    hook = settings(tmp_path, webhook_url="https://a.example/telegram", webhook_secret=SECRET)
    assert keys(hook) == []
    assert keys(settings(tmp_path, database_url="postgresql://name:word@host/minqing")) == []


@pytest.mark.parametrize(
    ("changed", "key"),
    [
        ({"token": ""}, "check.token_missing"),
        ({"token": "abc"}, "check.token_shape"),
        ({"telegram_url": "telegram"}, "check.telegram_url"),
        ({"telegram_url": "http://[bad"}, "check.telegram_url"),
        ({"webhook_url": "https://[bad/telegram", "webhook_secret": SECRET}, "check.webhook_url"),
        ({"clock_url": "x"}, "check.clock_url"),
        ({"listen": "8080"}, "check.listen"),
        ({"listen": "127.0.0.1:x"}, "check.listen"),
        ({"listen": "127.0.0.1:70000"}, "check.listen"),
        ({"webhook_url": "http://a.example/telegram", "webhook_secret": SECRET}, "check.webhook_url"),
        ({"webhook_url": "https://a.example/", "webhook_secret": SECRET}, "check.webhook_url"),
        ({"webhook_url": "https://a.example/telegram"}, "check.webhook_secret"),
        ({"webhook_url": "https://a.example/telegram", "webhook_secret": "short"}, "check.webhook_secret"),
        ({"database_url": "mysql://x"}, "check.database_url"),
        ({"database_url": "sqlite:///"}, "check.database_url"),
        ({"database_url": "postgresql://name@host"}, "check.database_url"),
        ({"database_url": "somewhere"}, "check.database_url"),
        ({"key": ""}, "check.key_missing"),
        ({"key": "abc"}, "check.key"),
        ({"timezone": "Mars/Olympus"}, "check.timezone"),
        ({"timezone": "../x"}, "check.timezone"),
        ({"district": Path("nowhere")}, "check.district"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, changed: dict[str, Any], key: str) -> None:
    own = settings(tmp_path, **changed)
    assert keys(own) == [key]
    catalogues = load()
    for language in catalogues.languages():
        for problem in problems(own):
            assert catalogues.plain(language, problem.key, problem.facts)


def test_a_place_that_is_no_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    own = settings(tmp_path, files=tmp_path / "file", database_url=f"sqlite:///{tmp_path}/file/x.db")
    assert keys(own) == ["check.database_folder", "check.files"]


def test_a_wrong_entry_of_the_district_is_named(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text("working_week = 'x'")
    (tmp_path / "district.toml").write_text("")
    assert keys(settings(tmp_path, district=tmp_path)) == ["check.policy"]


def test_names_that_no_language_has_are_told_by_file(tmp_path: Path) -> None:
    district = tmp_path / "district"
    shutil.copytree(DEMO, district)
    categories, duties = district / "categories.toml", district / "duties.toml"
    categories.write_text(categories.read_text().replace('code = "campus"', 'code = "boats"', 1))
    national = (DEMO.parent / "duties.toml").read_text()
    duties.write_text(national.replace('name = "eve"', 'name = "noon"').replace("visiting_day", "boat_day"))
    for name, old, new in (
        ("annex2.toml", '"easing"', '"foggy"'),
        ("reports.toml", '"bulletin"', '"gazette"'),
    ):
        (district / name).write_text((DEMO.parent / name).read_text().replace(old, new))
    found = problems(settings(tmp_path, district=district))
    told = [(problem.key, problem.facts["file"], problem.facts["keys"]) for problem in found]
    assert told == [
        ("check.sentences", "categories.toml", "category.school.boats"),
        ("check.sentences", "duties.toml", "duty.boat_day, duty_day.noon"),
        ("check.sentences", "annex2.toml", "trend.foggy"),
        ("check.sentences", "reports.toml", "pack.gazette"),
    ]


def test_a_database_server_that_is_away_is_told(tmp_path: Path) -> None:
    assert problems_with_database(settings(tmp_path)) == []
    away = settings(tmp_path, database_url=f"postgresql://name@/minqing?host={tmp_path}")
    assert [problem.key for problem in problems_with_database(away)] == ["check.database_away"]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.postgresql
def test_a_database_server_that_answers_is_fine(tmp_path: Path, server: Server) -> None:
    name = server.create()
    assert problems_with_database(settings(tmp_path, database_url=server.address(name))) == []
    server.drop(name)


def test_settings_never_show_their_secrets(tmp_path: Path) -> None:
    own = settings(tmp_path, webhook_secret=SECRET, database_url="postgresql://name:pass-word@host/minqing")
    for secret in (TOKEN, KEY, SECRET, "pass-word"):
        assert secret not in f"{own!r} {own} {own.model_dump()}"


def test_settings_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MINQING_LISTEN", "0.0.0.0:9000")
    monkeypatch.setenv("MINQING_TOKEN", "2:abc")
    own = Settings()
    assert (own.host, own.port, own.token.get_secret_value()) == ("0.0.0.0", 9000, "2:abc")


async def test_what_telegram_says(tmp_path: Path, telegram: Standin) -> None:
    own = settings(tmp_path, telegram_url=telegram.url)
    assert await problems_with_telegram(own) == []
    telegram.next("getMe", refusal(401, "Unauthorized"))
    assert [problem.key for problem in await problems_with_telegram(own)] == ["check.token_refused"]
    away = settings(tmp_path, telegram_url=f"http://127.0.0.1:{unused_port()}")
    assert [problem.key for problem in await problems_with_telegram(away)] == ["check.telegram_away"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("MINQING_PACE", "fast"),
        ("MINQING_PACE", "0"),
        ("MINQING_PACE", "nan"),
        ("MINQING_REPLICA", "perhaps"),
    ],
)
@pytest.mark.parametrize("command", ["check", "migrate", "people"])
def test_a_value_of_another_kind_is_told_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, command: str
) -> None:
    """Seen to bite: a traceback, or a division by zero at the start."""
    monkeypatch.setenv(name, value)
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    result = CliRunner().invoke(cli, [command])
    assert (result.exit_code, result.output.startswith(f"· {name} cannot be read")) == (1, True)


@pytest.mark.parametrize(
    ("error", "key"),
    [
        (OSError(EADDRINUSE, "address already in use"), "cli.port_taken"),
        (PermissionError(EACCES, "Permission denied"), "cli.port_taken"),
        (OSError(EADDRNOTAVAIL, "cannot assign requested address"), "cli.no_such_address"),
        (gaierror(-2, "Name or service not known"), "cli.no_such_address"),
        (PermissionError(EACCES, "Permission denied", "/files"), "keeping.disk"),
        (OSError(ENOSPC, "No space left on device"), "keeping.disk"),
    ],
)
def test_what_the_machine_refuses_is_told_as_what_it_is(tmp_path: Path, error: OSError, key: str) -> None:
    """Seen to bite: every one of them was said to be a port that is taken."""
    assert system_said(error, settings(tmp_path)).key == key

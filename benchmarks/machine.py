"""The facts of the machine and of the libraries that a figure means nothing without."""

import os
import platform
import sqlite3
import subprocess
from importlib.metadata import version
from pathlib import Path
from shutil import which

LIBRARIES = (
    "python-telegram-bot",
    "aiogram",
    "aiohttp",
    "httpx",
    "SQLAlchemy",
    "aiosqlite",
    "redis",
    "APScheduler",
)


def load() -> str:
    """How many wanted a processor in the last minute; the run itself makes about two."""
    return f"{os.getloadavg()[0]:.1f}"


def facts() -> list[str]:
    """Lines of facts; no path and no name of a host."""
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    return [
        f"{os.cpu_count()} cores, {_processor()}, {_memory()} GB; bot and load each on a core of its own",
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {_redis()}",
        libraries,
    ]


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    return next(
        (line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "unknown"
    )


def _memory() -> int:
    return round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9)


def _redis() -> str:
    server = which("redis-server")
    if server is None:
        return "no redis-server"
    told = subprocess.run([server, "--version"], capture_output=True, text=True, check=True).stdout
    return f"redis-server {told.partition('v=')[2].split()[0]}"

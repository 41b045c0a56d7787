"""C2: from rows of the outbox to rows marked as sent, against a Telegram that answers at once."""

import asyncio
import json
import os
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

from telegram import Bot

from benchmarks.contestants import PATH, SECRET
from benchmarks.memory import empty
from benchmarks.processes import Running, cores, python
from bot.clock import Clock
from bot.delivery import Delivery
from bot.metrics import Metrics
from bot.pace import Pace
from bot.sending import Sender
from bot.transport import Transport
from domain.messages import Message, Weight, words
from domain.services.ports import UnitOfWork
from locales import load
from storage.engine import Database

_FIRST_CHAT = 5_000_000
_LOOK = 0.02


@dataclass(frozen=True)
class Sent:
    """`rate`: messages a second; `cpu`: cores used; `refused`: answers with 429; `most`: within any second."""

    rate: float
    cpu: float
    refused: int
    most: int


def send(messages: int, pace: float, ceiling: int = 0) -> Sent:
    """So many messages, each to a chat of its own. `ceiling`: what Telegram allows a second."""
    bot_core, load_core = cores()
    with TemporaryDirectory(prefix="minqing-bench-") as name:
        folder = Path(name)
        stub = Running(python("-m", "benchmarks.stub", "1", PATH, SECRET), {}, folder, load_core)
        try:
            telegram = f"http://127.0.0.1:{json.loads(stub.line())['port']}"
            stub.tell(json.dumps({"do": "count", "ceiling": ceiling}))
            stub.line()
            words = [str(messages), str(pace), telegram, name]
            sender = Running(python("-m", "benchmarks.sending", *words), {}, folder, bot_core)
            told = json.loads(sender.line())
            sender.stop()
            stub.tell(json.dumps({"do": "counted"}))
            counted = json.loads(stub.line())
            return Sent(
                messages / told["seconds"], told["cpu"] / told["seconds"], counted["refused"], counted["most"]
            )
        finally:
            stub.stop()


async def _main(messages: int, pace: float, telegram: str, folder: Path) -> None:
    transport = Transport()
    await transport.initialize()
    bot = Bot("1:bench", base_url=f"{telegram}/bot", request=transport, get_updates_request=transport)
    await bot.get_me()
    async with empty(folder) as database:
        await _fill(database, messages)
        sender = Sender(bot, transport, load(), _no_file)
        delivery = Delivery(database, sender, Clock(), Pace(pace), Metrics())
        began, busy = monotonic(), os.times()
        async with asyncio.TaskGroup() as group:
            group.create_task(delivery.run())
            while await database.read(lambda uow: uow.outbox.next_due()) is not None:
                await asyncio.sleep(_LOOK)
            delivery.stop()
        after = os.times()
        cpu = after.user + after.system - busy.user - busy.system
        sys.stdout.write(json.dumps({"seconds": monotonic() - began, "cpu": cpu}) + "\n")
    await transport.shutdown()


async def _fill(database: Database[UnitOfWork], messages: int) -> None:
    now = datetime.now(UTC)

    def put(uow: UnitOfWork) -> None:
        for number in range(messages):
            uow.outbox.put(_message(_FIRST_CHAT + number), now)

    await database.run(None, put)


def _message(chat: int) -> Message:
    return Message(chat, words("kit.over"), weight=Weight.MUST_ARRIVE, language="zh_Hans")


async def _no_file(file: str) -> bytes:
    raise FileNotFoundError(file)


if __name__ == "__main__":
    asyncio.run(_main(int(sys.argv[1]), float(sys.argv[2]), sys.argv[3], Path(sys.argv[4])))

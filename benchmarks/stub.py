"""A process of its own that is both Telegram and the residents; it is told what to do line by line, in JSON."""

import asyncio
import json
import os
import sys
from dataclasses import asdict
from statistics import quantiles
from time import monotonic
from typing import Any

from benchmarks.load import Offered, closed
from benchmarks.residents import Crowd, Tally
from benchmarks.telegram import Telegram
from benchmarks.wire import Caller, Callers

Json = dict[str, Any]


class Stub:
    """`ports`: where the bot listens for updates; each update goes to the next of them."""

    def __init__(self, ports: list[int], path: str, secret: str) -> None:
        self._crowd = Crowd(Callers([Caller("127.0.0.1", port) for port in ports]), path, secret)

    async def listen(self) -> int:
        """Be Telegram; returns the port."""
        loop = asyncio.get_running_loop()
        server = await loop.create_server(self._crowd.telegram.connection, "127.0.0.1", 0, backlog=2048)
        return int(server.sockets[0].getsockname()[1])

    async def do(self, order: Json) -> Json:
        """One order: what is to be done, with its figures."""
        crowd = self._crowd
        crowd.tally = Tally()
        crowd.telegram.delay = float(order.get("delay", 0))
        crowd.telegram.calls = 0
        began, busy = monotonic(), os.times()
        match order["do"]:
            case "closed":
                await closed(crowd, order["residents"], order["seconds"])
            case "offered":
                await Offered(crowd, order["residents"], order["rate"]).run(order["seconds"])
            case "count":
                crowd.telegram.begin(order["ceiling"])
            case "counted":
                return _counted(crowd.telegram)
        after = os.times()
        spent = after.user + after.system - busy.user - busy.system
        return {
            **_figures(crowd.tally, monotonic() - began),
            "calls": crowd.telegram.calls,
            "stub_cpu": spent,
        }


def _counted(telegram: Telegram) -> Json:
    return {
        "refused": telegram.refused,
        "most": telegram.most(),
        "sent": len(telegram.sends),
        "seconds": telegram.seconds(),
        "people": len({chat for chat, _ in telegram.said}),
        "repeated": telegram.repeated(),
    }


def _figures(tally: Tally, seconds: float) -> Json:
    told = {name: value for name, value in asdict(tally).items() if name != "latencies"}
    cuts = quantiles(tally.latencies, n=100) if len(tally.latencies) > 1 else [0.0] * 99
    return {**told, "steps": len(tally.latencies), "seconds": seconds, "p50": cuts[49], "p99": cuts[98]}


async def _serve(ports: list[int], path: str, secret: str) -> None:
    stub = Stub(ports, path, secret)
    _tell({"port": await stub.listen()})
    reader = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(reader), sys.stdin
    )
    while line := await reader.readline():
        _tell(await stub.do(json.loads(line)))


def _tell(what: Json) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(_serve([int(port) for port in sys.argv[1].split(",")], sys.argv[2], sys.argv[3]))

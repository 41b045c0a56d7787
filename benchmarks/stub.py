"""A process of its own that is both Telegram and the residents; it is told what to do line by line, in JSON."""

import asyncio
import json
import os
import sys
from dataclasses import asdict
from statistics import quantiles
from time import monotonic
from typing import Any

from benchmarks.load import Offered, closed, opened
from benchmarks.residents import Crowd, Tally
from benchmarks.wire import Caller

Json = dict[str, Any]


class Stub:
    """`port`: where the bot listens for updates."""

    def __init__(self, port: int, path: str, secret: str) -> None:
        self._crowd = Crowd(Caller("127.0.0.1", port), path, secret)

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
            case "opened":
                await opened(crowd, order["residents"], order["steps"])
            case "offered":
                await Offered(crowd, order["residents"], order["rate"]).run(order["seconds"])
        after = os.times()
        spent = after.user + after.system - busy.user - busy.system
        return {**_figures(crowd.tally, monotonic() - began), "calls": crowd.telegram.calls, "stub_cpu": spent}


def _figures(tally: Tally, seconds: float) -> Json:
    told = {name: value for name, value in asdict(tally).items() if name != "latencies"}
    cuts = quantiles(tally.latencies, n=100) if len(tally.latencies) > 1 else [0.0] * 99
    return {**told, "steps": len(tally.latencies), "seconds": seconds, "p50": cuts[49], "p99": cuts[98]}


async def _serve(port: int, path: str, secret: str) -> None:
    stub = Stub(port, path, secret)
    _tell({"port": await stub.listen()})
    reader = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    while line := await reader.readline():
        _tell(await stub.do(json.loads(line)))


def _tell(what: Json) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(_serve(int(sys.argv[1]), sys.argv[2], sys.argv[3]))

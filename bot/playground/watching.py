"""The control side, second half: the clock, the history, what is going on, and when all is quiet."""

import json
import logging
from dataclasses import asdict

from aiohttp import web

from bot.playground.asking import body_of, moment, number, patience
from bot.playground.clock import Next
from bot.playground.refusal import Unclear
from bot.playground.world import World

QUIET_WITHIN = 30.0
log = logging.getLogger(__name__)


class Watch:
    """Answers the requests about time and about what has happened."""

    def __init__(self, world: World) -> None:
        self.world = world

    def routes(self) -> list[web.RouteDef]:
        """Which request goes where."""
        return [
            web.get("/clock", self.clock),
            web.put("/clock/next", self.set_next),
            web.post("/world/clock", self.move_clock),
            web.post("/world/settings", self.settings),
            web.get("/world/faults", self.see_faults),
            web.post("/world/faults", self.add_fault),
            web.delete("/world/faults", self.drop_faults),
            web.post("/world/updates", self.inject),
            web.get("/world/history", self.history),
            web.get("/world/events", self.events),
            web.get("/world/quiet", self.quiet),
            web.get("/world/files/{file_id}", self.file),
        ]

    async def clock(self, request: web.Request) -> web.Response:
        """GET /clock."""
        clock = self.world.clock
        if "after" not in request.query:
            return web.json_response(clock.view())
        return web.json_response(await clock.follow(number(request, "after")))

    async def set_next(self, request: web.Request) -> web.Response:
        """PUT /clock/next."""
        body = await body_of(request)
        if "at" not in body:
            raise Unclear("at is a moment, or null where nothing is due")
        at, what = body["at"], body.get("what") or ""
        if not isinstance(what, str):
            raise Unclear("what is a word or two about the moment, or left out")
        self.world.clock.next = None if at is None else Next(moment(at), what)
        return self._clock_told()

    async def move_clock(self, request: web.Request) -> web.Response:
        """POST /world/clock."""
        body = await body_of(request)
        clock = self.world.clock
        if "forward" in body:
            clock.forward(_seconds(body["forward"]))
        elif "set" in body:
            clock.set(moment(body["set"]))
        elif not (body.get("to_next") and clock.to_next()):
            raise Unclear("no next moment is known" if body.get("to_next") else "say forward, set or to_next")
        if not await clock.everybody_told():
            log.warning("somebody who follows the clock has not come back")
        return self._clock_told()

    def _clock_told(self) -> web.Response:
        view = self.world.clock.view()
        self.world.tell("clock", clock=view)
        return web.json_response(view)

    async def settings(self, request: web.Request) -> web.Response:
        """POST /world/settings."""
        body, settings = await body_of(request), self.world.settings
        copies, unasked = body.get("copies", settings.copies), body.get("unasked", settings.unasked)
        if not isinstance(copies, int) or copies < 1:
            raise Unclear("copies is a number from 1")
        if "limits" in body:
            self.world.limits.set(body["limits"])
        settings.copies, settings.unasked = copies, bool(unasked)
        self.world.updates.unasked = settings.unasked
        return web.json_response(asdict(settings) | {"limits": self.world.limits.rules})

    async def add_fault(self, request: web.Request) -> web.Response:
        """POST /world/faults."""
        return web.json_response(self.world.faults.add(await body_of(request)).view())

    async def see_faults(self, _: web.Request) -> web.Response:
        """GET /world/faults."""
        return web.json_response({"faults": [fault.view() for fault in self.world.faults.waiting]})

    async def drop_faults(self, _: web.Request) -> web.Response:
        """DELETE /world/faults."""
        self.world.faults.waiting.clear()
        return web.json_response({"faults": []})

    async def inject(self, request: web.Request) -> web.Response:
        """POST /world/updates: any update, whatever its shape, at the end of a queue of its own or a named one."""
        body = await body_of(request)
        update = body.get("update")
        if not isinstance(update, dict):
            raise Unclear("update is an object without update_id")
        line = str(body.get("line") or "")
        return web.json_response({"update_id": self.world.updates.inject(update, line)})

    async def history(self, request: web.Request) -> web.Response:
        """GET /world/history; `wait` seconds for the first new entry."""
        after, book = number(request, "after"), self.world.history
        await self.world.bell.until(lambda: len(book.entries) > after, patience(request))
        return web.json_response({"entries": book.after(after), "version": len(book.entries)})

    async def events(self, request: web.Request) -> web.StreamResponse:
        """GET /world/events, for as long as the page stays."""
        stream = web.StreamResponse(
            headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"}
        )
        page = self.world.events.open()
        try:
            await stream.prepare(request)
            await stream.write(b": welcome\n\n")
            while (event := await page.get()) is not None:
                await stream.write(f"data: {json.dumps(event)}\n\n".encode())
        except ConnectionResetError:
            log.debug("a page has gone")
        finally:
            self.world.events.leave(page)
        return stream

    async def quiet(self, request: web.Request) -> web.Response:
        """GET /world/quiet: for `ms` nothing has moved, no update waits, no request is under way."""
        world, still = self.world, number(request, "ms", 100) / 1000
        end = world.clock.ticks() + QUIET_WITHIN
        while world.clock.ticks() < end and not world.bell.closed:
            seen = world.bell.version
            moved = await world.bell.past(seen, still)
            if not moved and not world.updates.waiting and not world.busy:
                return web.json_response({"version": seen})
        waiting = len(world.updates.waiting)
        raise Unclear(f"not quiet: {waiting} updates undelivered, {world.busy} requests under way")

    async def file(self, request: web.Request) -> web.Response:
        """GET /world/files/{file_id}."""
        file = self.world.files.get(request.match_info["file_id"])
        if file is None:
            raise Unclear("no such file", 404)
        headers = {
            "Content-Type": file.type,
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": "sandbox",
        }
        return web.Response(body=file.data, headers=headers)


def _seconds(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise Unclear("forward is a number of seconds")
    return float(value)

"""The control side: what the page and the tests ask of the playground, as docs/playground.md describes it."""

from aiohttp import web

from bot.playground import deeds
from bot.playground.asking import body_of, number, patience
from bot.playground.assembly import message_of, sender
from bot.playground.people import Person
from bot.playground.refusal import Unclear
from bot.playground.world import World

PERSON_FIELDS = ("last_name", "username", "language_code", "about")


class Control:
    """Answers the requests under /world about people and chats."""

    def __init__(self, world: World) -> None:
        self.world = world

    def routes(self) -> list[web.RouteDef]:
        """Which request goes where."""
        chat = "/world/chats/{chat}/messages"
        return [
            web.get("/world", self.see),
            web.post("/world/people", self.add_person),
            web.post("/world/people/{person}/block", self.block),
            web.post("/world/people/{person}/unblock", self.unblock),
            web.post("/world/people/{person}/start", self.start),
            web.get(chat, self.messages),
            web.post(chat, self.write),
            web.post(chat + "/{message}/edit", self.edit),
            web.post(chat + "/{message}/tap", self.tap),
        ]

    async def see(self, _: web.Request) -> web.Response:
        """GET /world."""
        world = self.world
        return web.json_response(
            {
                "bot": world.bot.page_view() | world.wardrobe.page_view(),
                "people": [person.page_view() for person in world.people.values()],
                "chats": [chat.page_view() for chat in world.chats.values()],
                "places": world.places,
                "clock": world.clock.view(),
                "version": world.bell.version,
            }
        )

    async def add_person(self, request: web.Request) -> web.Response:
        """POST /world/people."""
        body = await body_of(request)
        if not body.get("first_name"):
            raise Unclear("first_name is needed")
        facts = {name: body[name] for name in PERSON_FIELDS if name in body}
        return web.json_response(self.world.add_person(body["first_name"], **facts).page_view())

    async def block(self, request: web.Request) -> web.Response:
        """POST /world/people/{person}/block."""
        person = self._person(request)
        deeds.block(self.world, person)
        return web.json_response(person.page_view())

    async def unblock(self, request: web.Request) -> web.Response:
        """POST /world/people/{person}/unblock."""
        person = self._person(request)
        deeds.unblock(self.world, person)
        return web.json_response(person.page_view())

    async def start(self, request: web.Request) -> web.Response:
        """POST /world/people/{person}/start."""
        payload = (await body_of(request)).get("payload")
        message = deeds.start(self.world, self._person(request), payload)
        return web.json_response(self.world.page_view(message))

    async def messages(self, request: web.Request) -> web.Response:
        """GET /world/chats/{chat}/messages; `wait` seconds for the first new one."""
        chat = self.world.chat(number(request, "chat")).id
        after = number(request, "after")
        await self.world.bell.until(lambda: bool(self.world.messages(chat, after)), patience(request))
        views = [self.world.page_view(message) for message in self.world.messages(chat, after)]
        return web.json_response({"messages": views, "version": self.world.bell.version})

    async def write(self, request: web.Request) -> web.Response:
        """POST /world/chats/{chat}/messages."""
        body = await body_of(request)
        chat = self.world.chat(number(request, "chat"))
        sent = deeds.write(self.world, sender(self.world, body), chat, body)
        return web.json_response({"messages": [self.world.page_view(message) for message in sent]})

    async def edit(self, request: web.Request) -> web.Response:
        """POST /world/chats/{chat}/messages/{message}/edit."""
        body = await body_of(request)
        message = deeds.edit(self.world, sender(self.world, body), message_of(self.world, request), body)
        return web.json_response(self.world.page_view(message))

    async def tap(self, request: web.Request) -> web.Response:
        """POST /world/chats/{chat}/messages/{message}/tap."""
        body = await body_of(request)
        version = self.world.bell.version
        id_ = deeds.tap(self.world, sender(self.world, body), message_of(self.world, request), body)
        return web.json_response({"callback_query_id": id_, "version": version})

    def _person(self, request: web.Request) -> Person:
        return self.world.person(number(request, "person"))

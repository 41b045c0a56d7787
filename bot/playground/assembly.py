"""The control side, third part: groups and topics, and what people do besides writing."""

from collections.abc import Callable

from aiohttp import web

from bot.playground import gatherings, polls, stirrings, topics
from bot.playground.asking import body_of, number
from bot.playground.messages import Message
from bot.playground.outfits import commands_for
from bot.playground.people import Chat, Json, Person
from bot.playground.refusal import Unclear
from bot.playground.world import World

DEEDS: dict[str, Callable[[World, Person, Chat, Json], object]] = {
    "migrate": lambda world, person, chat, _: gatherings.migrate(world, person, chat),
    "join": lambda world, person, chat, body: gatherings.let_in(
        world, person, chat, body.get("people") or [person.id]
    ),
    "leave": lambda world, person, chat, _: gatherings.go(world, person, chat),
    "remove": lambda world, person, chat, body: gatherings.remove(world, person, chat, int(body["person"])),
    "rename": lambda world, person, chat, body: gatherings.rename(world, person, chat, str(body["title"])),
    "topics": lambda world, person, chat, body: topics.open_topic(world, person, chat, str(body["name"])),
    "turn_topic": lambda world, person, chat, body: topics.turn_topic(
        world, person, chat, int(body["topic"])
    ),
    "wish": lambda world, person, chat, _: stirrings.wish_to_join(world, person, chat),
    "bot": lambda world, person, chat, _: gatherings.remove_bot(world, person, chat),
}
"""What a member does with a chat, by the last word of the address."""


class Assembly:
    """Answers the requests under /world about gatherings of people, and about reactions, votes and the like."""

    def __init__(self, world: World) -> None:
        self.world = world

    def routes(self) -> list[web.RouteDef]:
        """Which request goes where."""
        chat, message = "/world/chats/{chat}", "/world/chats/{chat}/messages/{message}"
        return [
            web.post("/world/groups", self.found),
            web.get(chat + "/commands", self.commands),
            web.post(f"{chat}/{{deed:{'|'.join(DEEDS)}}}", self.act),
            web.post(message + "/{deed:pin|react|vote|stop}", self.touch),
            web.post("/world/people/{person}/inline", self.ask_inline),
            web.post("/world/people/{person}/shop", self.write_to_shop),
        ]

    async def found(self, request: web.Request) -> web.Response:
        """POST /world/groups."""
        return web.json_response(gatherings.found_group(self.world, await body_of(request)).page_view())

    async def commands(self, request: web.Request) -> web.Response:
        """GET /world/chats/{chat}/commands?person=N."""
        person = self.world.person(number(request, "person"))
        chat = self.world.chat(number(request, "chat"))
        return web.json_response({"commands": commands_for(self.world, person, chat)})

    async def act(self, request: web.Request) -> web.Response:
        """POST /world/chats/{chat}/{deed}; answers with the chat as it is then."""
        body = await body_of(request)
        chat, person = self.world.chat(number(request, "chat")), sender(self.world, body)
        DEEDS[request.match_info["deed"]](self.world, person, chat, body)
        now = self.world.chat(chat.moved_to or chat.id)
        return web.json_response(now.page_view())

    async def touch(self, request: web.Request) -> web.Response:
        """POST /world/chats/{chat}/messages/{message}/{deed}; answers with the message as it is then."""
        body = await body_of(request)
        person, message = sender(self.world, body), message_of(self.world, request)
        match request.match_info["deed"]:
            case "pin":
                gatherings.pin(self.world, person, message)
            case "react":
                stirrings.react(self.world, person, message, str(body.get("emoji") or ""))
            case "stop":
                polls.stop(self.world, person, message)
            case _:
                polls.vote(self.world, person, message, [int(one) for one in body["options"]])
        return web.json_response(self.world.page_view(message))

    async def ask_inline(self, request: web.Request) -> web.Response:
        """POST /world/people/{person}/inline."""
        words = str((await body_of(request)).get("query") or "")
        query = stirrings.ask_inline(self.world, self.world.person(number(request, "person")), words)
        return web.json_response({"inline_query_id": query})

    async def write_to_shop(self, request: web.Request) -> web.Response:
        """POST /world/people/{person}/shop."""
        body = await body_of(request)
        owner = self.world.person(number(request, "person"))
        stirrings.write_to_shop(self.world, owner, sender(self.world, body), body)
        return web.json_response({"version": self.world.bell.version})


def sender(world: World, body: Json) -> Person:
    """Who does it, by the body's `from`."""
    found = body.get("from")
    if not isinstance(found, int):
        raise Unclear("from is the id of a person")
    return world.person(found)


def message_of(world: World, request: web.Request) -> Message:
    """The message that the address names."""
    chat, id_ = world.chat(number(request, "chat")).id, number(request, "message")
    message = world.message(chat, id_)
    if message is None:
        raise Unclear(f"no message {id_} in this chat", 404)
    return message

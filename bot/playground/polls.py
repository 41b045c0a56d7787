"""Polls: a question with options, votes that can be changed and taken back, and the end of a poll."""

from bot.playground.hearing import inside
from bot.playground.messages import Message
from bot.playground.people import Json, Person
from bot.playground.refusal import Unclear
from bot.playground.world import World

FIRST = 5_100_000_001


def new_poll(world: World, asked: Json) -> Json:
    """A poll without votes. Who votes how stays unknown, one option is chosen, and a choice may be changed, unless
    said otherwise; in a quiz a choice stays."""
    options = [
        {"persistent_id": str(number), "text": str(text), "voter_count": 0}
        for number, text in enumerate(asked["options"], 1)
    ]
    is_quiz = asked.get("type") == "quiz"
    return {
        "id": str(FIRST + world.last_message),
        "question": str(asked["question"]),
        "options": options,
        "total_voter_count": 0,
        "is_closed": bool(asked.get("is_closed", False)),
        "is_anonymous": bool(asked.get("is_anonymous", True)),
        "type": "quiz" if is_quiz else "regular",
        "allows_multiple_answers": bool(asked.get("allows_multiple_answers", False)),
        "allows_revoting": bool(asked.get("allows_revoting", not is_quiz)),
        "members_only": bool(asked.get("members_only", False)),
    } | ({"correct_option_ids": asked["correct_option_ids"]} if is_quiz else {})


def vote(world: World, person: Person, message: Message, options: list[int]) -> None:
    """Vote in a poll; no options take the vote back. A bot hears of its own polls; who voted how, of open ones."""
    inside(world, person, message.chat)
    poll = _poll_in(message)
    votes = world.votes.setdefault(poll["id"], {})
    _check(poll, votes.get(person.id, []), options)
    votes[person.id] = options
    for number, option in enumerate(poll["options"]):
        option["voter_count"] = sum(number in chosen for chosen in votes.values())
    poll["total_voter_count"] = sum(bool(chosen) for chosen in votes.values())
    world.changed(message)
    if message.from_bot:
        _tell_votes(world, person, poll, options)


def stop(world: World, person: Person, message: Message) -> None:
    """End an own poll; nobody can vote any more."""
    inside(world, person, message.chat)
    poll = _poll_in(message)
    if message.sender != person.id:
        raise Unclear("only who sent a poll can end it")
    if poll["is_closed"]:
        raise Unclear("the poll has ended")
    close(world, message)


def close(world: World, message: Message) -> Json:
    """The poll of this message, ended; bots are told."""
    poll = _poll_in(message)
    poll["is_closed"] = True
    world.changed(message)
    world.updates.add("poll", _line(poll), 0, _as_it_is(poll))
    return poll


def _poll_in(message: Message) -> Json:
    poll: Json = message.content.get("poll") or {}
    if not poll:
        raise Unclear("no poll in this message")
    return poll


def _check(poll: Json, before: list[int], options: list[int]) -> None:
    if not all(0 <= number < len(poll["options"]) for number in options):
        raise Unclear("no such option of a poll in this message")
    if len(set(options)) < len(options) or (len(options) > 1 and not poll["allows_multiple_answers"]):
        raise Unclear("this poll takes one option, each once")
    if poll["is_closed"]:
        raise Unclear("the poll has ended")
    if before and not poll["allows_revoting"]:
        raise Unclear("in this poll a vote cannot be changed")


def _tell_votes(world: World, person: Person, poll: Json, options: list[int]) -> None:
    world.updates.add("poll", _line(poll), 0, _as_it_is(poll))
    if not poll["is_anonymous"]:
        chosen = [poll["options"][number]["persistent_id"] for number in options]
        answer = {"poll_id": poll["id"], "user": person.user(), "option_ids": options}
        world.updates.add("poll_answer", _line(poll), 0, answer | {"option_persistent_ids": chosen})


def _line(poll: Json) -> str:
    return f"poll:{poll['id']}"


def _as_it_is(poll: Json) -> Json:
    """A copy: later votes must not change what is already told."""
    return poll | {"options": [dict(option) for option in poll["options"]]}

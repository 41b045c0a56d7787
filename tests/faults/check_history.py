"""The one checker: what must hold between what Telegram saw and what we remember, once all is quiet.

`check_history(history, database)` returns every violation of I-1 … I-10 (nothing lost, nothing doubled).
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

from sqlalchemy import Engine

from bot.inbound import read
from domain.concern import Act, HistoryRow, State
from domain.files import FileState
from domain.history import verify_chain
from domain.life import LIFE
from storage import tables
from tests.faults.evidence import LONG, Evidence, base, numbers_in
from tests.faults.sights import entitled
from tests.note import Json

MUST = ("number:", "notice:")
"""Natural keys of messages that must arrive."""


def check_history(
    history: list[Json], database: Engine, folder: Path | None = None, killed: bool = False
) -> list[str]:
    """Every violation found; none is right. `history`: all entries of the playground. `folder`: the kept files.

    `killed`: the bot was, and cannot know what became of what it was just sending.
    """
    evidence = Evidence(history, database, folder, killed)
    return [f"{name}: {fault}" for name, rule in RULES.items() for fault in rule(evidence)]


def updates_done(see: Evidence) -> Iterator[str]:
    """Every acknowledged update is done or quarantined."""
    seen = {row.update for row in see.rows(tables.inbox)} | {
        row.update for row in see.rows(tables.quarantine)
    }
    for number in sorted(see.acknowledged - seen):
        if number in see.updates and read(see.updates[number], see.now, see.bot_name) is not None:
            yield f"update {number} was acknowledged and is nowhere"


def one_concern_each(see: Evidence) -> Iterator[str]:
    """Exactly one concern per submission."""
    told = Counter(row.concern for row in see.rows(tables.outbox) if row.once.startswith("number:"))
    registered = Counter(row.concern for row in see.rows(tables.history) if row.act == Act.REGISTER)
    for concern in see.rows(tables.concern):
        if told[concern.id] != 1 or registered[concern.id] != 1:
            yield f"{concern.number} has {told[concern.id]} submissions, {registered[concern.id]} registrations"
    if stray := set(told) - {concern.id for concern in see.rows(tables.concern)}:
        yield f"submissions without a concern: {stray}"


def one_number_each(see: Evidence) -> Iterator[str]:
    """Nobody is told two numbers for one concern, no number is told for two."""
    for place, words in see.arrived.items():
        if strange := numbers_in(words) - set(see.numbers):
            yield f"message {place} tells {strange}, which no concern has"
        concern = see.spoke_of.get(place)
        told = {see.numbers.get(number) for number in numbers_in(words)}
        if concern and told and told != {concern}:
            yield f"message {place} of concern {concern} tells numbers of {told}"


def what_must_arrive(see: Evidence) -> Iterator[str]:
    """Class A messages arrive once at least, or stand on the list of those not reached."""
    sent = Counter(
        (chat, see.spoke_of[chat, message])
        for chat, message in see.arrived
        if (chat, message) in see.spoke_of
    )
    due = Counter(
        (row.chat, row.concern)
        for row in see.rows(tables.outbox)
        if row.once.startswith(MUST) and row.concern and row.settled_at and not row.why
    )
    for key, wanted in due.items():
        if sent[key] < wanted:
            yield f"chat {key[0]} got {sent[key]} of {wanted} messages of concern {key[1]}"


def copies(see: Evidence) -> Iterator[str]:
    """No more copies than one and one for each attempt that stayed uncertain."""
    unsure = see.tried() if see.killed else see.unsure("sendMessage")
    said = Counter(entry["chat"] for entry in see.said if len(entry["params"]["text"]) < LONG)
    for chat, number in said.items():
        if number > len(see.of_chat[chat]) + unsure[chat]:
            yield f"chat {chat} got {number} messages for {len(see.of_chat[chat])} in the outbox"
    tries: Counter[tuple[int, str]] = Counter()
    for entry in see.of("call", "sendMessage"):
        words = entry["params"]["text"]
        key = (entry["chat"], base(words))
        if base(words) != words.strip() and not tries[key] and not see.killed:
            yield f"chat {key[0]} was told that it may have had something it never had: {key[1][:40]!r}"
        tries[key] += 1


def order(see: Evidence) -> Iterator[str]:
    """In a chat, what was in line first arrives first."""
    for chat, rows in see.of_chat.items():
        settled = [row for row in rows if row.settled_at]
        for first, second in pairwise(settled):
            if first.joins_at <= second.created_at and first.settled_at > second.settled_at:
                yield f"in chat {chat}, {second.once} overtook {first.once}"


def life(see: Evidence) -> Iterator[str]:
    """Every change of state is an edge of the life cycle with exactly one row of history."""
    records = defaultdict(list)
    for row in sorted(see.rows(tables.history), key=lambda one: one.sequence):
        facts = dict(row._mapping) | {"act": Act(row.act)}
        records[row.concern].append(HistoryRow(**facts))
    for concern in see.rows(tables.concern):
        record = records.pop(concern.id, [])
        if verify_chain(record) is not None:
            yield f"the record of {concern.number} was altered"
        yield from (f"{concern.number}: {fault}" for fault in steps(record, concern.state))
    yield from (f"a record without its concern: {concern}" for concern in records)


def steps(record: list[HistoryRow], state: str) -> Iterator[str]:
    """What is wrong with the steps of one concern that now stands in this state."""
    before = ""
    for row in record:
        if row.state_before != before:
            yield f"{row.act} begins at {row.state_before!r} after {before!r}"
        before = row.state_after
        edge = LIFE.get(row.act)
        if edge is None:
            continue
        if State(row.state_before) not in edge.from_ or row.state_after != (edge.to or row.state_before):
            yield f"no {row.act} leads from {row.state_before} to {row.state_after}"
    if before != state:
        yield f"stands at {state}, its record ends at {before!r}"


def nothing_half_way(see: Evidence) -> Iterator[str]:
    """After quiet, nothing is left half-way."""
    held = {row.chat for row in see.rows(tables.pause) if row.until > see.now}
    for chat, rows in see.of_chat.items():
        waiting = [row for row in rows if not row.settled_at]
        head = waiting[0] if waiting and chat not in held else None
        if head is not None and (head.leased or head.available_at <= see.now):
            yield f"{head.once} to chat {chat} never left"
    drafts = {row.id for row in see.rows(tables.draft)}
    for row in see.rows(tables.progress):
        if row.draft and row.draft not in drafts:
            yield f"somebody stands in draft {row.draft}, which is gone"
    for row in see.rows(tables.file):
        if row.state == FileState.NAMED and (row.not_before is None or row.not_before <= see.now):
            yield f"file {row.id} was never fetched"


def entitled_chats(see: Evidence) -> Iterator[str]:
    """Every message went to a chat that is entitled to it."""
    for place, concern in see.spoke_of.items():
        if not entitled(see, place[0], concern):
            yield f"message {place} told somebody of concern {concern} whom it does not concern"
    for (chat, message), words in see.arrived.items():
        for number in numbers_in(words) & set(see.numbers):
            if not entitled(see, chat, see.numbers[number], number):
                yield f"message {(chat, message)} told a stranger of {number}"


def files(see: Evidence) -> Iterator[str]:
    """Every file referred to exists, and every stored file is referred to."""
    rows = see.rows(tables.file)
    ids = {
        "concern": {row.id for row in see.rows(tables.concern)},
        "draft": {row.id for row in see.rows(tables.draft)},
        "observation": {row.id for row in see.rows(tables.observation)},
    }
    for row in rows:
        kind, _, key = row.owner.partition(":")
        if key not in ids.get(kind, ()):
            yield f"file {row.id} belongs to {row.owner}, which is not there"
    if see.folder is not None:
        kept = {row.id for row in rows if row.state == FileState.KEPT}
        there = {path.name for path in see.folder.iterdir() if not path.name.endswith(".part")}
        yield from (f"file {name} is lost" for name in sorted(kept - there))
        yield from (f"nobody knows file {name}" for name in sorted(there - kept))


RULES: dict[str, Callable[[Evidence], Iterator[str]]] = {
    "I-1": updates_done,
    "I-2": one_concern_each,
    "I-3": one_number_each,
    "I-4": what_must_arrive,
    "I-5": copies,
    "I-6": order,
    "I-7": life,
    "I-8": nothing_half_way,
    "I-9": entitled_chats,
    "I-10": files,
}

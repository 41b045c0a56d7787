"""Forgets messages that were settled long ago, and what they spoke of once nothing happens to it any more."""

from collections import defaultdict
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, exists, select

from storage import tables
from storage.columns import Moment

_ROW, _SPOKEN, _STEP = tables.outbox.c, tables.sent_message.c, tables.history.c
_OLDEST = select(tables.outbox).order_by(_ROW.id).limit(bindparam("most")).subquery()
_OLD = select(_OLDEST.c.id, _OLDEST.c.chat, _OLDEST.c.concern).where(
    _OLDEST.c.settled_at < bindparam("before", type_=Moment)
)
_DROP = delete(tables.outbox).where(_ROW.id == bindparam("gone"))
_MOVED = exists().where(_STEP.concern == _SPOKEN.concern, _STEP.at >= bindparam("quiet_since", type_=Moment))
_UNSAY = delete(tables.sent_message).where(
    _SPOKEN.chat == bindparam("of"), _SPOKEN.concern.in_(bindparam("concerns", expanding=True)), ~_MOVED
)


def forget_settled(connection: Connection, before: datetime, quiet_since: datetime, limit: int) -> int:
    """Drop those of the oldest messages that were settled before then; how many.

    With them go the numbers of the messages about the same concern in that chat, by which a reply finds it, unless
    something has happened to the concern since `quiet_since`. It looks at the `limit` oldest only: numbers grow with
    time, so a look costs the same however many are kept.
    """
    rows = connection.execute(_OLD, {"before": before, "most": limit}).all()
    if not rows:
        return 0
    connection.execute(_DROP, [{"gone": row.id} for row in rows])
    spoken: dict[int, set[str]] = defaultdict(set)
    for row in rows:
        if row.concern:
            spoken[row.chat].add(row.concern)
    for chat, concerns in spoken.items():
        facts = {"of": chat, "concerns": sorted(concerns), "quiet_since": quiet_since}
        connection.execute(_UNSAY, facts)
    return len(rows)

"""Every table of the memory; the same shape is built step by step in storage/migrations."""

from storage.tables.aid import aid_offer
from storage.tables.answers import held_reply
from storage.tables.concerns import clock, concern, contact, history, reminder
from storage.tables.diary import diary
from storage.tables.field import duty_mark, file, observation
from storage.tables.figures import figure, ledger_row, report_section, tally
from storage.tables.messages import inbox, outbox, pause, quarantine, sent_message
from storage.tables.parts import metadata
from storage.tables.people import attempt, binding, draft, invitation, person, progress
from storage.tables.reception import booking, reception
from storage.tables.remedies import rating, said
from storage.tables.replicas import replica
from storage.tables.roster import duty_roster, duty_swap
from storage.tables.staff import badge, stand_in, unreached
from storage.tables.tasks import task

__all__ = [
    "aid_offer",
    "attempt",
    "badge",
    "binding",
    "booking",
    "clock",
    "concern",
    "contact",
    "diary",
    "draft",
    "duty_mark",
    "duty_roster",
    "duty_swap",
    "figure",
    "file",
    "held_reply",
    "history",
    "inbox",
    "invitation",
    "ledger_row",
    "metadata",
    "observation",
    "outbox",
    "pause",
    "person",
    "progress",
    "quarantine",
    "rating",
    "reception",
    "reminder",
    "replica",
    "report_section",
    "said",
    "sent_message",
    "stand_in",
    "tally",
    "task",
    "unreached",
]

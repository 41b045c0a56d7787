"""Writes messages and their facts down as JSON and reads them back, the same in meaning."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import date, datetime
from typing import Any

from domain.messages import Button, Fact, Message, Rows, Weight, Words

_DEFAULTS = {field.name: field.default for field in fields(Message)}


def write_facts(facts: Mapping[str, Fact]) -> str:
    """Facts of a sentence as JSON."""
    return _json({name: _pack(fact) for name, fact in facts.items()}) if facts else "{}"


def read_facts(text: str) -> dict[str, Fact]:
    """The facts that `write_facts` wrote; lists come back as tuples."""
    return _facts(json.loads(text))


def write_message(message: Message) -> str:
    """A message as JSON, without what is left at its default."""
    given = ((name, getattr(message, name), default) for name, default in _DEFAULTS.items())
    return _json({name: _field(value) for name, value, default in given if value != default})


def read_message(text: str) -> Message:
    """The message that `write_message` wrote."""
    written: dict[str, Any] = json.loads(text)
    return Message(**{name: _READ.get(name, _same)(value) for name, value in written.items()})


_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _field(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_field(part) for part in value]
    if isinstance(value, Button):
        return [_pack(value.label), value.data, value.asks, value.opens]
    return value.isoformat() if isinstance(value, datetime) else _pack(value)


def _pack(fact: Fact) -> Any:
    match fact:
        case str() | int():
            return fact
        case Words():
            return {"key": fact.key, "facts": {name: _pack(value) for name, value in fact.facts.items()}}
        case datetime():
            return {"moment": fact.isoformat()}
        case date():
            return {"day": fact.isoformat()}
        case list() | tuple():
            return [_pack(part) for part in fact]
    raise TypeError("a fact is a text, a number, a time, a sentence or a list of these")


def _unpack(value: Any) -> Fact:
    if isinstance(value, str | int):
        return value
    match value:
        case {"moment": str(moment)}:
            return datetime.fromisoformat(moment)
        case {"day": str(day)}:
            return date.fromisoformat(day)
        case {"key": str()}:
            return _words(value)
        case list():
            return tuple(_unpack(part) for part in value)
    raise ValueError("not a fact that was written here")


def _facts(written: Mapping[str, Any]) -> dict[str, Fact]:
    return {name: _unpack(value) for name, value in written.items()}


def _words(written: Mapping[str, Any]) -> Words:
    return Words(written["key"], _facts(written["facts"]))


def _rows(written: Sequence[Sequence[Any]]) -> Rows:
    return tuple(tuple(Button(_words(label), *rest) for label, *rest in row) for row in written)


def _same(value: Any) -> Any:
    return value


_READ: Mapping[str, Any] = {
    "words": _words,
    "rows": _rows,
    "keys": _rows,
    "weight": Weight,
    "attachments": tuple,
    "not_before": datetime.fromisoformat,
    "expires_at": datetime.fromisoformat,
}

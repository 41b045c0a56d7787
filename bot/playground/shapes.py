"""Checks a request against the Bot API: which parameters a method has, and of which types (botapi.json)."""

import json
from collections.abc import Iterable
from functools import cache
from importlib import resources
from typing import Any

from bot.playground.people import Json
from bot.playground.refusal import bad

_EMPTY_WORDS = {
    "chat_id": "chat_id is empty",
    "text": "message text is empty",
    "photo": "there is no photo in the request",
    "document": "there is no document in the request",
    "voice": "there is no voice in the request",
    "video": "there is no video in the request",
    "latitude": "latitude is empty",
    "longitude": "longitude is empty",
    "callback_query_id": "query is too old and response timeout expired or query ID is invalid",
}
_MAY_BE_EMPTY = ("url",)


@cache
def bot_api() -> Json:
    """The methods and types of the Bot API. A name ending in * is required; [] is a list, | means or."""
    book: Json = json.loads(resources.files("bot.playground").joinpath("botapi.json").read_text("utf-8"))
    return book


def known(method: str) -> str | None:
    """The method's right spelling (Telegram does not mind upper and lower case), or None."""
    return {name.lower(): name for name in bot_api()["methods"]}.get(method.lower())


def typed(method: str, raw: Json, uploads: Iterable[str] = ()) -> Json:
    """The parameters in their types; form fields are text, JSON bodies may carry numbers and objects.

    `uploads` names the parts with files; a part named as a parameter stands for it.
    """
    fields = _fields(bot_api()["methods"][method])
    files: Json = {name: f"attach://{name}" for name in uploads if name in fields}
    raw = files | raw
    for name in raw:
        if name not in fields:
            raise bad(f'the playground knows no parameter "{name}" of {method}')
    for name, (_, required) in fields.items():
        if required and name not in _MAY_BE_EMPTY and raw.get(name) in (None, ""):
            raise bad(_EMPTY_WORDS.get(name, f'parameter "{name}" is required'))
    given = {name: value for name, value in raw.items() if value is not None}
    return {name: _read(name, value, fields[name][0].split("|")) for name, value in given.items()}


def _fields(shape: dict[str, str]) -> dict[str, tuple[str, bool]]:
    return {name.rstrip("*"): (types, name.endswith("*")) for name, types in shape.items()}


def _read(name: str, value: Any, types: list[str]) -> Any:
    """A parameter from its text or JSON form."""
    if isinstance(value, str) and "String" not in types and "InputFile" not in types:
        value = _from_text(name, value, types[0])
    fault = _fault(value, types)
    if fault and name == "reply_markup":
        raise bad(_markup_words(value, types, fault))
    if fault:
        raise bad(f'parameter "{name}" is wrong: {fault}')
    return value


def _from_text(name: str, text: str, type_: str) -> Any:
    if type_ == "Boolean":
        return {"true": True, "false": False, "1": True, "0": False}.get(text.lower(), text)
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        if type_ in ("Integer", "Float"):
            return text
        said = "reply keyboard markup" if name == "reply_markup" else name.replace("_", " ")
        raise bad(f"can't parse {said} JSON object") from error


def _markup_words(value: Any, types: list[str], fault: str) -> str:
    if not isinstance(value, dict):
        return "object expected as reply markup"
    if types == ["InlineKeyboardMarkup"] and "inline_keyboard" not in value:
        return "inline keyboard expected"
    button = "inline keyboard button" if "inline_keyboard" in value else "keyboard button"
    return f"can't parse {button}: {fault}"


def _fault(value: Any, types: list[str]) -> str:
    """What is wrong with a value that may be of any of these types; empty if it fits one of them."""
    faults = [_fault_in(value, type_) for type_ in types]
    if not all(faults):
        return ""
    likely = [fault for fault, type_ in zip(faults, types, strict=True) if _looks_like(value, type_)]
    return (likely or faults)[0]


def _fault_in(value: Any, type_: str) -> str:
    if type_.startswith("[]"):
        if not isinstance(value, list):
            return "an Array is expected"
        return next((fault for one in value if (fault := _fault_in(one, type_[2:]))), "")
    if type_ in _PLAIN:
        fits = isinstance(value, _PLAIN[type_]) and (type_ in _TRUTHS or not isinstance(value, bool))
        return "" if fits else f"a value of type {type_} is expected"
    shape = bot_api()["types"].get(type_)
    if isinstance(shape, list):
        return _fault(value, shape)
    if not isinstance(value, dict):
        return f"an Object of type {type_} is expected"
    return _fault_of_object(value, shape) if shape is not None else ""


def _fault_of_object(value: Json, shape: dict[str, str]) -> str:
    fields = _fields(shape)
    for name, one in value.items():
        if name not in fields:
            return f'the playground knows no field "{name}" there'
        fault = _fault(one, fields[name][0].split("|"))
        if fault:
            nested = isinstance(one, dict | list) and fields[name][0] not in _PLAIN
            return fault if nested else f'Field "{name}" must be of type {fields[name][0]}'
    missing = [name for name, (_, required) in fields.items() if required and name not in value]
    return f'Can\'t find field "{missing[0]}"' if missing else ""


def _looks_like(value: Any, type_: str) -> bool:
    """Whether the value was probably meant to be of this type: it has the field that marks it."""
    shape = bot_api()["types"].get(type_.replace("[]", ""))
    while isinstance(value, list) and value:
        value = value[0]
    return isinstance(value, dict) and isinstance(shape, dict) and next(iter(shape)).rstrip("*") in value


_TRUTHS = ("Boolean", "True")
_PLAIN: dict[str, type | tuple[type, ...]] = {
    "String": str,
    "Integer": int,
    "Float": (int, float),
    "Boolean": bool,
    "True": bool,
    "InputFile": str,
}

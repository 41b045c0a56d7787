"""Checks the buttons that the bot puts under its messages, as Telegram does."""

from bot.playground.addresses import fault_of
from bot.playground.people import Json
from bot.playground.refusal import bad

DATA_LIMIT = 64
BUTTONS_LIMIT = 100
DEEDS = (
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
)


def markup_of(params: Json, private: bool = True) -> Json | None:
    """The `reply_markup` of a request, checked; None if it has none or an empty one.

    Keys that hand over somebody's number or place are for private chats.
    """
    markup: Json | None = params.get("reply_markup")
    if not markup:
        return None
    if "inline_keyboard" in markup:
        return _inline(markup["inline_keyboard"])
    if "keyboard" in markup:
        return _reply(markup, private)
    return markup


def _inline(rows: list[list[Json]]) -> Json | None:
    kept = [row for row in rows if row]
    buttons = [button for row in kept for button in row]
    if len(buttons) > BUTTONS_LIMIT:
        raise bad("reply markup is too long")
    for button in buttons:
        _check(button)
    return {"inline_keyboard": kept} if kept else None


def _check(button: Json) -> None:
    if not button["text"].strip():
        raise bad("can't parse inline keyboard button: Text must be non-empty")
    deeds = [deed for deed in DEEDS if button.get(deed) not in (None, "")]
    if not deeds:
        raise bad("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if len(deeds) > 1:
        raise bad(f"the playground wants one kind of inline keyboard button, not {' and '.join(deeds)}")
    if deeds == ["callback_data"] and len(button["callback_data"].encode()) > DATA_LIMIT:
        raise bad("BUTTON_DATA_INVALID")
    if deeds == ["url"]:
        _check_address(button["url"])


def _check_address(url: str) -> None:
    fault = fault_of(url)
    if fault:
        raise bad(f"inline keyboard button URL '{url}' is invalid: {fault}")


def _reply(markup: Json, private: bool) -> Json | None:
    rows = [row for row in markup["keyboard"] if row]
    if not rows:
        return None
    for button in (button for row in rows for button in row):
        if not button["text"].strip():
            raise bad("can't parse keyboard button: Text must be non-empty")
        if button.get("request_contact") and not private:
            raise bad("phone number can be requested in private chats only")
        if button.get("request_location") and not private:
            raise bad("location can be requested in private chats only")
    return markup | {"keyboard": rows}

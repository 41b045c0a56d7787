"""The stub's HTTP and its reading of calls, in every way that bots write them."""

import pytest

from benchmarks.telegram import Telegram, fields_of
from benchmarks.wire import Reader, request


def test_letters_are_cut_wherever_the_bytes_break() -> None:
    written = request("/a", {}, b"one") + request("/b", {"X": "y"}, b"")
    reader = Reader()
    letters = [letter for at in range(len(written)) for letter in reader.feed(written[at : at + 1])]
    assert [(letter.path, letter.body) for letter in letters] == [("/a", b"one"), ("/b", b"")]


def test_a_body_in_chunks_is_put_together() -> None:
    head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    [letter] = Reader().feed(head + b"3\r\nabc\r\n2;x\r\nde\r\n0\r\n\r\n")
    assert (letter.status, letter.body) == (200, b"abcde")


@pytest.mark.parametrize(
    "body",
    [
        b'{"method": "sendMessage", "chat_id": 7, "text": "\xe5\xa5\xbd a"}',
        b"method=sendMessage&chat_id=7&text=%E5%A5%BD+a",
        b'--x\r\nContent-Disposition: form-data; name="method"\r\n\r\nsendMessage\r\n'
        b'--x\r\nContent-Disposition: form-data; name="chat_id"\r\nContent-Type: text/plain\r\n\r\n7\r\n'
        b'--x\r\nContent-Disposition: form-data; name="text"\r\n\r\n\xe5\xa5\xbd a\r\n--x--\r\n',
    ],
)
def test_fields_are_read_however_they_are_written(body: bytes) -> None:
    assert fields_of(body) == {"method": "sendMessage", "chat_id": "7", "text": "好 a"}


def test_the_reader_of_a_message_sees_its_buttons() -> None:
    seen: list[tuple[int, list[str], bool]] = []
    telegram = Telegram(lambda chat, _number, data, replies: seen.append((chat, data, replies)))
    markup = b'{"inline_keyboard": [[{"text": "x", "callback_data": "a.b=c"}]]}'
    telegram.ride(b'{"method": "sendMessage", "chat_id": 7, "text": "x", "reply_markup": ' + markup + b"}")
    assert seen == [(7, ["a.b=c"], False)]


def test_the_fullest_second_is_found() -> None:
    telegram = Telegram(lambda *_: None)
    telegram.sends.extend([0.0, 0.5, 0.9, 1.2, 1.3, 3.0])
    assert telegram.most() == 4


def test_what_is_said_to_somebody_twice_is_counted() -> None:
    telegram = Telegram(lambda *_: None)
    told = b'{"method": "sendMessage", "chat_id": %d, "text": "%b"}'
    telegram.ride(told % (7, b"before"))
    telegram.begin(0)
    for chat, words in ((7, b"a"), (7, b"b"), (8, b"a"), (7, b"a")):
        telegram.ride(told % (chat, words))
    assert telegram.repeated() == 1 and len(telegram.said) == 3

"""Files: getFile and downloads, their limits, and the made-up samples."""

import io

import pytest
from PIL import Image
from PIL.ExifTags import IFD
from telegram import Bot
from telegram.error import BadRequest

from bot.playground import samples
from bot.playground.refusal import Unclear
from tests.phone import Phone, Town
from tests.playground.api import Api


async def test_the_bot_downloads_what_a_person_sent(bot: Bot, api: Api, chen: Phone) -> None:
    picture = samples.photo()
    note = await chen.sends_photo("路灯坏了", picture)
    file = await bot.get_file(note.raw["file"]["file_id"])
    data = bytes(await file.download_as_bytearray())
    assert data == picture and file.file_size == len(data)
    assert file.file_path
    async with api.session.get(file.file_path.replace("42:playground", "42:other")) as answer:
        assert answer.status == 404
    async with api.session.get(file.file_path + "x") as answer:
        assert answer.status == 404


async def test_a_made_up_photo_names_a_place() -> None:
    exif = Image.open(io.BytesIO(samples.photo())).getexif()
    assert exif.get_ifd(IFD.GPSInfo)
    assert samples.voice().startswith(b"OggS")
    assert samples.video()[4:8] == b"ftyp"
    assert samples.document().startswith(b"%PDF-") and samples.document().endswith(b"%%EOF\n")
    assert len(samples.sample("video", 1000).data) == 1000
    with pytest.raises(Unclear):
        samples.sample("hologram")


async def test_20_megabytes_can_be_fetched_and_one_byte_more_not(bot: Bot, chen: Phone) -> None:
    limit = 20 * 1024 * 1024
    small, large = await chen.sends_document(size=limit), await chen.sends_document(size=limit + 1)
    assert (await bot.get_file(small.raw["file"]["file_id"])).file_size == limit
    with pytest.raises(BadRequest, match="File is too big"):
        await bot.get_file(large.raw["file"]["file_id"])
    with pytest.raises(BadRequest, match="Invalid file_id"):
        await bot.get_file("nothing")


async def test_a_person_sends_an_own_file(bot: Bot, town: Town, chen: Phone) -> None:
    await chen.sends_document("说明.txt", "您好".encode())
    update = (await bot.get_updates())[-1]
    assert update.message and update.message.document
    document = update.message.document
    assert (document.file_name, document.file_size) == ("说明.txt", 6)
    async with town.session.get(f"{town.url}/world/files/{document.file_id}") as answer:
        assert (await answer.read()).decode() == "您好"


async def test_what_is_no_picture_is_no_photo(chen: Phone) -> None:
    with pytest.raises(AssertionError, match="cannot be sent as photo"):
        await chen.sends_photo(data=b"no picture")
    with pytest.raises(AssertionError, match="album has 2 to 10"):
        await chen.sends_album(11)

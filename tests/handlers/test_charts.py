"""Charts with Chinese text: a picture in chat, pages to print, a sentence where there are no letters to draw with."""

import subprocess
import sys
from io import BytesIO

import pytest
from PIL import Image, ImageChops

from domain.errors import Refusal
from domain.files import FileKind
from domain.messages import Fact, Message, words
from handlers.kit import charts, fonts
from handlers.kit.charts import Bar, Chart
from handlers.kit.paper import Drawn
from locales import load
from tests.handlers.chat import NOON, Chatter, Town
from tests.handlers.drawing import drawn
from tests.services.answered import answered
from tests.services.story import CADRE, LEAD, OFFICE
from tests.services.test_figuring import at_work
from tests.workers import at, reported

CATALOGUES = load()
pytestmark = pytest.mark.letters


def chart(*bars: tuple[Fact, tuple[int, ...]], printed: bool = False) -> Drawn:
    name = words("kit.unit", name="统计")
    made = [Bar(label, parts, "答复") for label, parts in bars]
    return Chart(name, name, name, (name, name, name), made, NOON, printed).drawn(CATALOGUES, "zh_Hans")


def picture(file: Drawn) -> Image.Image:
    return Image.open(BytesIO(file.content)).convert("RGB")


def pixels(image: Image.Image, colour: str) -> int:
    """How many points of this colour there are."""
    wanted = Image.new("RGB", image.size, colour)
    different = ImageChops.difference(image, wanted).convert("L").point(lambda value: 0 if value < 6 else 1)
    return image.width * image.height - sum(different.tobytes())


def test_the_bars_are_as_long_as_what_they_count() -> None:
    file = chart(("住建局", (30, 10, 0)), ("公安局", (10, 0, 10)))
    assert (file.name, file.kind) == ("统计.png", FileKind.PHOTO)
    image = picture(file)
    green, amber, red = (pixels(image, colour) for colour in charts.COLOURS)
    key = 26 * 26
    assert (green - key) / (amber - key) == pytest.approx(4, rel=0.1)
    assert (red - key) / (amber - key) == pytest.approx(1, rel=0.1)


def test_chinese_text_is_letters_and_not_boxes() -> None:
    one, other = picture(chart(("住建局", (1,)))), picture(chart(("公安局", (1,))))
    assert ImageChops.difference(one, other).getbbox() is not None


def test_nothing_at_all_and_very_much_can_be_drawn() -> None:
    assert chart().kind is FileKind.PHOTO
    many = chart(*((f"第{n}个名字很长很长很长很长很长很长的单位\x00\u202e", (n, 0, 1)) for n in range(60)))
    assert many.kind is FileKind.DOCUMENT and picture(many).height > charts.TALLEST_PHOTO


def test_pages_to_print() -> None:
    file = chart(*((f"{n}", (n,)) for n in range(60)), printed=True)
    assert file.name == "统计.pdf" and file.content.startswith(b"%PDF-")
    assert file.content.count(b"/Type /Page\n") == 3


def test_a_machine_without_letters_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "_found", lambda: None)
    with pytest.raises(Refusal, match=r"chart\.no_font"):
        chart(("住建局", (1,)))


def test_letters_are_found_by_their_name(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "FOLDERS", (str(tmp_path),))
    assert fonts._found.__wrapped__() is None


async def test_each_gets_the_chart_of_what_they_may_see(town: Town) -> None:
    await at_work(town)
    await answered(town, 2)
    await reported(town, 2, "school.campus")
    await at(town, "2026-12-20 09:00")
    office, lead = Chatter(town, OFFICE), Chatter(town, LEAD)
    await office.presses_data("figures:show.2026-11")
    for label, kind in (("各单位图", "chart"), ("逐月图", "trend"), ("打印版", "print")):
        await office.presses(label)
        [message] = [m for _, m in office.heard if m.paper.startswith(f"figures_{kind}:")]
        assert "图在上面" in office.last
        assert (await drawn(town, message)).content
    paper = Message(LEAD, words("figures.chart_here", period="x"), paper="figures_chart:2026-11")
    own, all_units = (
        picture(await drawn(town, paper)),
        await drawn(town, Message(OFFICE, paper.words, paper=paper.paper)),
    )
    assert picture(all_units).height == own.height + charts.ROW
    with pytest.raises(Refusal, match=r"deed\.not_yours"):
        await drawn(town, Message(CADRE, paper.words, paper=paper.paper))
    assert not any(message.paper for _, message in lead.heard)


def test_what_draws_is_read_only_when_somebody_wants_a_drawing() -> None:
    """Start and memory of the service stay as they were (C5)."""
    heavy = {
        "xlsxwriter.workbook",
        "docx",
        "lxml",
        "PIL.ImageDraw",
        "PIL.ImageFont",
        "matplotlib",
        "openpyxl",
    }
    heavy |= {"rich", "pygments", "httpx._main"}
    asked = f"import sys, bot.app, handlers.features; print(sorted({heavy} & set(sys.modules)))"
    ran = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"

"""The rooms are ours, and what the papers say of them is true."""

import importlib
import re
from pathlib import Path

import pytest

from tests.architecture.source import PACKAGES, ROOT, all_files, named, text

LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")


def mapped(paper: str) -> set[str]:
    """Paths drawn in the first block of a paper that names our rooms: indented names, folders end with /."""
    block = next((one for one in re.findall(r"```\w*\n(.*?)```", paper, re.S) if "bot/" in one), "")
    found: set[str] = set()
    folder = ""
    for line in block.splitlines():
        inside = folder if line.startswith(" ") else ""
        caption = line.strip().split("  ")[0]
        names = [name for name in caption.split() if re.fullmatch(r"[\w.-]+\.\w+|[\w./-]+/|Makefile", name)]
        found |= {inside + name for name in names}
        if not inside:
            folder = names[0] if names and names[0].endswith("/") else ""
    return found


def broken_links(paper: Path) -> list[str]:
    """Links of a paper to files that are not there."""
    links = [link for link in LINK.findall(text(paper)) if not re.match(r"\w+:", link)]
    return [link for link in links if not (paper.parent / link).exists()]


@pytest.mark.parametrize("package", PACKAGES)
def test_our_packages_are_ours(package: str) -> None:
    """Generic names can be shadowed by somebody's package of the same name."""
    assert Path(str(importlib.import_module(package).__file__)).parent == ROOT / package


def test_the_map_of_the_readme_is_true() -> None:
    names = mapped(text(ROOT / "README.md"))
    assert {f"{package}/" for package in PACKAGES} <= names
    assert {name for name in names if not (ROOT / name).exists()} == set()


def test_the_map_is_read() -> None:
    paper = (
        "```\nbot/       the process\n  cli.py app.py   starts it\n  page/    shown\nMakefile   deeds\n```\n"
    )
    assert mapped(paper) == {"bot/", "bot/cli.py", "bot/app.py", "bot/page/", "Makefile"}


def test_papers_point_at_files_that_exist() -> None:
    papers = [path for path in all_files() if path.suffix == ".md"]
    assert {named(paper): broken_links(paper) for paper in papers if broken_links(paper)} == {}


def test_a_broken_link_is_seen(tmp_path: Path) -> None:
    paper = tmp_path / "paper.md"
    paper.write_text("[a](paper.md#x) [b](gone.md) [c](https://t.me/x)")
    assert broken_links(paper) == ["gone.md"]


def glossary_places(paper: str) -> set[str]:
    """The files and folders that the last column of the glossary names."""
    cells = [line.split("|")[-2] for line in paper.splitlines() if line.startswith("| ")]
    found = {place for cell in cells for place in re.findall(r"[\w/]+(?:\.py|\.toml|/(?=[ ,]|$))", cell)}
    short = {"services/": "domain/services/", "policy/": "domain/policy/"}
    return {next((long + p[len(s) :] for s, long in short.items() if p.startswith(s)), p) for p in found}


def test_the_glossary_points_at_places_that_exist() -> None:
    places = glossary_places(text(ROOT / "docs" / "glossary.md"))
    assert len(places) > 30
    assert {place for place in places if not (ROOT / place).exists()} == set()


def test_the_glossary_is_read() -> None:
    paper = "| a | b | c | services/x.py `Y`, domain/policy/, bot/z.py |\n|---|\n"
    assert glossary_places(paper) == {"domain/services/x.py", "domain/policy/", "bot/z.py"}


@pytest.mark.parametrize("paper", ["README.md", "CHANGELOG.md", "docs/glossary.md", "docs/playground.md"])
def test_the_papers_are_there(paper: str) -> None:
    assert len(text(ROOT / paper)) > 100

"""What must not be written: sentences in code, words against people, addresses, secrets, a machine's paths."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.source import named, python_files, strings, text, text_files, tree

CHINESE = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")  # letters; punctuation says nothing

# PRODUCT.md, section N: a person is never called by any of these.
AGAINST_PEOPLE = (
    "缠访", "闹访", "越级访", "重复访", "非正常上访", "上访老户", "写信大户", "钉子案", "骨头案",
    "重点人员", "稳控", "息诉罢访", "包稳定", "零上访", "无理诉求",
)  # fmt: skip

# DOMAIN.md, section 1, column "never call it". Telegram's own words (user, id, state) stay at its edge.
WRONG_NAMES = {
    "citizen", "petitioner", "ticket", "region", "agency", "informant", "spy", "sla", "sandbox", "appeal",
}  # fmt: skip

ADDRESS = re.compile(r"\b(?:https?|wss?|ftp)://([A-Za-z0-9.-]+)")
KNOWN_HOSTS = {
    "127.0.0.1", "localhost", "api.telegram.org", "core.telegram.org", "t.me", "www.w3.org",
    "json-schema.org", "www.apache.org",
}  # fmt: skip
EXAMPLES = (".example", ".invalid", ".test", "example.org", "example.com")
MACHINE_PATH = re.compile(r"(?<![\w.}/$-])/(?:work|tmp|root|home|Users|opt)/\w")
SECRETS = (
    re.compile(r"\b\d{6,}:[A-Za-z0-9_-]{30,}"),
    re.compile(r"BEGIN [A-Z ]*PRIVATE KEY"),
    re.compile(r"\b(?:gh[pousr]|xox[abp]|sk|glpat)[-_][A-Za-z0-9]{20,}"),
)
HERE = Path(__file__)


def chinese_literals(module: ast.Module) -> list[str]:
    return [str(one.value) for one in strings(module) if CHINESE.search(str(one.value))]


def strange_hosts(body: str) -> set[str]:
    return {host for host in ADDRESS.findall(body) if host not in KNOWN_HOSTS and not host.endswith(EXAMPLES)}


def secrets(body: str) -> list[str]:
    return [found[0] for pattern in SECRETS for found in pattern.finditer(body)]


def defined_names(module: ast.Module) -> Iterator[str]:
    """Names a file gives to its own things."""
    for node in ast.walk(module):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.arg):
            yield node.arg
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id


def wrong_names(module: ast.Module) -> set[str]:
    parts = {name: set(re.findall(r"[a-z]+|[A-Z][a-z]*", name)) for name in defined_names(module)}
    return {name for name, found in parts.items() if {part.lower() for part in found} & WRONG_NAMES}


def test_no_sentence_stands_in_code() -> None:
    found = {named(path): chinese_literals(tree(path)) for path in python_files()}
    assert {name: literals for name, literals in found.items() if literals} == {}


def test_a_sentence_in_code_is_seen() -> None:
    assert chinese_literals(ast.parse('"""说明"""\nsay("您好")\nsay(f"共{1}件")')) == ["您好", "共", "件"]


@pytest.mark.parametrize("word", AGAINST_PEOPLE)
def test_no_word_against_people_stands_anywhere(word: str) -> None:
    assert [named(path) for path in text_files() if path != HERE and word in text(path)] == []


def test_all_fifteen_words_are_looked_for() -> None:
    assert len(set(AGAINST_PEOPLE)) == 15
    assert all(CHINESE.match(word) for word in AGAINST_PEOPLE)


def test_the_scan_reads_code_sentences_data_and_pages() -> None:
    suffixes = {path.suffix for path in text_files()}
    assert {".py", ".po", ".toml", ".md", ".html", ".js", ".lock"} <= suffixes


def test_the_glossary_names_things() -> None:
    found = {named(path): wrong_names(tree(path)) for path in python_files()}
    assert {name: names for name, names in found.items() if names} == {}


def test_a_wrong_name_is_seen() -> None:
    bad = ast.parse("def open_ticket(citizen_name): sla = 1\nclass AppealForm: pass\nslant = 2")
    assert wrong_names(bad) == {"open_ticket", "citizen_name", "sla", "AppealForm"}


def test_no_address_of_the_network_is_named() -> None:
    found = {named(path): strange_hosts(text(path)) for path in text_files() if path != HERE}
    assert {name: hosts for name, hosts in found.items() if hosts} == {}


def test_a_strange_address_is_seen() -> None:
    body = "http://127.0.0.1:1/ https://files.index.net/simple https://minqing.example/hook"
    assert strange_hosts(body) == {"files.index.net"}


def test_no_path_of_a_machine_is_named() -> None:
    assert [named(path) for path in text_files() if path != HERE and MACHINE_PATH.search(text(path))] == []


def test_a_path_of_a_machine_is_seen() -> None:
    assert MACHINE_PATH.search("open('/home/someone/x')")
    assert not MACHINE_PATH.search("POST /world/people, bot/home/x")


def test_no_secret_is_written_down() -> None:
    found = {named(path): secrets(text(path)) for path in text_files() if path != HERE}
    assert {name: tokens for name, tokens in found.items() if tokens} == {}


def test_a_secret_is_seen() -> None:
    assert secrets("123456789:" + "A" * 35) and secrets("-----BEGIN RSA PRIVATE KEY-----")
    assert not secrets("1:playground sha256:" + "0" * 64)

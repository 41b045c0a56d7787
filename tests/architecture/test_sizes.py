"""Files and functions stay small, so that one look takes them in."""

import ast
from collections.abc import Iterable
from pathlib import Path
from statistics import median

from tests.architecture.source import Function, functions, named, python_files, text, tree

FILE_LINES = 300
FUNCTION_LINES = 40
MEDIAN_FILE = 80
MEDIAN_FUNCTION = 6


def file_lines(path: Path) -> int:
    return text(path).count("\n")


def function_lines(function: Function) -> int:
    """Lines from `def` to the end; a docstring is not counted against its function."""
    explained = len((ast.get_docstring(function, clean=False) or "").splitlines())
    return (function.end_lineno or function.lineno) - function.lineno + 1 - explained


def long_functions(module: ast.Module) -> Iterable[str]:
    return [one.name for one in functions(module) if function_lines(one) > FUNCTION_LINES]


def test_a_long_function_is_seen() -> None:
    body = "\n    pass" * FUNCTION_LINES
    assert long_functions(ast.parse(f"def wide():{body}\n")) == ["wide"]
    assert long_functions(ast.parse(f'def fits():\n    """Why.\n\n    How."""{body[9:]}\n')) == []


def test_no_file_is_too_long() -> None:
    sizes = {named(path): file_lines(path) for path in python_files() + python_files("tests")}
    assert {name: size for name, size in sizes.items() if size > FILE_LINES} == {}


def test_no_function_is_too_long() -> None:
    found = {named(path): long_functions(tree(path)) for path in python_files() + python_files("tests")}
    assert {name: names for name, names in found.items() if names} == {}


def test_most_files_are_small() -> None:
    assert median(file_lines(path) for path in python_files()) <= MEDIAN_FILE


def test_most_functions_are_tiny() -> None:
    sizes = [function_lines(one) for path in python_files() for one in functions(tree(path))]
    assert median(sizes) <= MEDIAN_FUNCTION

"""The project's own files, read once for all tests of its form."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGES = ("bot", "handlers", "storage", "domain", "locales")
NOT_OURS = {"__pycache__", "var"}
HIDDEN_OURS = {".ci", ".editorconfig", ".gitignore"}
PICTURES = {".png", ".jpg", ".jpeg", ".webp", ".ogg", ".mp4", ".ico", ".woff2", ".pdf"}

Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def all_files() -> tuple[Path, ...]:
    """Every file that belongs to the project, tracked or not yet."""
    return tuple(sorted(_walk(ROOT)))


def text_files() -> list[Path]:
    """Every file a person can read."""
    return [path for path in all_files() if path.suffix not in PICTURES]


def python_files(*folders: str) -> list[Path]:
    """Python files of some top folders; of our five packages when none is named."""
    tops = folders or PACKAGES
    return [path for path in all_files() if path.suffix == ".py" and path.relative_to(ROOT).parts[0] in tops]


@cache
def text(path: Path) -> str:
    """What stands in a file."""
    return path.read_text(encoding="utf-8")


@cache
def tree(path: Path) -> ast.Module:
    """A Python file as its parts."""
    return ast.parse(text(path))


def named(path: Path) -> str:
    """A file's path as the tests name it."""
    return path.relative_to(ROOT).as_posix()


def functions(module: ast.Module) -> Iterator[Function]:
    """All functions and methods of a file, inner ones too."""
    return (node for node in ast.walk(module) if isinstance(node, Function))


def docstrings(module: ast.Module) -> set[ast.Constant]:
    """The strings that only explain: of modules, classes and functions, and those under a constant."""
    alone = (node.value for node in ast.walk(module) if isinstance(node, ast.Expr))
    return {value for value in alone if isinstance(value, ast.Constant) and isinstance(value.value, str)}


def strings(module: ast.Module) -> Iterator[ast.Constant]:
    """All string constants that are not docstrings."""
    explained = docstrings(module)
    constants = (node for node in ast.walk(module) if isinstance(node, ast.Constant))
    return (node for node in constants if isinstance(node.value, str) and node not in explained)


def _walk(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        hidden = path.name.startswith(".") and path.name not in HIDDEN_OURS
        if hidden or path.name in NOT_OURS or path.suffix == ".egg-info":
            continue
        if path.is_dir():
            yield from _walk(path)
        else:
            yield path

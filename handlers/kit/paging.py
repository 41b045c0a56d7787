"""How a long list is turned page by page; the same under every list."""

from math import ceil

from domain.messages import Rows
from handlers.kit.talk import button

PAGE = 8
"""Lines on a page."""


def page_of(asked: str, count: int) -> tuple[int, int]:
    """(page from 0, how many there are) for what was asked for; a page that is gone brings the last one."""
    pages = max(1, ceil(count / PAGE))
    return min(int(asked[:6]) if asked.isdecimal() else 0, pages - 1), pages


def page_rows(door: str, page: int, pages: int) -> Rows:
    """One page on or back; first and last where they are further away. `door`: the button data before the page."""
    last = pages - 1
    first = [button("todo.page", f"{door}0", page=1)] if page > 1 else []
    earlier = [button("todo.earlier", f"{door}{page - 1}")] if page else []
    later = [button("todo.later", f"{door}{page + 1}")] if page < last else []
    end = [button("todo.page", f"{door}{last}", page=pages)] if page < last - 1 else []
    row = (*first, *earlier, *later, *end)
    return (row,) if row else ()

"""The reporter chooses for each concern how soon to hear of it: at once, once an evening, or only what must be told."""

from domain.concern import News
from domain.messages import Rows, words
from domain.services.following import choose_news, own_concern
from handlers.kit.feature import Feature
from handlers.kit.talk import Turn, button


def _press(turn: Turn, what: str) -> None:
    """`news:CONCERN` asks, `news:CONCERN.CHOICE` chooses."""
    concern_id, _, choice = what.partition(".")
    if choice in set(News):
        chosen = choose_news(turn.uow, concern_id, turn.me, News(choice), turn.now)
        turn.toast = words(f"news.{chosen.news}")
    concern = own_concern(turn.uow, concern_id, turn.me, turn.now)
    turn.show(
        "news.ask",
        _rows(concern_id),
        concern=concern_id,
        number=concern.number,
        now=words(f"news.{concern.news}"),
    )


def _rows(concern_id: str) -> Rows:
    choices = tuple((button(f"news.{news}", f"news:{concern_id}.{news}"),) for news in News)
    return (*choices, (button("button.follow", f"mine:{concern_id}"),))


FEATURE = Feature("news", presses={"news": _press})

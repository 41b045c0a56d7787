"""The one table of a concern's life: which step leads from where to where, who may take it and who is told."""

from domain.concern import Act, State
from domain.life.apart import APART
from domain.life.beside import BESIDE
from domain.life.edge import Edge
from domain.life.handling import HANDLING
from domain.life.office import OFFICE
from domain.life.remedies import REMEDIES

__all__ = ["LIFE", "Edge", "allowed_acts"]

LIFE: dict[Act, Edge] = HANDLING | REMEDIES | OFFICE | APART | BESIDE


def allowed_acts(state: State) -> tuple[Act, ...]:
    """Acts that the life cycle allows from this state, whoever asks."""
    return tuple(act for act, edge in LIFE.items() if state in edge.from_)

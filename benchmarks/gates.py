"""Which promises hold: the figures of a run beside the gates of gates.toml."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Gate:
    """One promise; `figure`: its name in the figures."""

    figure: str
    says: str
    at_least: float | None = None
    at_most: float | None = None

    @property
    def wanted(self) -> str:
        """As it is printed."""
        return f"≥ {self.at_least:g}" if self.at_least is not None else f"≤ {self.at_most:g}"

    def holds(self, measured: float) -> bool:
        """Whether the figure keeps the promise."""
        enough = self.at_least is None or measured >= self.at_least
        return enough and (self.at_most is None or measured <= self.at_most)


@dataclass(frozen=True)
class Judged:
    """A gate with what was measured; None: not measured in this run."""

    gate: Gate
    measured: float | None

    @property
    def word(self) -> str:
        """holds, fails or left out."""
        if self.measured is None:
            return "left out"
        return "holds" if self.gate.holds(self.measured) else "FAILS"


def read_gates() -> tuple[Gate, ...]:
    """All gates, in their order."""
    text = Path(__file__).with_name("gates.toml").read_text("utf-8")
    return tuple(Gate(**gate) for gate in tomllib.loads(text)["gate"])


def judge(gates: tuple[Gate, ...], figures: Mapping[str, float]) -> list[Judged]:
    """Every gate beside its figure."""
    return [Judged(gate, figures.get(gate.figure)) for gate in gates]

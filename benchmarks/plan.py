"""What is measured, in which order, and how the rounds become figures."""

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

from benchmarks.committing import commit_slowly
from benchmarks.contestants import OURS, Contestant
from benchmarks.own import measured
from benchmarks.reminding import remind, schedule
from benchmarks.sending import send
from benchmarks.starting import start
from benchmarks.talking import Figures, offer, talk

Note = Callable[[str], None]


@dataclass(frozen=True)
class Size:
    """How much is done: quickly, or in full. `morning`: paces with the seconds after which it is enough (0: never)."""

    rounds: int
    seconds: float
    crowds: tuple[int, ...]
    stored: tuple[int, ...]
    jobs: int
    messages: int
    slow: int
    starts: int
    concerns: int
    morning: tuple[str, ...]


QUICK = Size(2, 3.0, (50, 500), (10_000, 1_000_000), 2_000, 5_000, 240, 3, 1_000_000, ("30:60", "1000:0"))
FULL = Size(
    5,
    10.0,
    (50, 500),
    (10_000, 100_000, 1_000_000, 10_000_000),
    100_000,
    30_000,
    1_800,
    7,
    1_000_000,
    ("30:0", "1000:0"),
)


class Measure:
    """Collects `figures`, and `lines` that tell of each run."""

    def __init__(self, size: Size, contestants: list[Contestant], note: Note) -> None:
        self._size, self._contestants, self._note = size, contestants, note
        self.figures: dict[str, float] = {}
        self.lines: list[tuple[str, ...]] = []

    def all(self) -> None:
        """Everything, one part after the other."""
        for crowd in self._size.crowds:
            self._talking(crowd)
        self._offered()
        self._sending()
        self._reminding()
        self._starting()
        self._committing()
        self._in_our_own()

    def _talking(self, crowd: int) -> None:
        """Rounds A B C A B C; each ratio is of two runs of the same round."""
        runs: dict[str, list[Figures]] = {}
        for number in range(self._size.rounds):
            for one in self._present(crowd):
                figures = talk(one, crowd, self._size.seconds)
                runs.setdefault(one.name, []).append(figures)
                self._note(_line(f"C1 {crowd} at once, round {number + 1}", one.title, figures))
        for one in self._present(crowd):
            self._summed(one, crowd, runs[one.name], runs[OURS])

    def _present(self, crowd: int) -> list[Contestant]:
        small = crowd == self._size.crowds[0]
        return [one for one in self._contestants if small or one.name != "ptb_pickle"]

    def _summed(self, one: Contestant, crowd: int, runs: list[Figures], ours: list[Figures]) -> None:
        key = f"c1.{crowd}"
        if one.name == OURS:
            self.figures[f"{key}.cpu_us"] = median(run.cpu for run in runs)
        else:
            ratio = median(our.rate / max(run.rate, 1e-9) for our, run in zip(ours, runs, strict=True))
            self.figures[f"{key}.over_{one.name}"] = ratio
        middle = sorted(runs, key=lambda run: run.rate)[len(runs) // 2]
        self.lines.append((f"{crowd} at once", one.title, *_cells(middle)))

    def _offered(self) -> None:
        ours = next(one for one in self._contestants if one.name == OURS)
        figures = offer(ours, 500, self._size.seconds)
        told = figures.told
        offered = told["steps"] + told["late"] + told["unanswered"] + told["refused"]
        self.figures["c1.offered.answered"] = told["steps"] / max(1, offered)
        self.figures["c1.offered.p99_ms"] = figures.p99 * 1000
        self.lines.append(("500 a second offered", ours.title, *_cells(figures)))
        self._note(_line("C1 500 a second offered", ours.title, figures))

    def _sending(self) -> None:
        fast = send(self._size.messages, 1000)
        self.figures |= {"c2.1000.rate": fast.rate, "c2.1000.cores": fast.cpu, "c2.1000.most": fast.most}
        slow = send(self._size.slow, 30, ceiling=30)
        self.figures |= {"c2.30.refused": slow.refused, "c2.30.part": slow.rate / 30}
        self._note(f"C2 {fast.rate:.0f} messages a second on {fast.cpu:.2f} cores; {slow.rate:.1f} of 30")

    def _reminding(self) -> None:
        among = [remind(stored) for stored in self._size.stored]
        for one in among:
            told = (one.look * 1e3, one.claim * 1e3, one.plan * 1e6)
            self._note(
                "C3 {:,} stored: look {:.2f} ms, claim {:.1f} ms, plan {:.0f} µs".format(one.stored, *told)
            )
        job = schedule(self._size.jobs)
        self.figures["c3.look_ratio"] = among[-1].look / among[0].look
        self.figures["c3.claim_ms"] = among[-1].claim * 1000
        self.figures["c3.over_jobs"] = job / among[-1].plan
        self._note(f"C3 an APScheduler job {job * 1e6:.0f} µs ({self._size.jobs:,} jobs)")

    def _starting(self) -> None:
        started = start(self._size.starts)
        self.figures |= {"c5.seconds": started.seconds, "c5.cpu_s": started.cpu, "c5.rss_mb": started.rss}
        self._note(
            f"C5 ready after {started.seconds:.2f} s ({started.cpu:.2f} s of processor), {started.rss:.0f} MB"
        )

    def _committing(self) -> None:
        told = commit_slowly()
        self.figures |= told
        if told:
            self._note(f"C8 {told['c8.together']:.0f} works a second together, {told['c8.alone']:.0f} alone")

    def _in_our_own(self) -> None:
        """What needs PostgreSQL, and the morning of a visiting day."""
        self.figures |= measured("replicas", str(self._size.seconds), note=self._note)
        self.figures |= measured("morning", *self._size.morning, note=self._note)
        self.figures |= measured("figures", str(self._size.concerns), note=self._note)


def _cells(run: Figures) -> tuple[str, ...]:
    times = (f"{run.p50 * 1e3:.0f}", f"{run.p99 * 1e3:.0f}")
    return (f"{run.rate:.1f}", f"{run.steps:.0f}", *times, f"{run.cpu:.0f}", f"{run.foreign:.2f}")


def _line(what: str, title: str, run: Figures) -> str:
    return (
        f"{what}: {title}: {run.rate:.1f} dialogues/s, p99 {run.p99 * 1e3:.0f} ms, "
        f"{run.cpu:.0f} µs a step, others use {run.foreign:.2f} cores"
    )

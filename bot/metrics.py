"""Counts what the process does, for /metrics; never whom it does it for."""

from prometheus_client import CollectorRegistry, Counter, Gauge, generate_latest


class Metrics:
    """All figures of one process."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self.updates = Counter(
            "minqing_updates", "Updates by what became of them", ["outcome"], registry=self._registry
        )
        self.sends = Counter(
            "minqing_sends", "Messages handed to Telegram by outcome", ["outcome"], registry=self._registry
        )
        self.files = Counter(
            "minqing_files", "Files fetched by outcome", ["outcome"], registry=self._registry
        )
        self.ticks = Counter(
            "minqing_ticks", "Ticks done by name", ["name", "outcome"], registry=self._registry
        )
        self.replicas = Gauge(
            "minqing_replicas",
            "Processes that share the database, this one included",
            registry=self._registry,
        )
        self.waiting = Gauge(
            "minqing_works_waiting", "Works that wait for the database", registry=self._registry
        )

    def text(self) -> bytes:
        """All figures in the text form that Prometheus reads."""
        return generate_latest(self._registry)

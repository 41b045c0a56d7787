"""Counts what the process does, for /metrics; never whom it does it for."""

from prometheus_client import CollectorRegistry, Counter, Gauge, generate_latest

from bot.pulse import Pulse


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
        self.database = Gauge("minqing_database_up", "Whether the database answers", registry=self._registry)
        self.messages_late = Gauge(
            "minqing_messages_late_seconds",
            "How long the oldest message that could go has waited",
            registry=self._registry,
        )
        self.reminders_late = Gauge(
            "minqing_reminders_late_seconds",
            "How long the oldest reminder that is due has waited",
            registry=self._registry,
        )
        self.waiting = Gauge(
            "minqing_works_waiting", "Works that wait for the database", registry=self._registry
        )

        self.rush = Gauge("minqing_rush", "Whether answers to newcomers stand back", registry=self._registry)

    def take(self, pulse: Pulse) -> None:
        """Show how late things are."""
        self.database.set(pulse.database)
        self.messages_late.set(pulse.messages_late)
        self.reminders_late.set(pulse.reminders_late)

    def text(self) -> bytes:
        """All figures in the text form that Prometheus reads."""
        return generate_latest(self._registry)

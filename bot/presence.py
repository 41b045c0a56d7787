"""One of several processes at one database: takes its seat, gives signs of life, and knows how many share the work."""

import asyncio
import platform
from collections.abc import Callable
from datetime import timedelta
from secrets import token_hex

import structlog

from bot.clock import Clock
from bot.config import Settings
from bot.files_folder import FilesFolder
from domain.messages import Words, words
from domain.services.ports import UnitOfWork
from domain.services.replica_ports import Replica
from storage.engine import Database
from storage.seat import Seat
from storage.trouble import Unavailable
from storage.vault import Vault

log = structlog.get_logger("presence")

_BEAT = 5.0
_LIVES = timedelta(seconds=20)
_TRIES = 20
_CALM = 0.25


class Misfit(Exception):
    """This process cannot serve this database as it is; `words` say what to do."""

    def __init__(self, told: Words) -> None:
        super().__init__(told.key)
        self.words = told


class Presence:
    """Signs of life of this process. `shared`: told how many live, this one included, whenever that is known."""

    def __init__(
        self,
        settings: Settings,
        database: Database[UnitOfWork],
        clock: Clock,
        folder: FilesFolder,
        vault: Vault,
        shared: Callable[[int], None],
    ) -> None:
        self._replica = settings.replica
        self._database = database
        self._clock = clock
        self._folder = folder
        self._shared = shared
        self._seat = Seat(settings.database_url.get_secret_value(), settings.replica)
        self.id = f"{platform.node()}:{settings.listen if settings.port else token_hex(4)}"
        hook = f"{settings.webhook_url}\n{settings.webhook_secret.get_secret_value()}"
        self.webhook = vault.digest("webhook", hook).hex() if settings.by_webhook else ""

    async def begin(self) -> list[Replica]:
        """Take the seat; those that live besides. `Misfit` when this process has no place beside them."""
        for _ in range(_TRIES):  # whoever was killed a moment ago is still being cleared away
            if await asyncio.to_thread(self._seat.take):
                break
            await asyncio.sleep(_CALM)
        else:
            raise Misfit(words("replica.mixed" if self._replica else "replica.not_alone"))
        others = await self._beat()
        if others and not await asyncio.to_thread(self._shares_folder, others):
            raise Misfit(words("replica.folder"))
        return others

    async def run(self) -> None:
        """Give signs of life for ever."""
        while True:
            await asyncio.sleep(_BEAT)
            try:
                await asyncio.to_thread(self._seat.take)
                await self._beat()
            except (Unavailable, OSError) as error:
                log.warning("no sign of life", error=type(error).__name__)

    async def end(self) -> None:
        """Say that this process has ended, and leave."""
        try:
            await self._database.run(None, lambda uow: uow.replicas.gone(self.id))
        except Unavailable:
            log.warning("ended unsaid")
        await asyncio.to_thread(self._folder.unmark, _mark(self.id))
        await asyncio.to_thread(self._seat.leave)

    async def _beat(self) -> list[Replica]:
        await asyncio.to_thread(self._folder.mark, _mark(self.id))
        living = await self._database.run(f"replica:{self.id}", self._sign)
        self._shared(len(living))
        return [replica for replica in living if replica.id != self.id]

    def _sign(self, uow: UnitOfWork) -> list[Replica]:
        """Within a transaction: the sign itself, and all that live."""
        now = self._clock.now()
        uow.replicas.forget_before(now - 100 * _LIVES)
        uow.replicas.seen(Replica(self.id, now, now, self.webhook))
        return uow.replicas.living(now - _LIVES)

    def _shares_folder(self, others: list[Replica]) -> bool:
        """Whether the mark of any of them lies in our folder of files."""
        return any(self._folder.is_marked(_mark(other.id)) for other in others)


def _mark(replica: str) -> str:
    return f"replica-{replica.encode().hex()}"

"""Makes the parts that the running bot and the commands share: the bot's line to Telegram, and its memory."""

from telegram import Bot

from bot.config import Settings
from bot.transport import Transport
from domain.policy import read_policy
from domain.services.ports import UnitOfWork
from storage import shape
from storage.engine import Database
from storage.unit_of_work import open_database
from storage.vault import Vault


def bot_of(settings: Settings, transport: Transport) -> Bot:
    """PTB's Bot for these settings, on our transport."""
    base = settings.telegram_url.rstrip("/")
    return Bot(
        settings.token.get_secret_value(),
        base_url=f"{base}/bot",
        base_file_url=f"{base}/file/bot",
        request=transport,
        get_updates_request=transport,
    )


def database_of(settings: Settings, vault: Vault) -> Database[UnitOfWork]:
    """The database of these settings, brought to the present shape first."""
    build_up(settings)
    url = settings.database_url.get_secret_value()
    return open_database(url, vault, read_policy(settings.district, settings.zone))


def build_up(settings: Settings) -> None:
    """Bring the database to the shape this release needs; `Unavailable` when it is away."""
    shape.build_up(settings.database_url.get_secret_value())

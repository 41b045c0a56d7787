"""The settings of one installation, read once from the environment."""

from pathlib import Path
from zoneinfo import ZoneInfo

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from storage.connection import file_of

DEMO_DISTRICT = Path(__file__).parent.parent / "domain" / "policy" / "demo"


class Settings(BaseSettings):
    """Everything an installation may set; names are those of the environment without `MINQING_`.

    Values are taken as they are written: what is wrong with them is told by `bot.checking`, in sentences.
    ValidationError for what is no number, and no yes or no, where there must be one (bot/terminal.py tells it).
    """

    model_config = SettingsConfigDict(
        env_prefix="MINQING_", frozen=True, extra="ignore", hide_input_in_errors=True
    )

    token: SecretStr = SecretStr("")
    telegram_url: str = "https://api.telegram.org"
    database_url: SecretStr = SecretStr("sqlite:///var/minqing.db")
    webhook_url: str = ""
    webhook_secret: SecretStr = SecretStr("")
    listen: str = "127.0.0.1:8080"
    district: Path = DEMO_DISTRICT
    timezone: str = "Asia/Shanghai"
    key: SecretStr = SecretStr("")
    files: Path = Path("var/files")
    clock_url: str = ""
    pace: float = Field(default=30.0, gt=0, allow_inf_nan=False)
    replica: bool = False

    @property
    def database_file(self) -> Path | None:
        """The file of a SQLite address, None for PostgreSQL. ValueError if it is neither."""
        return file_of(self.database_url.get_secret_value())

    @property
    def host(self) -> str:
        """Where we listen: the part before the last colon."""
        return self.listen.rpartition(":")[0]

    @property
    def port(self) -> int:
        """Where we listen; 0 means any free port. ValueError if it is no number."""
        return int(self.listen.rpartition(":")[2])

    @property
    def zone(self) -> ZoneInfo:
        """The time zone in which days begin and moments are shown."""
        return ZoneInfo(self.timezone)

    @property
    def by_webhook(self) -> bool:
        """Whether Telegram calls us; otherwise we ask."""
        return bool(self.webhook_url)

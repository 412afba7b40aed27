"""Marquee's settings: environment variables that start with `MARQUEE_`, or a `.env` file beside the bot."""

from pathlib import Path
from typing import Literal, Self

from pydantic import Field, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.backups import BackupPlan
from bot.connection import DEFAULT_DATABASE
from bot.errors import UserError

_SECRET = "token"  # noqa: S105 - how the names of settings begin whose values are not told


class SettingsError(UserError):
    """A setting is missing or has a value that cannot be used."""


class Settings(BaseSettings):
    """What an owner can set; every field is the variable `MARQUEE_` and its name in capitals."""

    model_config = SettingsConfigDict(
        env_prefix="MARQUEE_", env_file=".env", env_file_encoding="utf-8", env_ignore_empty=True, extra="ignore"
    )

    token: SecretStr | None = Field(None, description="The bot's token from Discord's developer portal.")
    token_file: Path | None = Field(None, description="A file that holds the token, such as a mounted secret.")
    database: Path = Field(DEFAULT_DATABASE, description="The database file; made when missing.")
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field("INFO", description="How much is logged.")
    log_format: Literal["plain", "json"] = Field(
        "plain", description="Log lines for people, or one JSON object a line."
    )

    log_file: Path | None = Field(None, description="A file to log to as well, turned over before it grows large.")
    backup_hours: float = Field(24, ge=0, description="Hours between two backups; 0 makes none.")
    backup_keep: int = Field(7, ge=1, description="How many backups are kept.")
    backup_folder: Path | None = Field(None, description="Where backups go; `backups` beside the database if unset.")
    metrics_port: int | None = Field(None, ge=1, le=65535, description="A port for Prometheus to read figures from.")
    metrics_address: str = Field("127.0.0.1", description="The address of that port; `0.0.0.0` is every one.")

    @model_validator(mode="after")
    def _one_token(self) -> Self:
        if self.token is not None and self.token_file is not None:
            raise ValueError("set MARQUEE_TOKEN or MARQUEE_TOKEN_FILE, not both")
        return self

    def backup_plan(self) -> BackupPlan | None:
        """Return where and how often backups are made, None where they are not."""
        if not self.backup_hours:
            return None
        folder = self.backup_folder or self.database.parent / "backups"
        return BackupPlan(folder, self.backup_hours, self.backup_keep)

    def read_token(self) -> SecretStr:
        """Return the bot's token, from `token` or the file at `token_file`.

        Raises:
            SettingsError: neither is set, the file cannot be read, or the token is empty or of no valid form.
        """
        if self.token_file is not None:
            try:
                token = self.token_file.read_text(encoding="utf-8").strip()
            except (OSError, UnicodeDecodeError) as error:
                reason = error.strerror if isinstance(error, OSError) else "it is not text"
                raise SettingsError(f"The token file {self.token_file} cannot be read: {reason}.") from error
        elif self.token is not None:
            token = self.token.get_secret_value().strip()
        else:
            raise SettingsError("No token: set MARQUEE_TOKEN, or MARQUEE_TOKEN_FILE to a file that holds it.")
        if token.count(".") != 2 or not token.isascii() or any(mark.isspace() for mark in token):  # noqa: PLR2004 - id.time.signature
            raise SettingsError(
                "The token does not look like a bot token (three parts joined by dots). "
                "Copy it anew from the Bot page of Discord's developer portal."
            )
        return SecretStr(token)


def load_settings(**given: object) -> Settings:
    """Return the settings; `given` values win over the environment, and None means not given.

    Raises:
        SettingsError: a value cannot be used; the text names each variable and what is wrong with it.
    """
    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})  # pyright: ignore[reportArgumentType] - checked by pydantic
    except UnicodeDecodeError:
        raise SettingsError("The file .env is not UTF-8 text; save it as UTF-8.") from None
    except ValidationError as error:
        faults = "; ".join(
            _fault(fault["loc"], fault["msg"], fault["input"], fault.get("ctx", {}).get("expected"))
            for fault in error.errors(include_url=False)
        )
        raise SettingsError(f"The settings cannot be used: {faults}.") from None


def _fault(place: tuple[int | str, ...], said: str, given: object, choices: str | None) -> str:
    """Return which variable is wrong and how, with its value unless that may be secret."""
    said = f"should be {choices}".replace("'", "") if choices else said.removeprefix("Value error, ")
    if not place:
        return f"settings: {said}"
    name = "_".join(map(str, place))
    value = "" if name.startswith(_SECRET) else f" is “{given}”"
    return f"MARQUEE_{name.upper()}{value}: {said[:1].lower()}{said[1:]}"

"""How the bot is doing, in words."""

from dataclasses import dataclass

from bot.ui import facts, theme
from bot.ui.markup import inline

_KILO = 1_000
_SENTENCE = 400


@dataclass(frozen=True, slots=True)
class Health:
    """What `/status` tells beside the counts; times are seconds since 1970, sizes bytes, None is unknown.

    `backups` says whether they are made at all, `latency` is in seconds, `troubles` are sentences.
    """

    size: int
    backups: bool
    last_backup: int | None
    version: str
    latency: float | None
    memory: int | None
    started_at: int
    troubles: tuple[str, ...] = ()


def status_words(counted: str, health: Health) -> str:
    """Return the answer in markdown; `counted` are the lines about the server."""
    lines = [
        "## Status",
        counted,
        f"**Database**  {amount(health.size)}",
        _backups(health),
        f"**Running**  version {inline(health.version, theme.CHOICE_NAME)}, started <t:{health.started_at}:R>",
    ]
    if health.latency is not None:
        lines.append(f"**Answer from Discord**  {health.latency * _KILO:.0f} ms")
    if health.memory is not None:
        lines.append(f"**Memory**  {amount(health.memory)}")
    lines += [f"⚠ {inline(trouble, _SENTENCE)}" for trouble in health.troubles]
    if health.troubles:
        lines.append("-# `/settings` is where that is chosen.")
    return "\n".join(lines)


def _backups(health: Health) -> str:
    if not health.backups:
        return "**Backups**  none are scheduled; whoever runs this bot sets them with `MARQUEE_BACKUP_HOURS`"
    made = "none yet" if health.last_backup is None else f"<t:{health.last_backup}:R>"
    return f"**Last backup**  {made}"


def counts_words(
    *, films: int, own_films: int, reviews: int, ratings: int, raters: int, polls: int, open_polls: int
) -> str:
    """Return what a server has, in markdown."""
    own = f", {own_films:,} of them this server’s own" if own_films else ""
    by = f" by {facts.count(raters, 'member')}" if ratings else ""
    still = f", {open_polls:,} of them open" if open_polls else ""
    return "\n".join(
        (
            f"**Films**  {films:,}{own}",
            f"**Reviews**  {reviews:,}",
            f"**Ratings**  {ratings:,}{by}",
            f"**Polls**  {polls:,}{still}",
        )
    )


def amount(size: float) -> str:
    """Return bytes as `812 kB` or `1.4 GB`."""
    for unit in ("bytes", "kB", "MB"):
        if size < _KILO:
            return f"{facts.number(size)} {unit}" if unit == "MB" else f"{size:.0f} {unit}"
        size /= _KILO
    return f"{facts.number(size)} GB"

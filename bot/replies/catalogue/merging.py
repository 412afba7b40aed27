"""Merging two records of one film: the question with both of them, doing it, and taking it back."""

import re
from collections.abc import Mapping

import discord

from bot.access import require_manage_server
from bot.catalogue.care.merging import Merge
from bot.catalogue.film import label
from bot.catalogue.stored import StoredFilm
from bot.client import Marquee
from bot.errors import UserError
from bot.replies.films.question import with_film
from bot.replies.polls.messages import films_rated
from bot.scope import scope_of
from bot.ui import facts, respond, theme
from bot.ui.actions import ActionCard
from bot.ui.films.film_card import film_brief, film_name
from bot.ui.markup import plain
from bot.ui.press import Press
from bot.ui.undoable import Undoable

Interaction = discord.Interaction[Marquee]

_TITLE = 150
_YEAR = len(" (1961)")
_MOVES = {
    "ratings": ("rating", "ratings"),
    "watches": ("diary entry", "diary entries"),
    "watchlist": ("watchlist entry", "watchlist entries"),
    "reviews": ("review", "reviews"),
    "review_votes": ("vote on reviews", "votes on reviews"),
    "spoiler_marks": ("spoiler mark", "spoiler marks"),
    "discussions": ("discussion", "discussions"),
    "learned_aliases": ("learned alias", "learned aliases"),
}
"""What is told of what moves, by the table it is in."""

_NUMBERED = re.compile(r"(?P<merge>\d{1,18}): ")


async def ask_to_merge(interaction: Interaction, keep: str, drop: str) -> None:
    """Show the two films that are meant and what would move, before anything does."""

    async def with_kept(answering: Interaction, kept: StoredFilm) -> None:
        async def with_dropped(last: Interaction, dropped: StoredFilm) -> None:
            await ask_about(last, kept, dropped)

        await with_film(answering, drop, with_dropped, private=True)

    await with_film(interaction, keep, with_kept, private=True)


async def ask_about(interaction: Interaction, kept: StoredFilm, dropped: StoredFilm) -> None:
    """Show two films and what would move, in a new message, before anything does."""
    async with respond.in_time(interaction, private=True):
        moves = await interaction.client.merges.what_moves(dropped.id, kept.id, guild_id=scope_of(interaction))

    async def merge(click: Interaction) -> None:
        await _merge(click, kept, dropped)

    async def leave(click: Interaction) -> None:
        await ActionCard(click, "Both films stay as they are.").draw_over(click)

    buttons = [Press("Merge them", merge, discord.ButtonStyle.danger), Press("Keep both", leave)]
    await respond.show(interaction, ActionCard(interaction, _question(kept, dropped, moves), buttons), private=True)


def _question(kept: StoredFilm, dropped: StoredFilm, moves: Mapping[str, int]) -> str:
    moving = ", ".join(facts.count(moves[table], *words) for table, words in _MOVES.items() if moves[table])
    away = dropped.guild_id == kept.guild_id
    return "\n".join(
        (
            "## Are these one film?",
            "**Kept**",
            film_brief(kept),
            "",
            "**Merged into it**" if away else "**Shared by all servers; here the other stands in for it**",
            film_brief(dropped),
            "",
            f"**What moves**: {moving or 'nothing but its names'}.",
            "-# Who has rated both keeps the newer rating. The names and outside ids of the second lead to the first.",
        )
    )


async def _merge(click: Interaction, kept: StoredFilm, dropped: StoredFilm) -> None:
    async with respond.in_time(click, redrawing=True):
        merge_id = await _merged(click, dropped.id, kept.id)

    async def undo(again: Interaction) -> str:
        return _unmerged_text(await _unmerged(again, merge_id))

    dropped_name, kept_name = (film_name(stored.film.title, stored.film.year, _TITLE) for stored in (dropped, kept))
    await Undoable(click, _merged_text((dropped_name, kept_name)), undo).draw_over(click)


async def offer_merges(interaction: Interaction, typed: str) -> list[respond.Choice]:
    """Return the merges in force, those first that hold what is typed."""
    found = await interaction.client.merges.recent(guild_id=scope_of(interaction), limit=theme.CHOICES)
    labels = [_label(merge) for merge in found]
    wanted = typed.strip().casefold()
    return respond.choices(sorted(labels, key=lambda label: wanted not in label.casefold()))


async def take_back(interaction: Interaction, typed: str) -> None:
    """Take back the merge that was picked from those offered.

    Raises:
        UserError: none of them was picked, or it cannot be taken back yet.
    """
    picked = _NUMBERED.match(typed.strip())
    if picked is None:
        raise UserError("Pick one of the merges that are offered while you type.")
    async with respond.in_time(interaction, private=True):
        taken = await _unmerged(interaction, int(picked["merge"]))

    async def undo(click: Interaction) -> str:
        await _merged(click, taken.film_id, taken.into_id)
        return _merged_text(_names(taken))

    await respond.show(interaction, Undoable(interaction, _unmerged_text(taken), undo), private=True)


async def _merged(interaction: Interaction, film_id: int, into_id: int) -> int:
    require_manage_server(interaction)
    bot, guild_id = interaction.client, scope_of(interaction)
    merge_id = await bot.merges.merge(film_id, into_id, guild_id=guild_id, member_id=interaction.user.id)
    await bot.index.refresh()
    await films_rated(bot, guild_id)
    return merge_id


async def _unmerged(interaction: Interaction, merge_id: int) -> Merge:
    require_manage_server(interaction)
    bot = interaction.client
    taken = await bot.merges.unmerge(merge_id, guild_id=scope_of(interaction), member_id=interaction.user.id)
    await bot.index.refresh()
    await films_rated(bot, scope_of(interaction))
    return taken


def _names(merge: Merge) -> tuple[str, str]:
    """Return the names of the film that was merged and of the one kept, in markdown."""
    return film_name(merge.title, merge.year, _TITLE), film_name(merge.kept_title, merge.kept_year, _TITLE)


def _merged_text(names: tuple[str, str]) -> str:
    return f"**{names[0]}** is merged into **{names[1]}**.\n-# Later, `/catalogue unmerge` takes it back too."


def _unmerged_text(taken: Merge) -> str:
    dropped, kept = _names(taken)
    return f"**{dropped}** and **{kept}** are two films again, each with what was its own."


def _label(merge: Merge) -> str:
    """Return a merge as a choice, which begins with its number and fits with its longer title clipped."""
    head, arrow = f"{merge.id}: ", " → "
    room = (theme.CHOICE_NAME - theme.units(head + arrow)) // 2
    films = ((merge.title, merge.year), (merge.kept_title, merge.kept_year))
    return head + arrow.join(label(plain(title, room - _YEAR), year) for title, year in films)

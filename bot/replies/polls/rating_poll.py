"""Rating polls: opening one, its message, and the votes in it, which are ratings like any other."""

import re
from dataclasses import replace
from typing import Any, Self

import discord
from discord import ui

from bot.catalogue.stored import StoredFilm
from bot.client import Marquee
from bot.club.polls.rated import rated
from bot.club.polls.record import Poll, PollDraft, Turnout
from bot.club.ratings import Change
from bot.club.scores import HIGHEST, LOWEST, Scale, score_phrase
from bot.replies.pictures import histogram_file
from bot.replies.polls.access import poll_of, read_closing, require_voter, room_for_polls, server_of
from bot.replies.polls.messages import Drawn, clicked_at, draws, film_rated, missing
from bot.replies.polls.posting import open_here
from bot.replies.ratings.ratings import as_before, take_back
from bot.replies.reviews.writing import WriteReviewButton
from bot.ui import respond
from bot.ui.films.film_card import plain_label
from bot.ui.markup import inline
from bot.ui.polls.ballot_controls import NO_PART
from bot.ui.polls.rating_poll_card import ShownRating, rating_card, rating_ending, score_name
from bot.ui.polls.words import stamp
from bot.ui.undoable import Undoable

Interaction = discord.Interaction[Marquee]

_NOBODY = 0
_QUESTION = 150
_A_ROW = 5
_FILM_GONE = "The film is no longer in the catalogue, so nobody can vote now. The votes it had are kept."


class ScoreButton(ui.DynamicItem[ui.Button[Any]], template=r"poll:v1:(?P<poll>\d{1,18}):rate:(?P<score>[1-9]|10)"):
    """Gives the film of a rating poll a score, which works for every member and after every restart."""

    def __init__(self, poll_id: int, score: int, scale: Scale = "stars") -> None:
        custom_id = f"poll:v1:{poll_id}:rate:{score}"
        super().__init__(ui.Button(label=score_name(score, scale), custom_id=custom_id))
        self._poll_id = poll_id
        self._score = score

    @classmethod
    async def from_custom_id(cls, _: Interaction, __: ui.Item[Any], match: re.Match[str], /) -> Self:  # pyright: ignore[reportIncompatibleMethodOverride] - the bot is always Marquee
        """Return the button that was clicked."""
        return cls(int(match["poll"]), int(match["score"]))

    async def callback(self, interaction: Interaction) -> None:  # pyright: ignore[reportIncompatibleMethodOverride] - the bot is always Marquee
        """Write the vote, and answer once it is on disk."""
        async with respond.told(interaction, "a vote in a rating poll"):
            async with respond.in_time(interaction, private=True):
                receipt = await _vote(interaction, self._poll_id, self._score)
            await respond.show(interaction, receipt, private=True)


async def open_rating_poll(
    interaction: Interaction,
    film: StoredFilm,
    *,
    closes: str | None = None,
    sealed: bool = False,
    anonymous: bool = False,
    offers_review: bool = True,
) -> None:
    """Open a rating poll of a film and post it, or lead to the one that is open.

    Raises:
        UserError: the time cannot be read, or the bot may not post here.
    """
    async with respond.in_time(interaction, private=True):
        room = await room_for_polls(interaction)
        draft = rating_draft(film, room.id, await read_closing(interaction, closes))
        draft = replace(draft, sealed=sealed, anonymous=anonymous, offers_review=offers_review)
        view = await open_here(interaction, draft)
    await respond.show(interaction, view, private=True)


def rating_draft(film: StoredFilm, channel_id: int, closes_at: str | None = None) -> PollDraft:
    """Return a rating poll of a film that is about to be opened, which invites to write reviews at its close."""
    question = plain_label(film.film.title, film.film.year)
    return PollDraft("rating", question, channel_id, film_id=film.id, closes_at=closes_at, offers_review=True)


@draws("rating")
async def draw_rating_poll(bot: Marquee, turnout: Turnout) -> Drawn:
    """Return a rating poll as its message shows it."""
    poll, shown = turnout.poll, await shown_rating(bot, turnout)
    if poll.is_open:
        return Drawn(turnout, rating_card(shown, None, _score_rows(poll, shown.scale)))
    given, film = shown.rated.figures, shown.film
    picture = None if given is None else await histogram_file(given.counts, shown.scale)
    rows = [[WriteReviewButton(film.id)]] if film is not None and poll.offers_review else []
    view = rating_card(shown, picture, rows)
    return Drawn(turnout, view, [picture] if picture else [], rating_ending(shown))


async def shown_rating(bot: Marquee, turnout: Turnout) -> ShownRating:
    """Return a rating poll with all that is shown beside its votes: the film, and what others think of it.

    A server that keeps its scores back from those who have not rated a film sees those of a poll at its close.
    """
    poll = turnout.poll
    settings = await bot.club_settings.get(guild_id=poll.guild_id)
    film = None if poll.film_id is None else await bot.films.get(poll.film_id, guild_id=poll.guild_id)
    others = None
    if film is not None:
        others = await bot.rankings.of_film(film.id, guild_id=poll.guild_id, member_id=_NOBODY)
    return ShownRating(
        turnout,
        rated(turnout),
        film,
        others,
        settings.scale,
        held_back=poll.is_open and (poll.sealed or settings.score_blind),
        missing=[*missing(bot, poll), *([_FILM_GONE] if film is None and poll.is_open else [])],
    )


def _score_rows(poll: Poll, scale: Scale) -> list[list[ui.Item[Any]]]:
    buttons = [ScoreButton(poll.id, score, scale) for score in range(LOWEST, HIGHEST + 1)]
    return [[*buttons[:_A_ROW]], [*buttons[_A_ROW:]]]


async def _vote(interaction: Interaction, poll_id: int, score: int) -> Undoable:
    """Write a member's vote, have the message drawn anew, and return the member's receipt.

    Raises:
        UserError: the poll is closed or not of this server, its film is gone, or it is not for this member.
    """
    bot, guild_id = interaction.client, server_of(interaction)
    poll = await poll_of(interaction, poll_id)
    require_voter(interaction, poll)
    change = await bot.polls.rate(
        poll_id, score, guild_id=guild_id, member_id=interaction.user.id, clicked_at=clicked_at(interaction)
    )
    await film_rated(bot, change.film_id, guild_id)
    kept = await bot.polls.ballot_of(poll_id, guild_id=guild_id, member_id=interaction.user.id)
    voided = kept is not None and kept.voided_at is not None
    scale = (await bot.club_settings.get(guild_id=guild_id)).scale
    return _receipt(interaction, poll, change, scale, voided=voided)


def _receipt(interaction: Interaction, poll: Poll, change: Change, scale: Scale, *, voided: bool) -> Undoable:
    assert change.after is not None
    name = inline(poll.question, _QUESTION)
    more = [NO_PART if voided else f"Counted at {stamp(change.after.rated_at, 'T')}."]
    unchanged = change.before is not None and change.before.score == change.after.score
    if change.before is not None and not unchanged:
        more.append(f"Before, you gave it {score_phrase(change.before.score, scale)}.")
    if change.listed_at is not None:
        more.append("It is off your watchlist.")
    if poll.closes_at is not None:
        more.append(f"The poll closes {stamp(poll.closes_at)}.")

    async def undo(click: Interaction) -> str:
        await take_back(click, change)
        said = as_before(name, change, scale)
        now = await click.client.polls.get(poll.id, guild_id=poll.guild_id)
        closed = now is not None and not now.is_open
        return f"{said}\n-# The poll has closed meanwhile, and keeps the vote it counted." if closed else said

    score = score_phrase(change.after.score, scale)
    said = f"Unchanged: **{name}** {score}." if unchanged else f"You gave **{name}** {score}."
    said += f"\n-# {' '.join(more)}"
    return Undoable(interaction, said, undo)

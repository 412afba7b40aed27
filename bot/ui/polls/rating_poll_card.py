"""A rating poll's message: the film, the scores given so far, and at the end what they came to."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import discord
from discord import ui

from bot.catalogue.stored import StoredFilm
from bot.club.figures import Figures, FilmRatings
from bot.club.polls.rated import Rated, Vote, earlier
from bot.club.polls.record import Poll, Turnout
from bot.club.scores import HIGHEST, LOWEST, Scale, mean_number, mean_phrase, score_label
from bot.ui import facts
from bot.ui.films.film_card import film_brief
from bot.ui.markup import inline
from bot.ui.polls.card import Rows, finished, poll_frame
from bot.ui.polls.words import bar, state

_QUESTION = 150
_DOT = " · "
_FIGURE_SPACE = "\u2007"  # as wide as a digit
_LEAST_PEAK = 4
"""Below this many votes for one score no bar is full, so that a single vote does not look like a crowd."""


@dataclass(frozen=True, slots=True)
class ShownRating:
    """A rating poll under the circumstances it is shown in.

    `film` is None where it has left the catalogue; `others` is what the source and the reviewers think of it. While
    the poll is open, only the turnout is told where the numbers are `held_back`. `missing` says in markdown what is
    gone of the poll.
    """

    turnout: Turnout
    rated: Rated
    film: StoredFilm | None
    others: FilmRatings | None
    scale: Scale
    held_back: bool = False
    missing: Sequence[str] = ()

    @property
    def poll(self) -> Poll:
        """The poll that is shown."""
        return self.turnout.poll


def rating_card(shown: ShownRating, picture: discord.File | None, rows: Rows) -> ui.LayoutView:
    """Return a rating poll's message; `picture` brings its own alt text, `rows` are buttons that outlive the view."""
    poll, given = shown.poll, shown.rated.figures
    heading = "Rate this film" if poll.is_open else "How we rated it"
    about = film_brief(shown.film) if shown.film is not None else f"**{inline(poll.question, _QUESTION)}**"
    card = poll_frame(f"## {heading}\n{about}\n-# {_state(shown)}")
    if picture is not None:
        gallery: ui.MediaGallery[Any] = ui.MediaGallery()
        gallery.add_item(media=picture, description=picture.description)
        card.add_item(gallery)
    if given is not None and not shown.held_back:
        lines = _so_far(given, shown.scale) if poll.is_open else result_lines(shown)
        card.add_item(ui.TextDisplay("\n".join(lines)))
    return finished(card, shown.turnout, [*shown.missing, *_notes(shown)], rows, _made_of(shown.turnout))


def rating_ending(shown: ShownRating) -> str:
    """Return how a rating poll ended in one or two sentences of markdown."""
    name = f"**{inline(shown.poll.question, _QUESTION)}**"
    given = shown.rated.figures
    if given is None:
        return f"The vote on {name} has ended. Nobody voted."
    if given.count == 1:
        return f"The vote on {name} has ended: **{mean_phrase(given.mean, shown.scale)}**, from one member."
    mean, median = mean_phrase(given.mean, shown.scale), mean_number(given.median, shown.scale)
    return (
        f"The vote on {name} has ended: **{mean}** on average, the median {median}, "
        f"from {facts.count(given.count, 'member')}."
    )


def result_lines(shown: ShownRating) -> Iterator[str]:
    """Return what the votes come to in words, in markdown; nothing where nobody has voted."""
    given, scale = shown.rated.figures, shown.scale
    if given is None:
        return
    numbers = [f"Mean **{mean_phrase(given.mean, scale)}**", f"median {mean_number(given.median, scale)}"]
    if given.spread is not None:
        numbers.append(f"spread {mean_number(given.spread, scale)}")
    yield _DOT.join(numbers)
    yield f"-# {_DOT.join(_distribution(given, scale))}"
    yield from _split(shown)
    yield from _beside(shown, given)


def score_name(score: int, scale: Scale) -> str:
    """Return a score as its button says it: `4½★` or `9`."""
    if scale == "points":
        return str(score)
    whole, half = divmod(score, 2)
    return f"{whole or ''}{'½' * half}★"


def _state(shown: ShownRating) -> str:
    said = state(shown.poll)
    if shown.held_back and not shown.poll.sealed:  # the server's custom
        said += f"{_DOT}the scores are shown at the close"
    return said


def _notes(shown: ShownRating) -> Iterator[str]:
    if shown.poll.is_open:
        yield "Your vote is your rating; ratings from before the poll count too. Change yours here or with `/rate`."


def _made_of(turnout: Turnout) -> str:
    """Return how many votes are ratings from before the poll, so that a new one that shows votes explains itself."""
    before = earlier(turnout)
    since = turnout.voters - before
    if not before:
        return ""
    ratings = facts.count(before, "rating")
    return f": {ratings} from before and {since:,} since" if since else f": {ratings} from before the poll"


def _so_far(given: Figures, scale: Scale) -> Iterator[str]:
    """Return a bar for each score that was given, the highest first, and the mean.

    Bars and padded numbers are as wide in each line, so that on a phone votes and scores stand in columns.
    """
    peak = max(_LEAST_PEAK, *given.counts)
    width = len(f"{max(given.counts):,}")
    for score in range(HIGHEST, LOWEST - 1, -1):
        if count := given.counts[score - LOWEST]:
            number = f"{count:,}".rjust(width, _FIGURE_SPACE)
            yield f"{bar(count, peak)}  {number} gave {score_label(score, scale)}"
    yield f"Mean **{mean_phrase(given.mean, scale)}**"


def _distribution(given: Figures, scale: Scale) -> Iterator[str]:
    for score in range(HIGHEST, LOWEST - 1, -1):
        if count := given.counts[score - LOWEST]:
            yield f"{score_label(score, scale)} ×\u202f{count:,}"


def _split(shown: ShownRating) -> Iterator[str]:
    split = shown.rated.split
    if split is None:
        return
    if shown.poll.anonymous:
        high, low = score_label(split.high.score, shown.scale), score_label(split.low.score, shown.scale)
        yield f"**Most split**  one gave {high}, another {low}"
    else:
        yield f"**Most split**  {_vote(split.high, shown.scale)}, {_vote(split.low, shown.scale)}"


def _vote(vote: Vote, scale: Scale) -> str:
    return f"<@{vote.member_id}> {score_label(vote.score, scale)}"


def _beside(shown: ShownRating, given: Figures) -> Iterator[str]:
    """Return what the source and the reviewers think, each beside the club's mean and never put together with it."""
    film, others = shown.film, shown.others
    if film is not None and film.film.score is not None:
        votes = "" if film.film.votes is None else f" from {facts.count(film.film.votes, 'vote')}"
        yield f"**Source**  {facts.score(film.film.score)}{votes}{_DOT}{_against(given.mean, film.film.score)}"
    if others is not None and others.reviewers_mean is not None:
        reviews = facts.count(others.reviewers, "review with a score", "reviews with a score")
        yield (
            f"**Reviewers**  {facts.score(others.reviewers_mean)} from {reviews}"
            f"{_DOT}{_against(given.mean, others.reviewers_mean)}"
        )


def _against(club: float, score: float) -> str:
    """Return how a mean of 1 to 10 lies to another score of 0 to 10, by the decimals that are shown."""
    apart = round(round(club, 1) - round(score, 1), 1)
    if not apart:
        return "the club agrees"
    return f"the club is {facts.number(abs(apart))} {'higher' if apart > 0 else 'lower'} at {facts.score(club)}"

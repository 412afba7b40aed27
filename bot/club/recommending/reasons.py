"""Why a film is recommended: the strongest true things to say of it for one viewer. Pure rules."""

from collections.abc import Collection, Iterator

import numpy as np

from bot.club.recommending.neighbours import ClubRatings, Whole
from bot.club.recommending.ranking import Viewer
from bot.club.recommending.recommend_rules import TraitKind
from bot.club.recommending.recommended import (
    ClubLiked,
    InCommon,
    Kindred,
    LikedTraits,
    LovedToo,
    Reason,
    SameDirector,
    WellLiked,
)
from bot.club.recommending.traits import Films
from bot.club.tastes.compared import LOVED
from bot.club.tastes.taste import FEWEST_TO_AGREE

LIKED = 7
"""The mean score of ten from which on others' ratings speak for a film: three and a half stars."""

KINDRED = 0.65
"""From which agreement on a member is said to agree: clearly more than the half or so that strangers come to."""

NEAREST = 5
"""The most neighbours a reason speaks of: those whose word counts most, like the film or not."""

REASONS = 2
"""How many reasons are told of a film."""

FEWEST_OF_A_TRAIT = 2
"""From how many rated films on it is said that someone likes a genre, a country or a decade."""

_TRAITS_NAMED = 3
_WELL_LIKED = 6.5
_TOLD: tuple[TraitKind, ...] = ("genre", "country", "decade")


class Reasons:
    """Finds the reasons for films that their viewers have not rated; hidden members are not in the club it is given.

    Scores of `sealed` films, on which a sealed poll is open, are no reason for anything.
    """

    def __init__(self, club: ClubRatings, films: Films, rated: Films, sealed: Collection[int] = ()) -> None:
        """Take the films that reasons are for, and those that viewers have rated, which are others."""
        self._club, self._films, self._rated, self._sealed = club, films, rated, frozenset(sealed)

    def for_viewer(self, viewer: Viewer, place: int) -> tuple[Reason, ...]:
        """Return the reasons why a viewer may like the film at a place, the best first."""
        every = [*self._from_members(viewer, place), *self._from_traits(viewer, place)]
        return tuple((every or list(self._from_source(place)))[:REASONS])

    def like(self, film_id: int, place: int) -> tuple[Reason, ...]:
        """Return the reasons why someone may like the film at a place who likes the film `film_id`."""
        return tuple([*self._loved_too(film_id, place), *self._in_common(film_id, place)][:REASONS])

    def _from_members(self, viewer: Viewer, place: int) -> Iterator[Reason]:
        """Yield what the kindred give a film, or where none has rated it, what the others do, if they like it."""
        club, near = self._club, viewer.near
        rows = self._rows_told(int(self._films.ids[place]))
        kindred = rows[(near.films >= FEWEST_TO_AGREE)[club.member[rows]] & (near.share >= KINDRED)[club.member[rows]]]
        kindred = kindred[np.argsort(-near.weight[club.member[kindred]], kind="stable")][:NEAREST]
        told = kindred if len(kindred) else rows
        if not len(told) or (mean := float(club.score[told].mean())) < self._praise(viewer):
            return
        if not len(kindred):
            yield ClubLiked(len(rows), mean)
            return
        found = [one for row in kindred.tolist() if (one := near.agreement(int(club.member[row])))]
        percents = [one.percent for one in found]
        yield Kindred(len(found), min(percents), max(percents), min(one.films for one in found), mean)

    def _rows_told(self, film_id: int) -> Whole:
        """Return the rows of a film's ratings that may be told of: none while they are sealed."""
        return self._club.rows_about(film_id)[: 0 if film_id in self._sealed else None]

    def _praise(self, viewer: Viewer) -> float:
        """Return the mean from which on others' scores recommend: more than the viewer gives, four stars to anyone."""
        own = self._club.score[self._club.rows_of(viewer.member_id)]
        return min(max(LIKED, float(own.mean())), LOVED) if len(own) else LIKED

    def _from_traits(self, viewer: Viewer, place: int) -> Iterator[Reason]:
        yield from self._by_liked_director(viewer, place)
        liked: list[tuple[float, TraitKind, str, str]] = []
        for kind in _TOLD:
            traits, likes = self._films.traits[kind], viewer.likes.get(kind, {})
            for key in traits.keys_of(place):
                found = likes.get(key)
                if found and found.films >= FEWEST_OF_A_TRAIT and found.mean > 0:
                    liked.append((found.points, kind, key, traits.names[key]))
        if liked:
            liked.sort(key=lambda trait: -trait[0])
            _, kind, key, _ = liked[0]
            named: tuple[tuple[TraitKind, str], ...] = tuple((of, name) for _, of, _, name in liked[:_TRAITS_NAMED])
            best = self._best_with(viewer, kind, key)
            yield LikedTraits(named) if best is None else LikedTraits(named, *best)

    def _by_liked_director(self, viewer: Viewer, place: int) -> Iterator[Reason]:
        here = self._films.traits["director"]
        likes = viewer.likes.get("director", {})
        liked = [key for key in here.keys_of(place) if key in likes and likes[key].mean > 0]
        if not liked:
            return
        key = max(liked, key=lambda key: likes[key].points)
        best = self._best_with(viewer, "director", key)
        if best is not None:
            yield SameDirector(here.names[key], *best)

    def _best_with(self, viewer: Viewer, kind: TraitKind, key: str) -> tuple[int, int] | None:
        """Return the film with a trait that the viewer likes best, and its score; None where they like none enough."""
        traits = self._rated.traits[kind]
        with_it = {int(self._rated.ids[traits.film[row]]) for row, name in enumerate(traits.key) if name == key}
        rows = self._club.rows_of(viewer.member_id)
        ids, scores = self._club.films[self._club.film[rows]], self._club.score[rows]
        score, film_id = max(
            (
                (int(score), -id_)
                for id_, score in zip(ids.tolist(), scores, strict=True)
                if id_ in with_it and id_ not in self._sealed
            ),
            default=(0, 0),
        )
        return (-film_id, score) if score >= LIKED else None

    def _from_source(self, place: int) -> Iterator[Reason]:
        score, votes = self._films.score[place], self._films.votes[place]
        if score >= _WELL_LIKED and votes > 0:
            yield WellLiked(float(score), int(votes))

    def _loved_too(self, film_id: int, place: int) -> Iterator[Reason]:
        club = self._club
        loved_it = {int(club.member[row]) for row in self._rows_told(film_id) if club.score[row] >= LOVED}
        rows = [row for row in self._rows_told(int(self._films.ids[place])) if int(club.member[row]) in loved_it]
        loved = sum(club.score[row] >= LOVED for row in rows)
        if rows and 2 * loved > len(rows):
            yield LovedToo(int(loved), len(rows))

    def _in_common(self, film_id: int, place: int) -> Iterator[Reason]:
        _, found = self._films.places_of(np.array([film_id], np.int64))
        if not len(found):
            return
        shared: list[tuple[TraitKind, str]] = []
        for kind, traits in self._films.traits.items():
            theirs = set(traits.keys_of(int(found[0])))
            shared.extend((kind, traits.names[key]) for key in traits.keys_of(place) if key in theirs)
        if shared:
            yield InCommon(tuple(shared))

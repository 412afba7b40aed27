"""What a question was taken for, in words a member can check: negations, joins, order and limits. Pure rules."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from bot.asking.answered import Told
from bot.asking.finding.spans import CERTAIN
from bot.asking.query import (
    CheckQuery,
    ClubQuery,
    CommandQuery,
    CompareQuery,
    Condition,
    DoQuery,
    FactQuery,
    FilmName,
    GroupQuery,
    Joined,
    Leaf,
    ListedQuery,
    ListQuery,
    Not,
    PersonQuery,
    Query,
    RecommendQuery,
    ReviewQuery,
    SideBySideQuery,
    SimilarQuery,
    Small,
    TallyQuery,
    Unclear,
)
from bot.asking.saying.conditions_said import leaf_said
from bot.asking.saying.films_said import the_most
from bot.asking.saying.phrasing import FIELD_NAMES
from bot.asking.saying.voice import listed
from bot.asking.understanding import Understood
from bot.catalogue.film import label
from bot.ui import facts

_NAMED = 4
_PREFIX = "“"
"""What a reason begins with that tells what a stretch of the question was taken for."""

_MEASURED: Mapping[tuple[str, bool], str] = {
    ("runtime", True): "is longer",
    ("runtime", False): "is shorter",
    ("year", True): "is newer",
    ("year", False): "is older",
    ("score", True): "is rated higher",
    ("score", False): "is rated lower",
    ("budget", True): "cost more",
    ("budget", False): "cost less",
    ("revenue", True): "earned more",
    ("revenue", False): "earned less",
}
_REVIEWED: Mapping[str, str] = {
    "opinions": "what reviewers say of {films}",
    "quote": "a quotation about {films}",
    "liked": "which reviewers liked {films}",
    "disliked": "which reviewers disliked {films}",
    "scores": "what reviewers gave {films}",
    "gave": "which reviewers gave {films} a score",
    "agreed": "whether reviewers agree about {films}",
    "spoilers": "whether reviews of {films} tell the plot",
    "count": "how many reviews there are of {films}",
    "search": "which reviews speak of something",
}
_OF_CLUB: Mapping[str, str] = {
    "score": "what members here gave {films}",
    "liked": "which members here liked {films}",
    "disliked": "which members here disliked {films}",
    "member": "what a member gave {films}",
    "own": "what you gave {films}",
    "top": "the films that members here rate highest",
    "lowest": "the films that members here rate lowest",
    "rated": "the films that the most members here have rated",
    "count": "how many films members here have rated",
    "divisive": "the films that divide members here the most",
    "seen": "who here has rated or logged {films}",
    "unseen": "who here has not rated or logged {films}",
    "raters": "who here has given the most ratings",
    "watchers": "who here has rated or logged the most films",
    "highest_given": "what {whose} rated highest",
    "lowest_given": "what {whose} rated lowest",
    "seen_count": "how many films {whose} rated and logged",
    "watched": "what {whose} watched",
    "watchlist": "what is on the watchlist of {whose}",
    "night": "the next film night",
    "weekly": "the film of the week",
    "polls": "the open polls",
}


def explanation(understood: Understood, told: Told) -> str:
    """Return what a question was taken for, which names were guessed, and how the answer was worked out, plainly."""
    said = [f"I took it as: {query_said(understood.query)}."]
    guessed = [
        f"“{span.text}” for {_films(span.films, span.name)} ({span.sure:.0f}% sure)"
        for span in understood.spans
        if span.sure < CERTAIN and (span.films or span.name)
    ]
    said += [f"I took {listed(guessed)}."] if guessed else []
    return " ".join([*said, told.how]).strip()


def taken_for(reasons: Sequence[str]) -> list[str]:
    """Return those of the reasons that tell what the words of a question were taken for."""
    return [reason for reason in reasons if reason.startswith(_PREFIX)]


def query_said(query: Query) -> str:
    """Return what a query asks, as a noun."""
    return _SAID[type(query)](query)


def in_full(condition: Condition) -> str:
    """Return conditions with every `and`, `or` and `not` of theirs, in brackets where they may be misread."""
    if isinstance(condition, Leaf):
        return leaf_said(condition)
    if isinstance(condition, Not):
        return f"not {_bracketed(condition.part)}"
    return f" {condition.by} ".join(_bracketed(part) for part in condition.parts)


def _bracketed(condition: Condition) -> str:
    return f"({in_full(condition)})" if isinstance(condition, Joined) else in_full(condition)


def _films(films: Sequence[FilmName], instead: str = "a film") -> str:
    named = [label(film.title, film.year) for film in films[:_NAMED]]
    named += ["others"] if len(films) > _NAMED else []
    return listed(named, "or") if named else instead


def _fitting(where: Condition | None) -> str:
    return "" if where is None else f" that fit: {in_full(where)}"


def _fact(query: FactQuery) -> str:
    if query.field == "unkept":
        return f"{query.about}, which no record holds"
    by = f" by or with {listed([name.title() for name in query.by], 'or')}" if query.by else ""
    return f"{FIELD_NAMES.get(query.field, 'what is known')} of {_films(query.films)}{by}"


def _check(query: CheckQuery) -> str:
    return f"whether {_films(query.films)} is {in_full(query.condition)}"


def _compare(query: CompareQuery) -> str:
    films = [film for group in query.films for film in group]
    return f"which of {listed([label(film.title, film.year) for film in films[:_NAMED]])} " + _MEASURED.get(
        (query.measure, query.most), f"has {'more' if query.most else 'fewer'} {query.measure}"
    )


def _side_by_side(query: SideBySideQuery) -> str:
    films = listed([_films(group) for group in query.films])
    return f"what {films} share" if query.shared else f"in what {films} differ"


def _tally(query: TallyQuery) -> str:
    return f"of which there are more: {'; '.join(map(in_full, query.sides))}{_fitting(query.where)}"


_SHAPES: Mapping[str, str] = {
    "count": "how many films there are",
    "any": "any one film",
    "why": "why the first films stand first",
    "list": "films",
}


def _list(query: ListQuery) -> str:
    which = f"the {the_most(query.sort, query.place)}" if query.shape == "one" else _SHAPES[query.shape]
    order = f"; the {the_most(query.sort)} first" if query.shape == "list" and query.sort != "known" else ""
    limit = f"; {query.limit} at the most" if query.limit is not None else ""
    seen = {"seen": "; those you have rated or logged", "unseen": "; those you have not rated or logged", None: ""}
    without = f"; without {facts.count(len(query.without), 'film')} shown before" if query.without else ""
    return f"{which}{_fitting(query.where)}{seen[query.seen]}{order}{limit}{without}"


def _recommend(query: RecommendQuery) -> str:
    if query.why:
        return "why that was recommended"
    whom = "you and a member" if query.member_id is not None else "you" if query.whom == "me" else "the club"
    number = "a film" if query.limit == 1 else f"up to {query.limit} films"
    return f"{number} to watch{_fitting(query.where)}; for {whom}"


def _similar(query: SimilarQuery) -> str:
    return f"up to {query.limit} films like {_films(query.films)}{_fitting(query.where)}"


def _review(query: ReviewQuery) -> str:
    said = _REVIEWED[query.ask].format(films=_films(query.films, "films"))
    about = f", about “{' '.join(query.topic)}”" if query.topic else ""
    by = f", by {query.reviewer}" if query.reviewer is not None else ""
    score = f", {query.score.said}" if query.score is not None else ""
    return f"{said}{about}{by}{score}"


def _club(query: ClubQuery) -> str:
    whose = "members here" if query.ours else "you" if query.member_id is None else "a member"
    said = _OF_CLUB[query.ask].format(films=_films(query.films), whose=whose)
    listing = query.ask in {"top", "lowest", "rated", "divisive", "raters", "watchers", "highest_given", "lowest_given"}
    return f"{said}{f', {query.period}' if query.period else ''}{f'; {query.limit} at the most' if listing else ''}"


def _do(query: DoQuery) -> str:
    value = f", “{query.said}”" if query.said else ""
    films = query.films or tuple(film for choice in query.choices for film in choice)
    return _DEEDS[query.deed].format(films=_films(films), value=value)


def _group(query: GroupQuery) -> str:
    if query.count:
        return f"how many there are by {query.by}, of films{_fitting(query.where)}"
    return f"films counted by {query.by}, the most first{_fitting(query.where)}"


def _unclear(query: Unclear) -> str:
    if query.wants == "film" and query.said:
        return f"a question about “{query.said}”, of which I know no film"
    return _UNCLEAR[query.wants]


_UNCLEAR: Mapping[str, str] = {
    "film": "a question about a film that I cannot tell",
    "person": "a question about somebody I do not know",
    "list": "a question about a film of a list, before any was told of",
    "english": "a question in another language than English",
    "question": "nothing I know how to answer",
    "contradiction": "conditions that no film can meet together",
    "reasons": "why I answered as I did",
}
_DEEDS: Mapping[str, str] = {
    "rate": "a wish to rate {films}{value}",
    "unrate": "a wish to take your rating of {films} out",
    "list": "a wish to put {films} on your watchlist",
    "unlist": "a wish to take {films} off your watchlist",
    "log": "a wish to write {films} in your diary{value}",
    "poll": "a wish to start a poll{value}",
    "review": "a wish to review {films}",
    "discuss": "a wish to discuss {films}",
    "remove": "a wish to take {films} out",
    "undo": "a wish to take something back",
}


_SAID: Mapping[type[Query], Callable[[Any], str]] = {
    FactQuery: _fact,
    CheckQuery: _check,
    CompareQuery: _compare,
    SideBySideQuery: _side_by_side,
    TallyQuery: _tally,
    ListQuery: _list,
    RecommendQuery: _recommend,
    SimilarQuery: _similar,
    GroupQuery: _group,
    PersonQuery: lambda query: f"who {query.name} is",
    ReviewQuery: _review,
    ClubQuery: _club,
    DoQuery: _do,
    CommandQuery: lambda query: f"the command /{query.command}",
    ListedQuery: lambda query: f"whether {_films(query.films)} is on your watchlist",
    Small: lambda query: f"small talk ({query.ask})",
    Unclear: _unclear,
}

"""Facts of films in short sentences: templates, of which a question's own number picks one. Pure rules.

Nothing is said that is not in the record given; what it does not hold is said to be unknown.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bot.asking.query import FactQuery, Field
from bot.asking.saying.countries_said import country_said
from bot.asking.saying.voice import Voice, listed
from bot.catalogue.film import Film, label
from bot.ui import facts

_MOST_NAMES = 12
_MOST_ALIASES = 6


@dataclass(frozen=True, slots=True)
class FilmTold:
    """A film as its record has it, with how many reviews and by whom it is scored."""

    id: int
    film: Film
    reviews: int = 0
    reviewers_mean: float | None = None
    scored_reviews: int = 0

    @property
    def label(self) -> str:
        """The readable name, `Title (Year)`."""
        return label(self.film.title, self.film.year)


_TEMPLATES: Mapping[Field, tuple[str, ...]] = {
    "director": ("{film} was directed by {value}.", "{value} directed {film}."),
    "writer": ("{film} was written by {value}.", "{value} wrote {film}."),
    "cast": ("In {film}: {value}.", "The cast of {film}: {value}."),
    "company": ("{film} was produced by {value}.", "The company behind {film}: {value}."),
    "year": ("{film} is from {value}.", "{film} came out in {value}."),
    "released": ("{film} was released on {value}.", "The release of {film}: {value}."),
    "runtime": ("{film} runs {value}.", "{film} is {value} long."),
    "country": ("{film} is from {value}.", "{film} was made in {value}."),
    "language": ("{film} is in {value}.", "The language of {film} is {value}."),
    "genre": ("{film}: {value}.", "The genres of {film}: {value}."),
    "budget": ("{film} had a budget of {value}.", "The budget of {film} was {value}."),
    "revenue": ("{film} earned {value}.", "The earnings of {film}: {value}."),
    "certification": ("{film} is rated {value}.", "The certificate of {film} is {value}."),
    "tagline": ("The tagline of {film}: “{value}”",),
    "synopsis": ("{film}: {value}",),
    "website": ("The website of {film}: {value}",),
    "trailer": ("A trailer of {film}: {value}",),
}
"""How each fact is said."""

_CALLED: Mapping[Field, str] = {
    "director": "who directed {film}",
    "writer": "who wrote {film}",
    "cast": "who is in {film}",
    "company": "who produced {film}",
    "year": "when {film} was made",
    "released": "on which day {film} was released",
    "runtime": "how long {film} is",
    "country": "where {film} is from",
    "language": "in what language {film} is",
    "genre": "the genre of {film}",
    "budget": "the budget of {film}",
    "revenue": "what {film} earned",
    "profit": "whether {film} earned more than it cost",
    "score": "a score for {film}",
    "certification": "a certificate for {film}",
    "tagline": "a tagline for {film}",
    "synopsis": "what {film} is about",
    "streaming": "where {film} can be watched",
    "website": "a website of {film}",
    "trailer": "a trailer of {film}",
    "names": "another name for {film}",
}
"""What is unknown where a fact is."""

_ELSEWHERE = "Scores of other sites are not kept apart in the records."
_UNKNOWN = ("The records do not say {what}.", "I do not know {what}: the records do not say.")


_BY_OTHERS = frozenset({"cinematographers", "composers", "editors", "other crew"})
"""Parts of which no record tells, where the director is the nearest that one does."""


def fact(query: FactQuery, told: FilmTold, voice: Voice, seed: int) -> str:
    """Return one fact of a film in a sentence, or that it is unknown."""
    film = voice.title(told.label)
    field = query.field
    if field == "unkept":
        known = (
            f" {film} was directed by {voice.safe(listed(told.film.directors))}."
            if told.film.directors and query.about in _BY_OTHERS
            else f" Its cast: {voice.safe(names_said(told.film.cast) or '')}."
            if told.film.cast and query.about == "characters"
            else ""
        )
        return f"The records hold no {query.about}, for {film} or any other film.{known}"
    if field in _WHOLE:
        said = _WHOLE[field](told, film, voice)
        if said is not None:
            if field == "summary" and query.about:
                return f"I did not understand “{voice.safe(query.about)}”. What the records say:\n{said}"
            return f"{_ELSEWHERE} {said}" if field == "score" and query.about else said
    elif (value := _value(field, told.film, voice)) is not None:
        return ended(_pick(_TEMPLATES[field], seed).format(film=film, value=value))
    what = _CALLED.get(field, "that of {film}").format(film=film)
    instead = f" It is from {told.film.year}." if field == "released" and told.film.year is not None else ""
    return _pick(_UNKNOWN, seed).format(what=what) + instead


def is_known(query: FactQuery, film: Film) -> bool:
    """Tell whether a film's record holds what is asked, so that it is the source of the answer."""
    if query.field in _FROM_TWO:
        return all(value is not None for value in _FROM_TWO[query.field](film))
    return query.field not in VALUES or bool(VALUES[query.field](film))


_FROM_TWO: Mapping[Field, Callable[[Film], tuple[object, ...]]] = {
    "profit": lambda film: (film.budget, film.revenue),
    "streaming": lambda film: (film.streaming,),
}


def ended(sentence: str) -> str:
    """Return a sentence with one full stop at its end, where a name such as `Jr.` brings its own."""
    return sentence[:-1] if sentence.endswith("..") and not sentence.endswith("...") else sentence


def _pick(templates: Sequence[str], seed: int) -> str:
    return templates[seed % len(templates)]


def _value(field: Field, film: Film, voice: Voice) -> str | None:
    reader = VALUES[field]
    value = reader(film)
    return None if not value else voice.safe(value)


def names_said(names: Sequence[str]) -> str | None:
    """Return names in a row, None where there are none; of many the first and how many more."""
    if not names:
        return None
    shown = list(names[:_MOST_NAMES])
    return listed(shown) if len(names) <= _MOST_NAMES else f"{', '.join(shown)} and {len(names) - _MOST_NAMES} more"


def _others(film: Film) -> str | None:
    names = [film.original_title, *(alias.name for alias in film.aliases)]
    return names_said(list(dict.fromkeys(name for name in names if name and name != film.title))[:_MOST_ALIASES])


def _names(told: FilmTold, film: str, voice: Voice) -> str | None:
    """Return a film's original title, and the other names it goes by."""
    names = dict.fromkeys(alias.name for alias in told.film.aliases)
    original = told.film.original_title
    others = names_said([name for name in names if name not in {original, told.film.title}][:_MOST_ALIASES])
    if not original:
        return None if others is None else f"{film} is also known as {voice.safe(others)}."
    also = f" It is also known as {voice.safe(others)}." if others else ""
    return ended(f"The original title of {film} is {voice.safe(original)}.{also}")


VALUES: Mapping[Field, Callable[[Film], str | None]] = {
    "director": lambda film: names_said(film.directors),
    "writer": lambda film: names_said(film.writers),
    "cast": lambda film: names_said(film.cast),
    "company": lambda film: names_said(film.companies),
    "year": lambda film: None if film.year is None else str(film.year),
    "released": lambda film: None if film.released is None else facts.day(film.released),
    "runtime": lambda film: None if film.runtime_minutes is None else _long(film.runtime_minutes),
    "country": lambda film: names_said([country_said(name) for name in film.countries]),
    "language": lambda film: None if film.language is None else facts.language(film.language),
    "genre": lambda film: names_said(film.genres),
    "budget": lambda film: None if film.budget is None else facts.money(film.budget),
    "revenue": lambda film: None if film.revenue is None else facts.money(film.revenue),
    "certification": lambda film: film.certification,
    "tagline": lambda film: film.tagline,
    "synopsis": lambda film: film.synopsis,
    "website": lambda film: film.website,
    "trailer": lambda film: film.trailer,
    "names": _others,
}
"""What a record says of each field, None where it says nothing."""


def _long(minutes: int) -> str:
    hours = facts.runtime(minutes)
    return hours if hours == f"{minutes} min" else f"{hours} ({minutes} minutes)"


def _score(told: FilmTold, film: str, voice: Voice) -> str:
    parts: list[str] = []
    if told.film.score is not None:
        by = f" from {facts.count(told.film.votes, 'vote')}" if told.film.votes else ""
        parts.append(f"{facts.score(told.film.score)} in the film’s record{by}")
    if told.reviewers_mean is not None:
        parts.append(f"{facts.score(told.reviewers_mean)} on average by {facts.count(told.scored_reviews, 'reviewer')}")
    rated = told.film.certification
    if not parts:
        known = f" Its certificate is {voice.safe(rated)}." if rated is not None else ""
        return f"I do not know how good {film} is: the records hold no score and no scored review of it.{known}"
    if rated is not None:
        parts.append(f"rated {voice.safe(rated)} for its audience")
    return f"{film}: {listed(parts)}."


def _profit(told: FilmTold, film: str, _: Voice) -> str | None:
    cost, earned = told.film.budget, told.film.revenue
    if cost is None or earned is None:
        return None
    difference = f"{facts.money(abs(earned - cost))} {'more' if earned >= cost else 'less'}"
    return f"{film} cost {facts.money(cost)} and earned {facts.money(earned)}, {difference} than it cost."


def _streaming(told: FilmTold, film: str, voice: Voice) -> str | None:
    where = told.film.streaming
    if where is None:
        return None
    if not where:
        return f"{film} cannot be streamed anywhere at present."
    return f"{film} can be watched at {voice.safe(listed(where))}."


def _review_count(told: FilmTold, film: str, _: Voice) -> str:
    if not told.reviews:
        return f"There are no reviews of {film}."
    return f"There {'is' if told.reviews == 1 else 'are'} {facts.count(told.reviews, 'review')} of {film}."


def _exists(told: FilmTold, film: str, voice: Voice) -> str:
    return f"Yes, {_sketch(told, film, voice)}"


def _summary(told: FilmTold, film: str, voice: Voice) -> str:
    """Return the film's card in two lines."""
    about = told.film.synopsis
    return _sketch(told, film, voice) + (f"\n{voice.safe(about)}" if about else "")


def _sketch(told: FilmTold, film: str, voice: Voice) -> str:
    """Return the film in one line: by whom, from where, how long, what kind."""
    record = told.film
    parts = (
        f"by {voice.safe(listed(record.directors))}" if record.directors else None,
        voice.safe(listed([facts.country(name) for name in record.countries])) if record.countries else None,
        facts.runtime(record.runtime_minutes) if record.runtime_minutes else None,
        voice.safe(", ".join(record.genres)) if record.genres else None,
    )
    said = " · ".join(part for part in parts if part)
    return f"{film}{': ' + said if said else ' is in the records'}."


_WHOLE: Mapping[Field, Callable[[FilmTold, str, Voice], str | None]] = {
    "score": _score,
    "profit": _profit,
    "names": _names,
    "streaming": _streaming,
    "review_count": _review_count,
    "exists": _exists,
    "summary": _summary,
}
"""Facts that are more than one value."""

FIELD_NAMES: Mapping[str, str] = {
    "director": "the director",
    "writer": "the writer",
    "cast": "the cast",
    "company": "the company",
    "year": "the year",
    "released": "the release date",
    "runtime": "the running time",
    "country": "the country",
    "language": "the language",
    "genre": "the genre",
    "budget": "the budget",
    "revenue": "the earnings",
    "profit": "the profit",
    "score": "the score",
    "certification": "the certificate",
    "tagline": "the tagline",
    "synopsis": "the story",
    "streaming": "where to watch it",
    "website": "the website",
    "trailer": "the trailer",
    "names": "other names",
    "review_count": "the number of reviews",
}
"""What is asked for, as a noun."""

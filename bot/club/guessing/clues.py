"""The clue of a round and its hints, made from a film's record: pure rules.

A clue is a passage of a review, the beginning of the synopsis or the tagline; which of them is drawn by `CHANCES` among
those there are. A film without any is asked by its facts. The hints are the lines of `LADDER`, without what the clue
has said.
"""

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

from bot.catalogue.film import Film, Review
from bot.catalogue.index.normalise import ARTICLES
from bot.catalogue.reviews.passages import passages
from bot.catalogue.reviews.prose import readable
from bot.catalogue.reviews.sentences import sentences
from bot.catalogue.reviews.spoilers import UnmarkedRule, is_behind_bars
from bot.club.guessing.common_words import SAYS_LITTLE
from bot.club.guessing.material import Clue, ClueKind, Hint, Puzzle
from bot.club.guessing.redaction import BAR, blackened, redact
from bot.club.guessing.scanning import scan
from bot.club.guessing.secret_words import Secrets, plain, secrets_of
from bot.ui.facts import country, language, runtime

CHANCES: Final[dict[ClueKind, float]] = {"review": 4, "synopsis": 3, "tagline": 2}
"""How likely each kind of text is beside the others that a film has."""

MOST_BARS: Final = 0.4
"""The part of a text's words that may be bars; a blacker one is no pleasure to read and is not used."""

FEWEST_WORDS: Final = 5
"""Words of a text that must be left to read."""

FEWEST_TELLING: Final = 6
"""The same for words of a review that say what is seen or felt in it, as those of `great film, see it` do not."""

LONGEST_SYNOPSIS: Final = 420
"""Characters of a synopsis that are shown, in whole sentences: its beginning, since an ending stands at the end."""

FACTS_SHOWN: Final = 4
"""Facts that a clue of facts begins with, and that a film without texts needs to be asked."""

FACTS_FOLLOWING: Final = 3
"""Hints that a clue of facts needs behind it; a film with fewer is not asked by facts."""

_TELLING = 4
"""Letters of words that may say something."""
_PEOPLE = 2
_GENRES = 3
_SHORTEST_TITLE = 3
"""Letters of a title of which the first may be told."""


def clues_of(
    film: Film, reviews: Sequence[Review], chance: random.Random, *, unmarked: UnmarkedRule = "barred"
) -> Puzzle | None:
    """Return what a round of a film shows, or None where the record does not hold enough to play with.

    `reviews` are those that came with records, with the marks that hold in the server. One that would stand behind
    spoiler bars under its rule for `unmarked` ones is not used, nor a passage that gives the plot away.
    """
    secrets = secrets_of(film)
    shown = [review for review in reviews if not is_behind_bars(review.spoiler, unmarked=unmarked)]
    texts: dict[ClueKind, Callable[[], Clue | None]] = {
        "review": lambda: _review(shown, secrets, chance),
        "synopsis": lambda: _text("synopsis", _beginning(film.synopsis or ""), "its synopsis", secrets),
        "tagline": lambda: _text("tagline", film.tagline or "", "its tagline", secrets),
    }
    clue = next((clue for kind in _in_turn(chance) if (clue := texts[kind]())), None) or _facts(film, secrets)
    if clue is None:
        return None
    hints = tuple(_hints(film, clue.lines, secrets))
    return Puzzle(clue, hints) if clue.kind != "facts" or len(hints) >= FACTS_FOLLOWING else None


def _in_turn(chance: random.Random) -> list[ClueKind]:
    """Return the kinds of clues in an order drawn by their chances."""
    drawn: dict[ClueKind, float] = {kind: chance.random() ** (1 / weight) for kind, weight in CHANCES.items()}
    return sorted(drawn, key=drawn.__getitem__, reverse=True)


def _review(reviews: Sequence[Review], secrets: Secrets, chance: random.Random) -> Clue | None:
    for review in chance.sample(reviews, len(reviews)):
        good = passages(review.text)
        for passage in chance.sample(good, len(good)):
            source = f"a review by {redact(review.reviewer, secrets)}"
            clue = _text("review", passage.text, source, secrets)
            if clue is not None and _says_something(clue):
                return clue
    return None


def _says_something(clue: Clue) -> bool:
    """Tell whether a passage says more of its film than how good it is."""
    words = {plain(token.text) for line in clue.lines for token in scan(line) if not token.is_bar}
    return len({word for word in words if len(word) >= _TELLING} - SAYS_LITTLE) >= FEWEST_TELLING


def _text(kind: ClueKind, text: str, source: str, secrets: Secrets) -> Clue | None:
    """Return a clue of a text, blacked out; None where too little of it can be read then."""
    redacted = redact(" ".join(text.split()), secrets)
    words = sum(not token.is_bar for token in scan(redacted))
    if words < FEWEST_WORDS or blackened(redacted) > MOST_BARS:
        return None
    return Clue(kind, (redacted,), source)


def _beginning(synopsis: str) -> str:
    """Return the first sentences of a synopsis, or nothing where the first is too long."""
    text = readable(synopsis[: 4 * LONGEST_SYNOPSIS])
    end = max((span.end for span in sentences(text) if span.end <= LONGEST_SYNOPSIS), default=0)
    return text[:end]


def _facts(film: Film, secrets: Secrets) -> Clue | None:
    lines = list(_lines(FACTS, film, secrets))
    return Clue("facts", tuple(lines[:FACTS_SHOWN]), "the record") if len(lines) >= FACTS_SHOWN else None


def _hints(film: Film, shown: Sequence[str], secrets: Secrets) -> Iterator[Hint]:
    """Yield the steps of the ladder without what the clue has said."""
    for step in LADDER:
        if fresh := tuple(line for line in _lines(step, film, secrets) if line not in shown):
            yield Hint(fresh)


def _lines(labels: Iterable[str], film: Film, secrets: Secrets) -> Iterator[str]:
    for label in labels:
        if value := _VALUES[label](film):
            yield f"{label}: {redact(value, secrets) if label in _IN_OTHERS_WORDS else value}"


def _several(values: Iterable[str]) -> str:
    return ", ".join(filter(None, values))


_VALUES: Final[dict[str, Callable[[Film], str | None]]] = {
    "Running time": lambda film: runtime(film.runtime_minutes) if film.runtime_minutes else None,
    "Made by": lambda film: film.companies[0] if film.companies else None,
    "Language": lambda film: language(film.language) if film.language else None,
    "Genre": lambda film: _several(film.genres[:_GENRES]),
    "Country": lambda film: _several(map(country, film.countries)),
    "Decade": lambda film: f"{film.year // 10 * 10}s" if film.year else None,
    "Year": lambda film: str(film.year) if film.year else None,
    "Director": lambda film: _several(map(initials, film.directors[:_PEOPLE])),
    "Cast": lambda film: _several(map(initials, film.cast[:_PEOPLE])),
    "Title": lambda film: mask(film.title),
}
"""What each line says of a film; nothing where it is not known."""

_IN_OTHERS_WORDS: Final = frozenset({"Made by", "Language", "Genre", "Country"})
"""Lines in which a title or a name may stand."""

FACTS: Final = ("Running time", "Made by", "Language", "Genre", "Country", "Decade")
"""What a clue of facts begins with, the hardest first, as far as it is known."""

LADDER: Final = (
    ("Decade", "Country"),
    ("Genre", "Language"),
    ("Year", "Running time"),
    ("Director", "Cast"),
    ("Title",),
)
"""The lines of each hint, each hint giving more away; what is not known or was said is left out."""


def initials(name: str) -> str:
    """Return a name's first letters, `M. K.`; nothing where it has no words."""
    return " ".join(f"{word[0].upper()}." for word in name.split() if word[0].isalnum())


def mask(title: str) -> str | None:
    """Return a title with its article and first letter to be read, `The C█████ █████`; None where it is too short."""
    words = [token.text for token in scan(title)]
    if sum(map(len, words)) < _SHORTEST_TITLE:
        return None
    article = [words.pop(0)] if len(words) > 1 and plain(words[0]) in ARTICLES else []
    return " ".join([*article, words[0][0] + BAR, *(BAR for _ in words[1:])])

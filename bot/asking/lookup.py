"""What is looked up while a message is read, over the indexes of titles and names. No database."""

import re
from collections.abc import Sequence

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from bot.asking.finding.members import NOBODY, Members
from bot.asking.finding.spans import Guess, NameGuess
from bot.asking.query import FilmName
from bot.asking.wording.lexicon import GLUE
from bot.catalogue.index import Answer, Confidence, Match, TitleIndex
from bot.catalogue.searching.live_names import Names
from bot.catalogue.text import fold

NAMESAKES = 6
"""Films of one title that are kept."""
_PLURAL = re.compile(r"(?<=[a-z][^aeiou\W])ys$")
"""The end of a plural that is spelt as it is said: `daisys`."""

_TRIED, _FAMILY, _NAMESAKES_SAID = 3, 25, 4
"""Names near to one that are tried, those looked through for the same family name, and those of it that count."""
_SURE, _LIKELY, _CHOICE = 95.0, 85.0, 75.0
_NEAR_BEST = 4.0
_LIKELY_SCORE = 80.0
_NAME_LIKENESS, _WORD_LIKENESS = 84.0, 84.0
_NAMED_EXACTLY = 97.0
_SHORTEST_WORD, _SHORTEST_NAME = 4, 3
_SLIP = 80.0
_NEAR, _NEAR_WORD = 70.0, 66.0
_ALIKE_IN_SOUND = 96.0
_LONG_NAME, _TWO_SLIPS = 8, 85.0
"""Letters from which on a family name is known with two wrong ones behind its first, and how sure that is."""


class Lookup:
    """The catalogue as one server sees it."""

    def __init__(
        self,
        index: TitleIndex,
        people: Names,
        reviewers: Names,
        companies: Names,
        *,
        guild_id: int,
        members: Members = NOBODY,
    ) -> None:
        self._index = index
        self._people = people
        self._reviewers = reviewers
        self._companies = companies
        self._guild_id = guild_id
        self._members = members

    def named(self, text: str) -> tuple[FilmName, ...]:
        """Return the films one of whose names is exactly this, the best known first."""
        return _names(self._index.named(text, guild_id=self._guild_id)[:NAMESAKES])

    def search(self, text: str) -> Guess | None:
        """Return the films that a mistyped or half title means, None where none is near."""
        plural = _PLURAL.sub("ies", text)
        return self._search(text) or (self._search(plural) if plural != text else None)

    def _search(self, text: str) -> Guess | None:
        answer = self._index.search(text, guild_id=self._guild_id, limit=NAMESAKES)
        if answer.confidence is Confidence.NONE or not answer.matches:
            return None
        best = answer.matches[0]
        one_word = " " not in text.strip()
        if one_word and not _one_word_fits(fold(text), best, answer):
            return None
        if answer.confidence is Confidence.SURE:
            return Guess(_names((best,)), _SURE)
        if best.score < _LIKELY_SCORE:
            return None
        if answer.confidence is Confidence.LIKELY:
            return Guess(_names((best,)), _LIKELY)
        close = (match for match in answer.matches if match.score >= best.score - _NEAR_BEST)
        near = tuple(match for match in close if _is_near(fold(text), match))
        return Guess(_names(near), _CHOICE) if near else None

    def nearest(self, text: str) -> tuple[FilmName, ...]:
        """Return the films whose titles are near to what was typed, if not near enough to be meant."""
        matches = self._index.search(text, guild_id=self._guild_id, limit=3).matches
        return _names(tuple(match for match in matches if _is_near(fold(text), match)))

    def person(self, text: str, *, exact: bool) -> NameGuess | None:
        """Return who is meant by a name in credits, or by a family name alone."""
        return _guess(self._people, text, self._guild_id, exact=exact)

    def reviewer(self, text: str, *, exact: bool) -> NameGuess | None:
        """Return which reviewer is meant by a name."""
        return _guess(self._reviewers, text, self._guild_id, exact=exact)

    def member(self, text: str) -> int | None:
        """Return the id of the member of the server who goes by a name."""
        return self._members.named(text)

    def company(self, text: str) -> tuple[str, ...]:
        """Return the spellings of the company that is meant by its name, or by a word of it."""
        guess = _guess(self._companies, text, self._guild_id, exact=False)
        if guess is None or guess.sure < _NAMED_EXACTLY:
            return ()
        return self._companies.spelt(guess.folded, self._guild_id)


def _names(matches: tuple[Match, ...]) -> tuple[FilmName, ...]:
    return tuple(FilmName(match.film_id, match.title, match.year) for match in matches)


def _one_word_fits(word: str, best: Match, answer: Answer) -> bool:
    """Tell whether one word means a film: it stands in the title, or is a slip of the whole title."""
    title = fold(best.title).split()
    if word in title:
        return True
    whole = len(title) == 1 and fuzz.ratio(word, title[0]) >= _SLIP
    return len(word) >= _SHORTEST_WORD and (answer.confidence is Confidence.SURE or whole)


def _is_near(typed: str, match: Match) -> bool:
    """Tell whether a title is worth offering for what was typed: it has a word of it, or nearly all its letters."""
    title = fold(match.title)
    shared = {word for word in typed.split() if len(word) >= _SHORTEST_NAME and word not in GLUE} & set(title.split())
    alike = bool(shared) or fuzz.ratio(typed, title) >= _NEAR or match.score >= _LIKELY
    return match.score >= _NEAR and alike


def _words_fit(typed: Sequence[str], name: Sequence[str]) -> bool:
    """Tell whether each typed word is near to another one of the name: `Andrea Arnold` is not André Holland."""
    left = list(name)
    for word in typed:
        near = max(left, key=lambda part: fuzz.ratio(word, part), default="")
        if len(word) > 1 and fuzz.ratio(word, near) < _NEAR_WORD:
            return False
        left = [part for part in left if part != near]
    return True


def _guess(names: Names, text: str, guild_id: int, *, exact: bool) -> NameGuess | None:
    folded = fold(text)
    if spelt := names.spelt(folded, guild_id):
        return NameGuess(folded, spelt[0], 100.0)
    if exact or len(folded) < _SHORTEST_NAME:
        return None
    matches = names.index.search(folded, guild_id=guild_id, limit=_FAMILY)
    family = [each.folded for each in matches if each.folded.endswith(f" {folded}")] if " " not in folded else []
    if family:
        first, *others = (names.spelt(each, guild_id)[0] for each in family[:_NAMESAKES_SAID])
        return NameGuess(family[0], first, _NAMED_EXACTLY, tuple(others))
    for match in matches[:_TRIED]:
        sure = _likeness(folded, match.folded, match.likeness)
        if sure is not None and (spelt := names.spelt(match.folded, guild_id)):
            return NameGuess(match.folded, spelt[0], sure)
    return None


_SOUNDS = tuple(
    (re.compile(written), heard)
    for written, heard in (
        *((r"sch|sh|ch|tch|cz", "s"), (r"ph", "f"), (r"kh|ck|q|c(?![eiy])", "k"), (r"th", "t"), (r"w", "v")),
        *((r"tz|ts|z|c", "s"), (r"ij|ii|yi|[yj]", "i"), (r"ei|ie|ee|ea", "i"), (r"(.)\1", r"\1")),
    )
)
"""Letters that names of other alphabets and languages are written with for one sound."""


def _sound(word: str) -> str:
    """Return a name's word as it sounds, near enough that ways to spell it come out alike: Vajda is Wajda."""
    for written, heard in _SOUNDS:
        word = written.sub(heard, word)
    return word


def _is_two_slips(typed: str, word: str) -> bool:
    return typed[0] == word[0] and OSA.distance(typed, word, score_cutoff=2) == 2  # noqa: PLR2004 - two slips


def _likeness(typed: str, name: str, likeness: float) -> float | None:
    """Return how sure it is that a name is meant: in whole with slips, or one of its words nearly in whole."""
    if " " in typed:
        near = likeness >= _NAME_LIKENESS and len(typed) > len(name) / 2
        return likeness if near and _words_fit(typed.split(), name.split()) else None
    if len(typed) >= _LONG_NAME and any(_is_two_slips(typed, word) for word in name.split()):
        return _TWO_SLIPS
    near = max(fuzz.ratio(typed, word) for word in name.split())
    if near == 100.0:  # noqa: PLR2004 - the same word
        return _NAMED_EXACTLY
    if len(typed) > _SHORTEST_WORD and any(_sound(typed) == _sound(word) for word in name.split()):
        return _ALIKE_IN_SOUND
    return near if near >= _WORD_LIKENESS and len(typed) > _SHORTEST_WORD else None

"""What must not be read in a clue: a film's titles and people, taken apart into words and brought to one spelling."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from bot.catalogue.film import Film
from bot.catalogue.index.names import acronym
from bot.catalogue.index.normalise import ARTICLES, normalise
from bot.catalogue.index.transliterate import to_latin
from bot.catalogue.text import fold
from bot.club.guessing.common_words import COMMON_WORDS, FUNCTION_WORDS, IRREGULAR, NAME_PARTICLES, NAME_WORDS
from bot.club.guessing.scanning import APOSTROPHES, scan

_SHORTEST_TELLING = 3
_SHORTEST_BASE = 3
_SHORTEST_STEM = 4
"""Letters from which on a word is hidden with an ending of another language, too."""
_SHORTEST_JOINED = 6
"""Letters of a title from which on it is hidden with its words run together."""
_SHORTEST_INSIDE = 7
"""Letters from which on a word is hidden anywhere in a longer one."""

_ENGLISH: Final = {
    **dict.fromkeys(("s", "es", "ing", "ings", "i"), 3),
    **dict.fromkeys(("ed", "d", "er", "ers", "r", "rs", "li"), 4),
}
"""Endings of English words, as `spelling` writes them, and how many letters stand before each at least."""
_ENDINGS = frozenset(
    str.split("""
        s es n en ns a e o u i ii ie ia ian ians iana ean eans an ans esque esk ic ish ism isms ist ists ite ites like
        li om em oi ei oiu oio ogo ego omu emu im iim ih iih ah iah am iam ami iami ov ev iov aia uiu oie ova ovo ovi
        ovim ovich ovna skii skaia skogo
    """)
)
"""Endings that make other words of names, and declined endings of Slavic words, as `spelling` writes them."""
_VOWELS = "aeiou"

_LOOSE: Final = (
    (re.compile("kh"), "h"),
    (re.compile("tz"), "ts"),
    (re.compile("x"), "ks"),
    (re.compile("[yj]"), "i"),
    (re.compile("w"), "v"),
)
"""What is spelt in more than one way where names come from another alphabet."""
_DOUBLED = re.compile(r"(.)\1+")
_SHORT = 4
"""Letters of words in which doubled letters matter, as in `less` and `Les`."""
_APOSTROPHE = re.compile(f"[{APOSTROPHES}]")
_LONGEST_ELISION = 2
_LETTERS_THAT_ARE_WORDS = frozenset("AaIi")
_DIGIT = re.compile(r"\d")
_NOT_LETTERS = re.compile(r"[\W_]+")
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")
"""Letters of writings without blanks between words, and of those that put endings right behind them."""


@dataclass(frozen=True, slots=True)
class Secrets:
    """What is to be hidden of a film: its titles, the people who made it, and the year."""

    titles: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    year: int | None = None


def secrets_of(film: Film) -> Secrets:
    """Return what is to be hidden of a film: title, original title, aliases, directors, writers, cast and year."""
    titles = (film.title, *filter(None, (film.original_title,)), *(alias.name for alias in film.aliases))
    names = (*film.directors, *film.writers, *film.cast)
    return Secrets(tuple(dict.fromkeys(titles)), tuple(dict.fromkeys(names)), film.year)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A title or name as spellings of its words, and for each whether it says something by itself."""

    words: tuple[str, ...]
    solid: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Hidden:
    """The words of secrets, by how they are looked for.

    `telling` are hidden wherever they stand, with the `bases` they are inflected from, the `stems` that foreign endings
    are put to, and `inside` longer words; `titled` where they are written as a title, `named` where they have a
    capital, `exact` as they are written. `unspaced` are texts in a writing without blanks.
    """

    telling: frozenset[str]
    bases: frozenset[str]
    stems: frozenset[str]
    inside: re.Pattern[str] | None
    titled: frozenset[str]
    named: frozenset[str]
    exact: frozenset[str]
    unspaced: tuple[str, ...]
    phrases: tuple[Phrase, ...]

    def tells(self, word: str) -> bool:
        """Tell whether a word gives a secret away wherever it stands, in whatever form."""
        spelt = spelling(word)
        if spelt in self.telling:
            return True
        if not spelt or _is_common(word):
            return False
        inside = self.inside is not None and self.inside.search(spelt) is not None
        return inside or not self.bases.isdisjoint(_bases(word)) or self._is_declined(spelt) or self._holds(word)

    def _is_declined(self, spelt: str) -> bool:
        for cut in range(_SHORTEST_STEM, len(spelt)):
            ending = spelt[cut:]
            if ending in _ENDINGS and spelt[:cut] in self.telling:
                return True
            if ending in _ENDINGS and ending[0] in _VOWELS and spelt[:cut] in self.stems:
                return True
        return False

    def _holds(self, word: str) -> bool:
        if _UNSPACED.search(word) is None:
            return False
        folded = _joined(word)
        return any(secret in folded for secret in self.unspaced)


def plain(word: str) -> str:
    """Return one word folded, in Latin letters where it has them, and without anything between."""
    return _NOT_LETTERS.sub("", to_latin(fold(word)))


def spelling(word: str) -> str:
    """Return the form in which two spellings of one word are the same, as of `Tarkovskij` and `Тарковский`."""
    spelt = plain(word)
    if len(spelt) > _SHORT:
        spelt = _DOUBLED.sub(r"\1", spelt)
    for pattern, letters in _LOOSE:
        spelt = pattern.sub(letters, spelt)
    return spelt


def core(word: str) -> str:
    """Return what matters of a word with apostrophes: of `Tarkovsky's` and `l'avventura` the name, else the whole."""
    parts = _APOSTROPHE.split(word)
    if len(parts) > 1 and parts[-1] in {"s", "S"}:
        parts.pop()
    if len(parts) > 1 and len(parts[0]) <= _LONGEST_ELISION < len(parts[1]):
        parts.pop(0)
    return "".join(parts)


@lru_cache(maxsize=32)
def hidden(secrets: Secrets) -> Hidden:
    """Return the words of secrets, by how they are looked for."""
    titles = [[core(token.text) for token in scan(title)] for title in secrets.titles]
    names = [[core(token.text) for token in scan(name)] for name in secrets.names]
    title_words = {plain(word) for words in titles for word in words}
    name_words = {plain(word) for words in names for word in words} - NAME_PARTICLES
    ambiguous = {word for word in name_words if _is_ambiguous(word)}
    telling = {word for word in title_words if _is_telling(word)}
    for title in secrets.titles:  # `twelve angry men`
        telling.update(word for word in normalise(title).text.split() if word.isascii() and _is_telling(word))
    telling.update(joined for words in titles for joined in _run_together(words))
    people = name_words - ambiguous
    people |= {word + ending for word in people if len(word) >= _SHORT for ending in ("s", "es")}
    spelt = frozenset(map(spelling, telling | people)) - {""}
    long = sorted(word for word in spelt if len(word) >= _SHORTEST_INSIDE)
    return Hidden(
        telling=spelt,
        bases=frozenset(base for word in telling if not _DIGIT.search(word) for base in _bases(word)),
        stems=frozenset(stem for word in spelt if len(stem := word.rstrip(_VOWELS)) >= _SHORTEST_STEM),
        inside=re.compile("|".join(map(re.escape, long))) if long else None,
        titled=frozenset(map(spelling, (title_words & COMMON_WORDS) | set(_lone_words(titles)))),
        named=frozenset(spelling(word) for word in ambiguous if len(word) > 1),
        exact=frozenset(_exact(secrets, titles)),
        unspaced=_unspaced((*secrets.titles, *secrets.names)),
        phrases=tuple(
            dict.fromkeys(
                phrase
                for texts, phrases in ((titles, _title_phrases), (names, _name_phrases))
                for words in texts
                for phrase in phrases(words)
            )
        ),
    )


def _run_together(words: Sequence[str]) -> Iterator[str]:
    """Yield a title without its blanks, and without its article as well, as `kingkong`; nothing of a short one."""
    plains = list(map(plain, words))
    for start in (0, 1):
        joined = "".join(plains[start:])
        if len(plains) - start > 1 and len(joined) >= _SHORTEST_JOINED and (start == 0 or plains[0] in ARTICLES):
            yield joined


def _lone_words(titles: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield the titles that are one word of those that are no secret, as `Her` is."""
    for words in titles:
        if len(words) == 1 and len(words[0]) > 1 and not _is_telling(plain(words[0])):
            yield plain(words[0])


def _exact(secrets: Secrets, titles: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield what is hidden as it is written alone: titles of one letter, initials of long titles, the year."""
    for words in titles:
        if len(words) == 1 and len(words[0]) == 1 and words[0] not in _LETTERS_THAT_ARE_WORDS:
            yield words[0].upper()
    for title in secrets.titles:
        if initials := acronym(title):
            yield initials.upper()
    if secrets.year is not None:
        yield str(secrets.year)


def _unspaced(texts: Iterable[str]) -> tuple[str, ...]:
    parts = {_joined(part) for text in texts for part in text.split() if _UNSPACED.search(part)}
    return tuple(sorted(part for part in parts if len(part) > 1))


def _title_phrases(words: Sequence[str]) -> Iterator[Phrase]:
    """Yield a title as a phrase, and once more without an article at its beginning."""
    plains = list(map(plain, words))
    solid = [word.isdecimal() or (len(word) >= _SHORTEST_TELLING and word not in FUNCTION_WORDS) for word in plains]
    yield _phrase(words, solid)
    if len(words) > 1 and plains[0] in ARTICLES:
        yield _phrase(words[1:], solid[1:])


def _name_phrases(words: Sequence[str]) -> Iterator[Phrase]:
    """Yield a name as a phrase, and its end from each small word on, as `De Sica`."""
    plains = list(map(plain, words))
    solid = [len(word) > 1 and word not in NAME_PARTICLES for word in plains]
    for start in range(len(words)):
        if start == 0 or not solid[start]:
            yield _phrase(words[start:], solid[start:])


def _phrase(words: Sequence[str], solid: Sequence[bool]) -> Phrase:
    return Phrase(tuple(map(spelling, words)), tuple(solid))


def _bases(word: str) -> set[str]:
    """Return what a word may be inflected from, as `fli` and others for `flying`, and its spelling itself."""
    spelt = spelling(word)
    found = {spelt}
    for ending, letters in _ENGLISH.items():
        if spelt.endswith(ending) and len(spelt) - len(ending) >= letters:
            found.add(spelt.removesuffix(ending))
    if spelt.endswith("e") and len(spelt) > _SHORTEST_BASE:
        found.add(spelt[:-1])
    if base := IRREGULAR.get(plain(word)):
        found.add(spelling(base))
    return found | {_DOUBLED.sub(r"\1", base) for base in found if len(base) == _SHORT}


def _joined(text: str) -> str:
    return fold(text).replace(" ", "")


def _is_telling(word: str) -> bool:
    long_enough = len(word) >= _SHORTEST_TELLING or (len(word) > 1 and word.isdecimal())
    return long_enough and not _is_common(word)


def _is_common(word: str) -> bool:
    word = plain(word)
    return word in FUNCTION_WORDS or word in COMMON_WORDS


def _is_ambiguous(word: str) -> bool:
    return len(word) < _SHORTEST_TELLING or word in NAME_WORDS or word in FUNCTION_WORDS

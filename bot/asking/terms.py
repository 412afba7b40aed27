"""The words of a message that are terms: genres, countries, certificates, years, running times, sums. Pure rules."""

import re

from bot.asking.chatter import in_sayings
from bot.asking.lexicon import BOTH_GENRES, COUNTRY_WORDS, GENRES, LANGUAGE_CUES, LANGUAGE_WORDS
from bot.asking.measures import measures
from bot.asking.spans import Kind, Reading, Span, windows

_LONGEST_TERM = 3


def is_term(folded: str) -> bool:
    """Tell whether a word is a genre, a country or a language by itself."""
    return folded in GENRES or folded in BOTH_GENRES or folded in COUNTRY_WORDS or folded in LANGUAGE_WORDS


def take_terms(reading: Reading, shortest: int = 1) -> None:
    """Take genres, countries and languages; `in French` is a language, `French films` come from a country."""
    for start, end in windows(reading, _LONGEST_TERM, shortest):
        if not reading.free(start, end):
            continue
        term = " ".join(word.folded for word in reading.words[start:end])
        kind, values = _term(reading, term, start, end)
        if kind is None:
            for genre in BOTH_GENRES.get(term, ()):
                reading.take(Span("genre", start, end, reading.message.written(start, end), values=GENRES[genre]))
        else:
            reading.take(Span(kind, start, end, reading.message.written(start, end), values=values))


def _term(reading: Reading, term: str, start: int, end: int) -> tuple[Kind | None, tuple[str, ...]]:
    before = reading.words[start - 1].folded if start else ""
    after = reading.words[end].folded if end < len(reading.words) else ""
    language = LANGUAGE_WORDS.get(term)
    spoken = after in {"language", "speaking", "spoken"} or (before in LANGUAGE_CUES and after not in _NOUNS)
    if language is not None and (spoken or term not in COUNTRY_WORDS) and term not in {"no", "or", "as", "is"}:
        return "language", language
    if (
        term in GENRES
        and after != "friendly"
        and not (term in {"action", "family", "history", "drama", "mystery"} and before in {"what", "which"})
    ):
        if before != "the" or reading.words[max(start - 2, 0)].folded not in {"before", "after", "during", "since"}:
            return "genre", GENRES[term]
        return None, ()
    if term in COUNTRY_WORDS and (term != "us" or before == "the"):
        return "country", COUNTRY_WORDS[term]
    return None, ()


_NOUNS = frozenset(str.split("film films movie movies cinema one ones drama dramas comedy comedies war"))


def take_certificates(reading: Reading) -> None:
    """Take certificates, such as `PG-13`, and letters and ages beside words that make them one: `rated R`."""
    text, places = _text(reading)
    for match in _CERTIFICATE.finditer(text):
        start, end = places[match.start()], places[match.end() - 1] + 1
        name = next(filter(None, match.groups())).replace(" ", "").replace("-", "")
        stored = _CERTIFICATES.get(name, (name.upper(),))
        reading.take(Span("certification", start, end, reading.message.written(start, end), values=stored))


_CERTIFICATES = {"pg13": ("PG-13",), "nc17": ("NC-17",), "12": ("12", "12A")}
_ALONE = r"pg[ -]?13|nc[ -]?17|pg"
_BESIDE = rf"{_ALONE}|r|g|u|x|12a?|15|16|18"
_CERTIFICATE = re.compile(
    rf"(?<!\S)(?:(?:with (?:a |an )?)?(?:rated|certified|classified|certificate|rating of) ({_BESIDE})"
    rf"|(?:(?:with )?an? )?({_BESIDE}) (?:rated|ratings?|certificates?)|({_ALONE}))(?!\S)"
)
"""A certificate; the letters and ages that are other words too only beside a word for it."""


def take_measures(reading: Reading) -> None:
    """Take years, running times, scores, sums of money and numbers of reviews."""
    text, places = _text(reading)
    for found in measures(text):
        start, end = places[found.start], places[found.end - 1] + 1
        reading.take(Span(found.on, start, end, reading.message.written(start, end), range=found.range))


def _text(reading: Reading) -> tuple[str, list[int]]:
    """Return the free words as one text, and of which word each of its characters is.

    Numbers that a dash ties stay tied; words of sayings, which are no title's, may still be a measure's.
    """
    sayings = in_sayings([word.folded for word in reading.words])
    text, places = "", list[int]()
    for place, word in enumerate(reading.words):
        if place:
            tied = reading.message.text[reading.words[place - 1].end : word.start] in _DASHES
            text += "-" if tied and word.folded[:1].isdigit() and text[-1:].isdigit() else " "
        text += word.folded if place in sayings or not reading.taken[place] else "·"
        places += [place] * (len(text) - len(places))
    return text, places


_DASHES = frozenset("-–")

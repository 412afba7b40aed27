"""The words of a message that are terms: genres, countries, certificates, years, running times, sums. Pure rules."""

import re

from bot.asking.finding.spans import Kind, Reading, Span, windows
from bot.asking.wording.chatter import in_sayings
from bot.asking.wording.eras import eras
from bot.asking.wording.lexicon import GENRES, SEVERAL_AT_ONCE
from bot.asking.wording.measures import measures
from bot.asking.wording.places import COUNTRY_WORDS, LANGUAGE_CUES, LANGUAGE_WORDS

_LONGEST_TERM = 3


def is_term(folded: str) -> bool:
    """Tell whether a word is a genre, a country or a language by itself."""
    return folded in GENRES or folded in SEVERAL_AT_ONCE or folded in COUNTRY_WORDS or folded in LANGUAGE_WORDS


def take_terms(reading: Reading, shortest: int = 1) -> None:
    """Take genres, countries and languages; `in French` is a language, `French films` come from a country."""
    for start, end in windows(reading, _LONGEST_TERM, shortest):
        if not reading.free(start, end):
            continue
        term = " ".join(word.folded for word in reading.words[start:end])
        kind, values = _term(reading, term, start, end)
        if kind is None:
            _take_several(reading, term, start, end)
        else:
            reading.take(Span(kind, start, end, reading.message.written(start, end), values=values))


def _take_several(reading: Reading, term: str, start: int, end: int) -> None:
    """Take what stands for several terms: `anime` is animation from Japan, a foreign film is not in English."""
    written = reading.message.written(start, end)
    for part in SEVERAL_AT_ONCE.get(term, ()):
        kind: Kind = "genre" if part in GENRES else "country"
        values = GENRES.get(part) or COUNTRY_WORDS[part]
        reading.take(Span(kind, start, end, written, values=values))
    if term == "foreign":
        longer = end + (end < len(reading.words) and reading.words[end].folded == "language")
        reading.take(Span("language", start, longer, written, values=("en",), denied=True))


def _term(reading: Reading, term: str, start: int, end: int) -> tuple[Kind | None, tuple[str, ...]]:
    before = reading.words[start - 1].folded if start else ""
    after = reading.words[end].folded if end < len(reading.words) else ""
    language = LANGUAGE_WORDS.get(term)
    spoken = after in {"language", "speaking", "spoken"} or (before in LANGUAGE_CUES and after not in _NOUNS)
    if language is not None and (spoken or term not in COUNTRY_WORDS) and term not in {"no", "or", "as", "is"}:
        return "language", language
    if _is_degree(reading, term, before):
        return None, ()
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


def _is_degree(reading: Reading, term: str, before: str) -> bool:
    """Tell whether a word says how much of its genre, which is named too: `not too scary horror`."""
    if before not in _DEGREES or term not in GENRES:
        return False
    others = (word.folded for word in reading.words if word.folded != term)
    return any(GENRES.get(other) == GENRES[term] for other in others)


_DEGREES = frozenset({"too", "so", "very", "that", "overly", "super", "less", "not", "really", "as"})
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


def take_eras(reading: Reading) -> None:
    """Take times that are named, before the words of their names are taken for anything else."""
    text, places = _text(reading)
    for named, low, high in eras(text):
        start, end = places[low], places[high - 1] + 1
        if reading.free(start, end):
            reading.take(Span("years", start, end, reading.message.written(start, end), range=named))


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

"""The search form of a title: what is typed and what is stored are both brought to it before they are compared."""

import re
from dataclasses import dataclass

from bot.catalogue.index.transliterate import to_latin

LONGEST = 200
"""Characters of a typed text that are read; the longest titles of real films stay below it."""

ARTICLES = frozenset(
    str.split(
        "the a an le la les un une der die das ein eine el los las il lo gli uno una o os as um uma het een de det"
    )
)
"""Words that are left off where they lead a title, and kept apart."""
_MOVED_ARTICLES = ARTICLES - {"de", "as", "o", "um", "lo"}

_ABBREVIATIONS = {
    "pt": "part", "vol": "volume", "versus": "vs", "doctor": "dr", "mister": "mr", "missus": "mrs",
    "saint": "st", "mount": "mt", "junior": "jr", "ep": "episode", "n": "and", "featuring": "feat",
}  # fmt: skip
_COUNTERS = frozenset({"part", "volume", "chapter", "episode", "no", "number", "nr"})

_ONES = str.split(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
_TENS = str.split("twenty thirty forty fifty sixty seventy eighty ninety")
_ORDINALS = dict(
    enumerate(
        str.split(
            "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
            "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
        ),
        start=1,
    )
)
_ROMAN = {
    roman: value
    for value, roman in enumerate(
        str.split("ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx xxi xxii xxiii xxiv xxv"),
        start=2,
    )
} | {"i": 1}
LONE_NUMERALS = frozenset({"i", "v", "x"})
"""Roman numerals that are words too; only the last word of a title is read as one."""
NUMBER_WORDS = frozenset(_ONES) | frozenset(_TENS) | frozenset(_ORDINALS.values())
_LARGEST_SPELLED = 999

_LEET = str.maketrans("013457", "oieasv")
_LEET_WORD = re.compile(r"(?<=[^\W\d_])[013457](?=[^\W\d_])")
_ORDINAL = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)\b")
_LETTERS_AND_DIGITS = re.compile(r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])")
_APOSTROPHES = re.compile("['’‘`´ʻʼ′]")
_DOLLAR = re.compile(r"(?<=\w)\$|\$(?=\w)")
_HALF = re.compile("½|(?<=\\d) ?1[/⁄]2\\b")
_PLAIN_HALF = re.compile(r"(?<=\d)\s+1/2\b")
_WORD = re.compile(r"[^\W_]+")
_PLAIN = re.compile(r"[a-z ]+")


@dataclass(frozen=True, slots=True)
class Key:
    """A text in its search form: words parted by one blank, with the leading article apart."""

    text: str
    article: str = ""


def normalise(text: str, *, unfinished: bool = False) -> Key:
    """Return the search form of `text`; with `unfinished` its last word is still being typed and stays as it is."""
    folded = _fold(text[:LONGEST])
    moved = "," in folded
    words = _WORD.findall(folded)
    loose = unfinished and bool(words) and folded.endswith(words[-1])
    words = _numbers(_initials(words), spare_last=loose)
    article = ""
    if len(words) > 1 and words[0] in ARTICLES and not (loose and len(words) == 1):
        article, words = words[0], words[1:]
    elif len(words) > 1 and not loose and (words[-1] == "the" or (moved and words[-1] in _MOVED_ARTICLES)):
        article, words = words[-1], words[:-1]
    if len(words) > 2 and not loose and words[-1] == "the":  # noqa: PLR2004 - an article and a title
        words = words[:-1]
    return Key(" ".join(words), article)


def plain_words(text: str) -> list[str]:
    """Return the words of `text` in lower-case Latin letters; numbers and articles stay as they are."""
    return _WORD.findall(_fold(text))


def _fold(text: str) -> str:
    """Bring `text` to lower-case Latin letters, digits and punctuation that still matters."""
    folded = text.casefold()
    if not folded.isascii():
        folded = _HALF.sub(" and a half ", folded)
        folded = _APOSTROPHES.sub("", to_latin(folded))
    if _PLAIN.fullmatch(folded):
        return folded
    folded = folded.replace("'", "").replace("`", "")
    if "1/2" in folded:
        folded = _PLAIN_HALF.sub(" and a half ", folded)
    if "$" in folded:
        folded = _DOLLAR.sub("s", folded)
    folded = folded.replace("&", " and ").replace("+", " and ")
    folded = _ORDINAL.sub(lambda found: _ORDINALS.get(int(found[1]), found[0]), folded)
    folded = _LEET_WORD.sub(lambda found: found[0].translate(_LEET), folded)
    return _LETTERS_AND_DIGITS.sub(" ", folded)


def _initials(words: list[str]) -> list[str]:
    """Join runs of single letters, so that `E.T.`, `e t` and `et` are one word."""
    if sum(len(word) == 1 for word in words) < 2:  # noqa: PLR2004 - a run
        return words
    joined: list[str] = []
    run = ""
    for word in [*words, ""]:
        if len(word) == 1 and word.isalpha() and word.isascii():
            run += word
            continue
        if run:
            joined.append(run)
            run = ""
        if word:
            joined.append(word)
    return joined


def _numbers(words: list[str], *, spare_last: bool) -> list[str]:
    """Spell digits and Roman numerals as words, open abbreviations, and drop `part` and its like before a number."""
    spelled: list[str] = []
    last = len(words) - 1
    for place, word in enumerate(words):
        if spare_last and place == last:
            spelled.append(word)
            break
        numbers = _number(word, first=place == 0, last=place == last)
        counted = bool(numbers) or word in NUMBER_WORDS
        if counted and len(spelled) > 1 and spelled[-1] in _COUNTERS:
            spelled.pop()
        if counted and len(spelled) > 1 and spelled[-1] == "and" and spelled[-2] == "hundred":
            spelled.pop()
        between = 0 < place < last
        spelled += numbers or ["vs" if word == "v" and between else _ABBREVIATIONS.get(word, word)]
    return spelled


def _number(word: str, *, first: bool, last: bool) -> list[str]:
    """Return the words of a number in digits or Roman numerals, of which the first word of a title is never one."""
    if word.isdecimal():
        return spell(word)
    if word in _ROMAN and not first and (last or word not in LONE_NUMERALS):
        return spell(str(_ROMAN[word]))
    return []


def is_number(word: str) -> bool:
    """Return whether a word of a search form is a number, or a part of one."""
    return word in NUMBER_WORDS or word[0].isdigit()


def numbers_in(key: str) -> list[str]:
    """Return the numbers in a search form, in order of the alphabet."""
    return sorted(filter(is_number, key.split()))


def spell(digits: str) -> list[str]:
    """Return the words of a number up to 999; larger ones, and those with leading zeros, stay digits."""
    if len(digits) > len(str(_LARGEST_SPELLED)) or (digits[0] == "0" and digits != "0") or not digits.isascii():
        return [digits]
    hundreds, rest = divmod(int(digits), 100)
    words = [_ONES[hundreds], "hundred"] if hundreds else []
    if rest >= 20:  # noqa: PLR2004 - below it each number has a word of its own
        words.append(_TENS[rest // 10 - 2])
        rest %= 10
        return [*words, _ONES[rest]] if rest else words
    return [*words, _ONES[rest]] if rest or not hundreds else words

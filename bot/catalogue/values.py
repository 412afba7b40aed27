"""Rules for single values: years, running times, dates, money, scores, web addresses, and text as found on pages.

Every function here is pure. What cannot be read is None: unknown is never zero.
"""

import html
import re
import time
from datetime import date

FIRST_YEAR = 1870
"""The first year a film can be of; the last is `YEARS_AHEAD` from now."""

YEARS_AHEAD = 10
LONGEST_RUNTIME = 100 * 60 - 1
"""The longest running time believed, in minutes: just under a hundred hours."""

LARGEST_SUM = 10**12
"""The largest budget or revenue believed, in whole units of whatever currency."""

LONGEST_ADDRESS = 2048

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sept", "sep"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}
"""English month names, whatever the locale of the machine."""

_MONTH = "|".join(MONTHS)
_DATE_SHAPES = tuple(
    re.compile(shape, re.IGNORECASE)
    for shape in (
        rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month>{_MONTH})\.?,?\s+(?P<year>\d{{4}})",
        rf"(?P<month>{_MONTH})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})",
        r"(?P<year>\d{4})-(?P<number>\d{2})-(?P<day>\d{2})",
    )
)

_SCORE = re.compile(r"(\d{0,2}(?:[.,]\d+)?)(?:\s?/\s?10)?", re.ASCII)

_RUNTIME = re.compile(
    r"(?:(?P<hours>\d{1,3})\s*h(?:rs?|ours?)?\.?)?\s*(?:(?P<minutes>\d{1,4})\s*(?:m(?:ins?|inutes?)?\.?)?)?",
    re.ASCII | re.IGNORECASE,
)

_MONEY = re.compile(
    r"(?:[A-Z]{3}|[A-Z]{0,2}[$€£¥₹₽])?\s*"
    r"(?P<amount>\d+(?:\.\d{2})?|\d{1,3}(?:,\d{3})+(?:\.\d{2})?|\d{1,3}(?:[ '\u00a0\u202f]\d{3})+"
    r"|\d{1,3}(?:\.\d{3}){2,}|\d+\.\d+(?=\s*[tmbk]))"
    r"\s*(?P<times>thousand|million|billion|bn|k|m)?"
    r"\s*(?:[A-Z]{3}|[$€£¥₹₽])?(?:\s*\((?:est\.?|estimated)\))?",
    re.ASCII | re.IGNORECASE,
)
_TIMES = {"thousand": 10**3, "k": 10**3, "million": 10**6, "m": 10**6, "billion": 10**9, "bn": 10**9}
_THOUSANDS = re.compile(r"[,'\s]|\.(?=\d{3}(?:\.|$))")

_TAIL = 64
"""How many characters from the end of a review its score may begin; longer tails are no score."""

_TRAILING_SCORE = re.compile(
    r"(?<![\d/])(?<!\d[.,:])(?<!\s[-−])(?<!^[-−])"
    r"(?P<value>[0-9]{1,3}(?:[.,][0-9]{1,2})?)\s?/\s?(?P<scale>100|10|5)[^\w/%]*$"
)
_SCORE_AFTER_YEAR = re.compile(r"(?<!\d)(?:18|19|20)\d\d\.(?=[0-9]{1,2}\s?/)", re.ASCII)

_ADDRESS = re.compile(r"https?://[^\s/?#@<>\"\\]+(?:[/?#][^\s<>\"]*)?", re.IGNORECASE)
_TRAILING_ADDRESS = re.compile(r"https?://[^\s<>\"]+(?=[>\")\]]*\s*$)", re.IGNORECASE)
_AFTER_ADDRESS = ".,;:!?'*_|”’»"
_SENTENCE_END = re.compile(r"(?:^|[.!?…][\"'”’»)\]]*)[\s<(\[]*$")
_BRACKETS = {")": "(", "]": "["}

# U+0085 and U+2028 are white space that stands inside lines; the rest of these show nothing or break terminals.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]")
_SURROGATES = re.compile("[\ud800-\udfff]")

_BLOCKS = (
    "address|article|blockquote|br|dd|div|dl|dt|figure|footer|h[1-6]|header|hr|li|ol|p|pre|section|table|td|th|tr|ul"
)
_INLINE = (
    "abbr|aside|audio|a|body|button|b|caption|center|cite|code|del|details|em|embed|figcaption|font|form|head|html"
    "|iframe|img|input|ins|i|kbd|label|link|main|mark|meta|nav|noscript|object|option|picture|q|script|select|small"
    "|source|span|strike|strong|style|sub|summary|sup|svg|s|tbody|textarea|tfoot|thead|time|title|tt|u|var|video|wbr"
)
_ATTRIBUTES = r"(?:[\s/]++[a-z_][\w:.-]*+\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s\"'<>=`]++))*+[\s/]*+"
_UNSEEN = tuple(
    (re.compile(opening, re.IGNORECASE), re.compile(closing, re.IGNORECASE))
    for opening, closing in (
        (r"<script\b[^<>]*>", r"</script\s*>"),
        (r"<style\b[^<>]*>", r"</style\s*>"),
        ("<!--", "-->"),
        (r"<!doctype\b", ">"),
    )
)
_BLOCK_TAG = re.compile(rf"</?(?:{_BLOCKS}){_ATTRIBUTES}>", re.IGNORECASE)
_INLINE_TAG = re.compile(rf"</?(?:{_INLINE}){_ATTRIBUTES}>", re.IGNORECASE)
# Only with the semicolon: `?a=1&copy=2` is part of an address.
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});", re.IGNORECASE)


def _last_year() -> int:
    return time.localtime().tm_year + YEARS_AHEAD


# Asking the clock for each of a million years costs more than reading them.
_LAST_YEAR_AT_START = _last_year()


def is_film_year(year: int) -> bool:
    """Say whether a film can be of `year`: from 1870 to ten years from now."""
    return FIRST_YEAR <= year <= _LAST_YEAR_AT_START or _LAST_YEAR_AT_START < year <= _last_year()


def parse_year(text: str) -> int | None:
    """Return the year where `text` is just four digits and a film can be of that year."""
    text = text.strip()
    if len(text) == len("1895") and text.isascii() and text.isdigit() and is_film_year(int(text)):
        return int(text)
    return None


def parse_runtime(text: str) -> int | None:
    """Return minutes from `1h37m`, `97m`, `2h`, `1 h 37 min` or `97`; None for 0 and for a hundred hours or more."""
    match = _RUNTIME.fullmatch(text.strip())
    if match is None:
        return None
    minutes = int(match["hours"] or 0) * 60 + int(match["minutes"] or 0)
    return minutes if 0 < minutes <= LONGEST_RUNTIME else None


def parse_date(text: str) -> str | None:
    """Return an ISO date from `12 October 1957`, `October 12, 1957` or `1957-10-12`; None where no day is named."""
    for shape in _DATE_SHAPES:
        if match := shape.fullmatch(text.strip()):
            parts = match.groupdict()
            month = MONTHS[parts["month"].lower()] if parts.get("month") else int(parts["number"])
            try:
                day = date(int(parts["year"]), month, int(parts["day"]))
            except ValueError:
                return None
            return day.isoformat() if is_film_year(day.year) else None
    return None


def parse_money(text: str) -> int | None:
    """Return whole currency units from `$1,200,000`, `1200000` or `1.2 million`; None for 0 and what is no sum."""
    match = _MONEY.fullmatch(text.strip())
    if match is None:
        return None
    amount = float(_THOUSANDS.sub("", match["amount"])) * _TIMES.get((match["times"] or "").lower(), 1)
    return round(amount) if 1 <= amount <= LARGEST_SUM else None


def parse_score(text: str) -> float | None:
    """Return a page's score, 0 to 10, from `8.3`, `8,3` or `8.3/10`; None for 0, `NR` and what is out of range."""
    match = _SCORE.fullmatch(text.strip())
    if match is None or not match[1]:
        return None
    score = float(match[1].replace(",", "."))
    return score if 0 < score <= 10 else None  # noqa: PLR2004 - the scale


def trailing_score(text: str) -> float | None:
    """Return the score that ends a review, on a scale of ten: `8/10`, `3.5/5`, `85/100`, even glued to its neighbours.

    A trailing address is passed over. `24/7`, `9/11`, `11/10` and digits inside an address are no scores.
    """
    text = text.rstrip()
    if address := _trailing_address(text):
        text = text[: address.start()].rstrip()
    # `made in 1957.8/10`: the full stop ends a sentence, as no scale reaches that far.
    tail = _SCORE_AFTER_YEAR.sub(" ", text[-_TAIL:])
    match = _TRAILING_SCORE.search(tail)
    if match is None:
        return None
    score = float(match["value"].replace(",", ".")) * 10 / int(match["scale"])
    return round(score, 2) if score <= 10 else None  # noqa: PLR2004 - the scale


def trailing_url(text: str) -> str | None:
    """Return the http(s) address that ends a review, without the punctuation after it.

    It stands by itself: at the beginning, after a score or the end of a sentence, or glued to what is before it. In
    `See http://x.example/` it is a word of the sentence.
    """
    address = _trailing_address(text.rstrip())
    if address is None:
        return None
    before = text[max(address.start() - _TAIL, 0) : address.start()]
    if before[-1:].isspace() and not _SENTENCE_END.search(before) and trailing_score(before) is None:
        return None
    return web_address(_unpunctuated(address[0]))


def _trailing_address(text: str) -> re.Match[str] | None:
    start = max(len(text) - LONGEST_ADDRESS, 0)
    match = _TRAILING_ADDRESS.search(text, start)
    return match if match is not None and (match.start() > start or start == 0) else None


def _unpunctuated(address: str) -> str:
    """Drop the stops and brackets that close the sentence around `address`, not those that are its own."""
    address = address.rstrip(_AFTER_ADDRESS)
    while (opening := _BRACKETS.get(address[-1])) and address.count(address[-1]) > address.count(opening):
        address = address[:-1].rstrip(_AFTER_ADDRESS)
    return address


def web_address(text: str) -> str | None:
    """Return `text` where it is an http or https address of a plain host, else None.

    An address that carries a user name (`https://bank.example@evil.example`) misleads and is refused.
    """
    text = text.strip()
    return text if len(text) <= LONGEST_ADDRESS and _ADDRESS.fullmatch(text) else None


def drop_controls(text: str) -> str:
    """Return `text` without NUL and control characters, lone surrogates made U+FFFD.

    Tabs, line ends, and joiners inside emoji stay.
    """
    if text.isprintable():
        return text
    return _SURROGATES.sub("\ufffd", _CONTROLS.sub("", text))


def plain_text(text: str) -> str:
    """Return page text with HTML tags dropped and entities decoded; `3 < 4 and 4 > 3` and `<@1234>` stay.

    A tag that begins or ends a block (`<br>`, `</p>`) leaves a line end, so that no two words meet.
    """
    if "<" in text:
        text = _without_unseen(text)
        text = _INLINE_TAG.sub("", _BLOCK_TAG.sub("\n", text))
    if "&" in text:
        text = _ENTITY.sub(lambda entity: html.unescape(entity[0]), text)
    return text


def _without_unseen(text: str) -> str:
    """Drop scripts, styles and comments with what they hold; an unclosed one stays, as nobody can say where it ends."""
    for opening, closing in _UNSEEN:
        kept: list[str] = []
        start = 0
        while (first := opening.search(text, start)) and (last := closing.search(text, first.end())):
            kept.append(text[start : first.start()])
            start = last.end()
        text = "".join((*kept, text[start:]))
    return text

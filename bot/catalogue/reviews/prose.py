"""Review text as people read it: glued sentences parted, a score or address at its end taken off.

What is invisible (controls, bidi marks) is not this module's business: `bot.ui.markup` drops it on the way out.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass

from bot.catalogue.values import trailing_score, trailing_url

_DOMAINS = frozenset(
    (
        "com",
        "org",
        "net",
        "edu",
        "gov",
        "info",
        "biz",
        "tv",
        "io",
        "fm",
        "de",
        "fr",
        "ru",
        "uk",
        "eu",
        "co",
        "js",
        "php",
    )
)
"""What stands after the dot of an address or a product's name, `Rotten.Com`."""

# A run is entered once, at its beginning, and never given back: else a text of one long run takes minutes.
_ADDRESS = re.compile(r"https?://\S+|www\.\S+|(?<![\w.+-])[\w.+-]++@[\w-]++\.\S+", re.IGNORECASE)
_GLUE = re.compile(
    r"(?<![.!?…])(?P<stops>[.!?…]++)(?P<closers>[\"'”’»)\]]*+)(?P<openers>[“‘«(\[¿¡]*+)(?P<next>[^\W\d_]++)"
)
_ENDS_A_SENTENCE = frozenset(".!?…\"'”’»)]}*%_")

_FINAL_SCORE = re.compile(
    r"(?:^|(?<=[.!?…\"”’)\]]))\s*(?:(?:my\s+)?(?:rating|score|vote|verdict|grade)\s*[:=-]?\s*)?"
    r"(?P<score>\d{1,3}(?:[.,]\d+)?\s*/\s*\d{1,3})[\s.!*)]*$",
    re.IGNORECASE,
)
_TAIL = 60
"""Characters at the end of a text in which a final score is looked for."""


@dataclass(frozen=True, slots=True)
class Prose:
    """A text as it is shown; `gaps` are the places in the stored text at which a blank was put."""

    text: str
    gaps: tuple[int, ...]

    def place(self, stored: int) -> int:
        """Return where the letter at `stored` in the stored text stands in the shown one."""
        return min(stored + bisect_right(self.gaps, stored), len(self.text))


def prose(stored: str) -> Prose:
    """Return a stored text as it is shown: glued sentences parted, a score and an address at its end taken off.

    A score or address that is part of its sentence stays, and so does one that is all there is.
    """
    body = stored[: _body_end(stored) or None].rstrip()
    gaps = tuple(_glued(body))
    pieces: list[str] = []
    start = 0
    for gap in gaps:
        pieces.append(body[start:gap])
        start = gap
    pieces.append(body[start:])
    return Prose(" ".join(pieces), gaps)


def readable(stored: str) -> str:
    """Return the text of `prose(stored)`."""
    return prose(stored).text


def _body_end(text: str) -> int:
    """Return where a text ends without the address and the score that stand by themselves after it."""
    end = len(text.rstrip())
    if address := trailing_url(text[:end]):
        end = len(text[: text.rindex(address)].rstrip())
    tail_start = max(end - _TAIL, 0)
    tail = text[tail_start:end]
    final = _FINAL_SCORE.search(tail)
    if final is None or trailing_score(final["score"]) is None:
        return end
    # `8.5/10` at the end of a sentence is not `5/10` after one: the whole tail must agree.
    if trailing_score(final["score"]) != trailing_score(tail):
        return end
    return tail_start + final.start()


def _glued(text: str) -> list[int]:
    """Return the places where a sentence starts right after the end of another."""
    addresses = [match.span() for match in _ADDRESS.finditer(text)]
    quotes = _OpenQuotes(text)
    found: list[int] = []
    at = 0
    for match in _GLUE.finditer(text):
        while at < len(addresses) and addresses[at][1] <= match.start():
            at += 1
        inside_address = at < len(addresses) and addresses[at][0] <= match.start()
        if not inside_address and _is_new_sentence(text, match):
            found.append(_gap(match, quotes))
    return found


def _is_new_sentence(text: str, match: re.Match[str]) -> bool:
    following = match["next"]
    if not (following[0].isupper() or following[0].istitle()) or following.casefold() in _DOMAINS:
        return False
    start = match.start()
    if start == 0:
        return False
    if not text[start - 1].isalnum():
        return text[start - 1] in _ENDS_A_SENTENCE
    if match["stops"] != "." or match["closers"] or match["openers"]:
        return True
    before = text[max(start - 2, 0) : start]
    if len(before) == 1 or not before[0].isalnum():  # an initial, as in `U.N.C.L.E`, but not `So did I.The`
        return before[-1].isdigit() or before == " I"
    # `Ph.D.`: one letter with a stop of its own is no sentence.
    return not (len(following) == 1 and text[match.end() : match.end() + 1] == ".")


def _gap(match: re.Match[str], quotes: "_OpenQuotes") -> int:
    """Return where the blank belongs: before a quotation mark that opens, after one that closes."""
    closers = match["closers"]
    if closers.endswith('"') and not quotes.is_open_at(match.end("closers") - 1):
        return match.end("closers") - 1
    return match.end("closers")


class _OpenQuotes:
    """Tells whether a straight quotation mark closes one opened before it on its line; asked from left to right."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._place = 0
        self._count = 0

    def is_open_at(self, place: int) -> bool:
        line = self._text.rfind("\n", self._place, place)
        if line >= 0:
            self._place, self._count = line, 0
        self._count += self._text.count('"', self._place, place)
        self._place = place
        return self._count % 2 == 1

"""Text from records and members, made safe to show: markdown and mentions say what they are, and do nothing."""

import re
import unicodedata

from bot.ui.theme import ELLIPSIS, clip, units

UNTITLED = "(no name)"
"""What stands for a name of which nothing visible is left."""

# Invisible characters that can turn a line around, hide in a name or break the encoding: controls, bidi marks,
# zero-width marks, lone surrogates, tags, and the fillers that are letters to Unicode and blanks to the eye.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e"
    "\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\ud800-\udfff"
    "\U000e0000-\U000e0fff]"
)
_SUBDIVISION_FLAG = re.compile("\U0001f3f4[\U000e0020-\U000e007e]+\U000e007f")
# Joiners stay between two characters that they can join: emoji, and letters of Arabic and Indic scripts.
_JOINED = "[\u0600-\U0010ffff]"
_LOOSE_JOINER = re.compile(f"[\u200c\u200d](?!{_JOINED})|(?<!{_JOINED})[\u200c\u200d]")
_SELECTOR_ALONE = re.compile("(?<![#*0-9\xa9\xae\u203c-\uffff\U0001f000-\U0001faff])[\ufe00-\ufe0f]")
_PILED_MARKS = re.compile("([\u0300-\u036f\u0483-\u0489\u20d0-\u20f0]{3})[\u0300-\u036f\u0483-\u0489\u20d0-\u20f0]+")
_LINE_ENDS = re.compile("\r\n?|[\u2028\u2029\x85]")
_BLANKS = re.compile(r"[^\S\n]+")
_BLANK_LINES = re.compile(r"\n{3,}")

_ADDRESS = r"(?P<address>https?://[^\s<>\[\]()|*`~\\]+)"
_ANYWHERE = r"(?P<mark>[\\*_~`|\[\]<])"
_EVERYONE = r"(?P<at>@)(?=everyone|here)"
_LINE_START = r"(?P<start>(?:^|(?<=\n))[ \t]*)(?P<block>\#{1,3}|-\#|>{1,3}|[-+])(?=\s)"
_NUMBERED = r"(?P<before>(?:^|(?<=\n))[ \t]*\d+)(?P<dot>[.)])(?=\s)"
_SPECIAL = re.compile(f"{_ADDRESS}|{_LINE_START}|{_NUMBERED}|{_ANYWHERE}|{_EVERYONE}")

_FIRST_STRONG_ISOLATE = "\u2068"
_POP_ISOLATE = "\u2069"


def clean(text: str) -> str:
    """Return `text` without invisible characters, its blanks and line ends made plain."""
    if text.isascii() and text.isprintable():
        return text.strip()
    text = _LINE_ENDS.sub("\n", text)
    flags: list[str] = []

    def keep_flag(match: re.Match[str]) -> str:
        flags.append(match[0])
        return "\ue000"

    text = _SUBDIVISION_FLAG.sub(keep_flag, text.replace("\ue000", ""))
    text = _INVISIBLE.sub("", text)
    text = _SELECTOR_ALONE.sub("", _LOOSE_JOINER.sub("", text))
    text = _PILED_MARKS.sub(r"\1", text)
    text = _BLANKS.sub(" ", text)
    kept = iter(flags)
    return re.sub("\ue000", lambda _: next(kept), text).strip()


def plain(text: str, limit: int | None = None) -> str:
    """Return `text` cleaned and on one line, for labels, which Discord shows without markdown; never empty."""
    line = " ".join(clean(text).split()) or UNTITLED
    return line if limit is None else clip(line, limit)


def escape(text: str) -> str:
    """Return `text` with markdown, mentions, masked links and marks of blocks made to show as they are written."""
    return _SPECIAL.sub(_escaped, text)


def _escaped(match: re.Match[str]) -> str:
    kind = match.lastgroup
    if kind == "address":
        return match[0]
    if kind == "block":
        return f"{match['start']}\\{match['block']}"
    if kind == "dot":
        return f"{match['before']}\\{match['dot']}"
    if kind == "at":
        return "@\u200b"  # a backslash would leave the mention whole to some clients
    return "\\" + match[0]


def inline(text: str, limit: int | None = None) -> str:
    """Return `text` on one line, cleaned and escaped, within `limit` units if given.

    Text in a right-to-left script is isolated, so that what follows it keeps its place.
    """
    line = plain(text)
    shown = _fitted(line, limit) if limit is not None else escape(line)
    if any(unicodedata.bidirectional(character) in {"R", "AL"} for character in line):
        return f"{_FIRST_STRONG_ISOLATE}{shown}{_POP_ISOLATE}"
    return shown


def block(text: str, limit: int) -> str:
    """Return `text` cleaned and escaped with its paragraphs kept, within `limit` units."""
    # What is far beyond the limit is not worth cleaning: cleaning never needs more than a few times the room.
    cleaned = clean(text[: limit * 4])
    return _fitted(_paragraphs(cleaned), limit)


def paragraphs(text: str) -> str:
    """Return `text` cleaned, its lines without blanks at their ends and its paragraphs one empty line apart."""
    return _paragraphs(clean(text))


def _paragraphs(cleaned: str) -> str:
    lines = "\n".join(line.strip() for line in cleaned.split("\n"))
    return _BLANK_LINES.sub("\n\n", lines)


def _fitted(text: str, limit: int) -> str:
    """Return `text` escaped and within `limit` units, clipped before it is escaped so that no escape is cut."""
    shown = escape(clip(text, limit))
    room = limit
    while units(shown) > limit:
        room -= max(units(shown) - limit, len(ELLIPSIS)) // 2 + 1
        shown = escape(clip(text, room))
    return shown

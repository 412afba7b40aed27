"""How Marquee looks: its colours, Discord's limits by name, and cutting a text to fit them."""

import unicodedata

import discord

# The bulbs of a cinema's sign, its curtain when something is wrong, and the grey of a house light for the rest.
CARD = discord.Colour(0xF2B33D)
QUIET = discord.Colour(0x8A8F98)
TROUBLE = discord.Colour(0xD64550)

# Discord's limits. Lengths are checked in UTF-16 units, the stricter of the two ways in which Discord's
# clients and servers count.
VIEW_TEXT = 4_000
"""Characters of text in all the text displays of one message together."""
SELECT_OPTIONS = 25
OPTION_LABEL = 100
OPTION_DESCRIPTION = 100
PLACEHOLDER = 150
BUTTON_LABEL = 80
BUTTON_URL = 512
MEDIA_URL = 2_048
ALT_TEXT = 1_024
CHOICES = 25
"""Autocomplete choices in one answer."""
CHOICE_NAME = 100
CHOICE_VALUE = 100
ROW_BUTTONS = 5

_BEFORE_ELLIPSIS = ".,;:"
ELLIPSIS = "…"
_WORTH_A_WORD = 0.6  # A cut at a blank may give up this share of the room at most, else it falls inside the word.

_JOINER = "\u200d"
_SKIN_TONES = ("\U0001f3fb", "\U0001f3ff")
_TAGS = ("\U000e0020", "\U000e007f")
_FLAG_LETTERS = ("\U0001f1e6", "\U0001f1ff")
_LATER_JAMO = ("\u1160", "\u11ff")


def units(text: str) -> int:
    """Return the length of `text` in UTF-16 units."""
    return len(text) + sum(character > "\uffff" for character in text)


def clip(text: str, limit: int) -> str:
    """Return `text` within `limit` UTF-16 units, cut at a word where that is near and marked with `…`.

    A letter and its marks, an emoji and its joined parts, and the two halves of a flag stay together.
    """
    if len(text) <= limit and units(text) <= limit:
        return text
    if limit <= 0:
        return ""
    end = _fitting(text, limit - len(ELLIPSIS))
    while end > 0 and _joined(text, end):
        end -= 1
    if end < len(text) and not text[end].isspace():
        blank = max(text.rfind(" ", 0, end), text.rfind("\n", 0, end))
        if blank >= end * _WORTH_A_WORD:
            end = blank
    return text[:end].rstrip().rstrip(_BEFORE_ELLIPSIS) + ELLIPSIS


def _fitting(text: str, room: int) -> int:
    """Return how many characters of `text` take at most `room` units."""
    taken = 0
    for index, character in enumerate(text):
        taken += 2 if character > "\uffff" else 1
        if taken > room:
            return index
    return len(text)


def _joined(text: str, at: int) -> bool:
    """Tell whether a cut before `text[at]` would part what is seen as one character."""
    following = text[at] if at < len(text) else ""
    if not following:
        return False
    if text[at - 1] == _JOINER or following == _JOINER:
        return True
    if unicodedata.category(following) in {"Mn", "Mc", "Me"}:  # variation selectors among them
        return True
    if any(low <= following <= high for low, high in (_SKIN_TONES, _TAGS, _LATER_JAMO)):
        return True
    return _is_flag_letter(following) and _flag_letters_before(text, at) % 2 == 1


def _is_flag_letter(character: str) -> bool:
    return _FLAG_LETTERS[0] <= character <= _FLAG_LETTERS[1]


def _flag_letters_before(text: str, at: int) -> int:
    start = at
    while start > 0 and _is_flag_letter(text[start - 1]):
        start -= 1
    return at - start

"""Finding the members of a server in a message: those who are mentioned, and those who are named in plain words.

A name that is a title, a person's or a word of its own too means a member only where one is spoken of.
"""

from bot.asking.finding.spans import Reading, Span, windows
from bot.asking.finding.terms import is_term
from bot.asking.wording.chatter import CHATTER
from bot.asking.wording.lexicon import ASKING, GLUE

_LONGEST = 4
_AT = "@"
_A_FAMILY_NAME = 97.0
_AUXILIARY = frozenset(str.split("did does do has have had would will"))
_DOES = frozenset(
    str.split(
        "give rate score like love hate dislike enjoy see seen watch watched think log logged rated given scored liked "
        "loved hated have ever really not already want"
    )
)
_DID = frozenset(str.split("gave gives rated rates scored scores liked likes loved loves hated hates watched saw seen"))
_OWNS = frozenset(
    str.split("rating ratings score scores favourite favorite favourites favorites watchlist list diary taste top")
)
_ALONE = frozenset({"and", "so", "or", "ok", "but"})
_TOGETHER = frozenset(str.split("watch recommend suggest recommendation"))
_WRITTEN = frozenset(str.split("say said says write wrote written review reviews reviewed mention mentioned quote"))
"""Words beside the name of one who reviewed, of whom a review is asked for and not a score."""
_MONTHS = frozenset(str.split("january february march april may june july august september october november december"))


def take_members(reading: Reading) -> None:
    """Take mentions, names behind an `@`, and names of several words."""
    for place, word in enumerate(reading.words):
        if word.member is not None:
            reading.take(Span("member", place, place + 1, word.text, member=word.member))
    for start, end in windows(reading, _LONGEST):
        if end - start > 1 or _is_addressed(reading, start):
            _take_named(reading, start, end)


def take_first_names(reading: Reading) -> None:
    """Take names of one word; titles and names of several come before them."""
    for start, end in windows(reading, 1):
        _take_named(reading, start, end)


def _take_named(reading: Reading, start: int, end: int) -> None:
    if not reading.free(start, end):
        return
    text = reading.message.written(start, end)
    member_id = reading.catalogue.member(text)
    if member_id is not None and (_is_addressed(reading, start) or _is_meant(reading, start, end, text)):
        reading.take(Span("member", start, end, text, member=member_id))


def _is_addressed(reading: Reading, start: int) -> bool:
    return reading.message.text[: reading.words[start].start].endswith(_AT)


def _is_meant(reading: Reading, start: int, end: int, text: str) -> bool:
    """Tell whether a member is meant by a name that is not marked as one."""
    catalogue, words = reading.catalogue, [word.folded for word in reading.words]
    own = words[start:end]
    if _WRITTEN & set(words) and catalogue.reviewer(text, exact=True) is not None:
        return False
    if catalogue.named(text):
        return _acts(reading, start, end)
    person = catalogue.person(text, exact=False)
    plain = all(word in ASKING or word in GLUE or word in CHATTER or word in _MONTHS or is_term(word) for word in own)
    if plain or (person is not None and person.sure >= _A_FAMILY_NAME):
        return _acts(reading, start, end) or _goes_along(words, start, end)
    return True


def _acts(reading: Reading, start: int, end: int) -> bool:
    """Tell whether a name stands where a member does something or has something: `did NAME give`, `NAME’s rating`."""
    words = [word.folded for word in reading.words]
    before = words[start - 1] if start else ""
    after = words[end] if end < len(words) else ""
    owns = reading.message.text[reading.words[start].start : reading.words[end - 1].end].endswith(("'s", "’s", "s’"))
    return (before in _AUXILIARY and after in _DOES) or after in _DID or (owns and after in _OWNS)


def _goes_along(words: list[str], start: int, end: int) -> bool:
    """Tell whether a name is all that is said, goes on a question, or is of one to watch a film with."""
    if not set(words) - set(words[start:end]) - _ALONE:
        return True
    if end == len(words) and words[max(start - 2, 0) : start] in (["what", "about"], ["how", "about"]):
        return True
    return start > 0 and words[start - 1] in {"with", "for", "and"} and bool(_TOGETHER & set(words))

"""A rough spelling of how words sound, so that `hart` meets `heart` and `zodiak` meets `zodiac`."""

import re

_GROUPS = {
    "tch": "s",
    "sch": "s",
    "sh": "s",
    "ch": "s",
    "ph": "f",
    "ght": "t",
    "gn": "n",
    " kn": " n",
    "ck": "c",
    "x": "cs",
}
_LETTERS = str.maketrans("qkwzyj" + "eiou", "ccvsaa" + "aaaa", "h")
_REPEATED = re.compile(r"([a-z])\1+")


def sounds(keys: list[str]) -> list[str]:
    """Return search forms with letters that sound alike made one, vowels made alike, and nothing doubled."""
    text = "\n ".join(keys)
    for group, spelled in _GROUPS.items():
        text = text.replace(group, spelled)
    return _REPEATED.sub(r"\1", text.translate(_LETTERS)).split("\n ")

"""A rough spelling of how a word sounds, so that `hart` meets `heart` and `zodiak` meets `zodiac`."""

import re

_RULES = tuple(
    (re.compile(pattern), spelled)
    for pattern, spelled in (
        ("sch|sh|ch|tch", "s"),
        ("ph", "f"),
        ("ght", "t"),
        ("[ck]n(?= ?[a-z])", "n"),
        ("ck|[qk]", "c"),
        ("[wv]", "v"),
        ("[zs]", "s"),
        ("[yj]", "i"),
        ("h", ""),
        ("[aeiou]+", "a"),
        (r"([a-z])\1+", r"\1"),
    )
)


def sound(key: str) -> str:
    """Return a search form with like-sounding letters made one and vowels made alike."""
    for pattern, spelled in _RULES:
        key = pattern.sub(spelled, key)
    return key

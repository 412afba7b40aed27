"""What makes a good passage to quote: the table that `bot.catalogue.reviews.passages` reads.

The words are English; a review in another language is judged by the length and shape of its sentences alone.
"""

import re
from dataclasses import dataclass
from enum import Enum
from typing import Final


class Where(Enum):
    """Which sentences of a passage a rule looks at."""

    EACH = "each sentence"
    FIRST = "the first sentence"
    LAST = "the last sentence"


@dataclass(frozen=True, slots=True)
class Rule:
    """One reason to quote a passage or not: its points are given where the pattern is found."""

    name: str
    points: float
    where: Where
    pattern: re.Pattern[str]


NEVER: Final = -100.0
"""The points of what keeps a passage from being chosen, whatever else speaks for it."""


def _words(*alternatives: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(alternatives)})\b", re.IGNORECASE)


def _raw(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


RULES: Final = (
    # It says something about the film.
    Rule("names the craft", 3.0, Where.EACH, _words(
        "camera(?:-?work)?", "cinematograph\\w+", "shots?", "framed?", "frames", "framing", "lens", "light", "lighting",
        "colou?rs?", "black (?:and|&) white", "sets?", "costumes?", "editing", "cuts?", "pac(?:e|ing)", "scores?",
        "music", "songs?", "soundtrack", "sound", "silences?", "script", "dialogue", "lines", "acting", "actors?",
        "actress(?:es)?", "performances?", "cast", "direct(?:s|ed|ing|or|ion)", "tone", "mood", "atmosphere", "style",
        "animation", "effects", "choreograph\\w+", "montage", "close-ups?", "faces?",
    )),
    Rule("judges", 2.0, Where.EACH, _words(
        "masterpiece", "masterful", "stunning\\w*", "beautiful\\w*", "gorgeous", "brilliant\\w*", "remarkable",
        "fantastic", "wonderful\\w*", "superb\\w*", "powerful\\w*", "moving", "poignant", "haunting", "funny",
        "hilarious", "charming", "tender\\w*", "brave\\w*", "honest\\w*", "lovely", "perfect\\w*", "best", "worst",
        "better", "worse", "great(?:est)?", "fine(?:st)?", "flawed", "flaws?", "dull", "bor(?:ed|ing)", "clumsy",
        "overlong", "overrated", "underrated", "pretentious", "shallow", "thin", "stiff", "hollow", "mess", "fails?",
        "works?", "marvel(?:l?ous)?", "masterly", "clich[eé]s?", "admir\\w+", "loved?", "hated?", "nothing else",
        "ridiculous", "absurd", "unforgettable", "extraordinary", "astonishing",
    )),
    Rule("is about the film", 1.5, Where.EACH, _words(
        "films?", "movies?", "pictures?", "cinema", "scenes?", "sequences?", "story", "screen",
    )),
    Rule("is about this one", 1.0, Where.EACH, _words(
        "(?:this|the) (?:\\w+ )?(?:film|movie|picture|one)", "the (?:film|movie|picture)'s",
    )),
    Rule("weighs or compares", 1.0, Where.EACH, _words(
        "more than", "less than", "rather than", "unlike", "compared", "instead of", "not only", "than any", "but",
        "yet", "while", "although", "though", "however", "most", "nobody", "nothing", "never",
    )),
    Rule("finds an image", 1.5, Where.EACH, _words(
        "as though", "as if", "(?:is|are|feels?|looks?|cut|moves?|plays?) like", "the star of", "seems? to be",
        "like a",
    )),
    Rule("says what it means", 1.5, Where.EACH, _words(
        "war", "love", "grief", "hope", "despair", "memory", "humanity", "human", "people", "meaning", "truth", "time",
        "loneliness", "tragic", "tragedy", "joy", "horror", "glory", "society",
    )),
    # It says something else.
    Rule("is about the watching", -5.0, Where.EACH, _words(
        "I (?:first |just |finally |recently |only |have )*(?:saw|seen|watched|rewatched|rented|bought|caught)",
        "saw (?:it|this)", "yesterday", "last (?:night|week|year)", "dvd", "blu-?ray", "vhs", "netflix", "imdb",
        "on tv",
        "my (?:wife|husband|girlfriend|boyfriend|kids|children|friends?|parents|blog|reviews?|rating|notes?)",
        "other reviews?", "reviewers?", "this review", "thanks? for reading", "sit down to watch", "subtitles",
    )),
    Rule("is about the reviewer", -3.0, Where.EACH, _words(
        "I (?:know|am sure|don't know|guess|suppose|hope|think I|cannot remember|give|gave|rate)", "I'd give", "I'll",
        "my only", "in my opinion", "imho", "imo", "comes to mind", "my vote",
    )),
    Rule("speaks to the reader", -1.5, Where.EACH, _words(
        "you should", "recommend\\w*", "check (?:it|this) out", "highly recommended", "must[- ]see", "go (?:and )?see",
        "do not read", "don't miss", "give it a (?:try|chance)",
    )),
    Rule("tells the plot", -2.5, Where.EACH, _words(
        "tells the (?:story|tale)", "the story of", "plot", "falls? in love", "volunteers",
        "is (?:drafted|forced|sent)", "plans a", "goes off to", "move[sd]? in with", "learns? (?:the|that|of)",
        "(?:he|she|they) (?:leaves?|goes|meets?|discovers?|finds?|learns?|decides?|gives up|becomes?|returns?)",
    )),
    Rule("leans on what came before", -3.0, Where.FIRST, _raw(
        r"^[\"'“‘(]*(?:(?:He|She|They|His|Her|Their|Him|It|It's|Its|That|This|These|Those|Here|And|But|So|Or|Also|Then|"
        r"However|Another|Yes|No|Well|By the way|As a matter of fact|What's worse|Because|Which|Again|Plus|Besides|"
        r"Moreover|Anyway|Still|Instead|Otherwise|Before)\b)",
    )),
    Rule("but names the film at once", 2.5, Where.FIRST, _raw(
        r"^[\"'“‘(]*(?:This|It is also|It's|This is|It is)\b.{0,30}?\b(?:film|movie|picture|one)\b",
    )),
    Rule("ends in a question", -1.0, Where.LAST, _raw(r"\?[\"'”’)]*$")),
    Rule("shouts", -2.0, Where.EACH, _raw(r"!!|\?!|[A-Z]{3,}[^a-z]+[A-Z]{3,}")),
    Rule("is an aside", -1.0, Where.EACH, _raw(r"^\(|(?:^|\))[^()]*+\([^)]{25,}+\)|&")),
    Rule("does not begin as a sentence", -2.0, Where.EACH, _raw(r"^[^\w\"'“‘«¿¡]*[a-zа-я]|^[-*•#>]")),
    Rule("does not end as a sentence", -2.0, Where.EACH, _raw(r"(?:[^.!?…。！？؟।॥\"'”’」』»)\]]|\.\.|…)$")),
    Rule("is a fragment", -1.5, Where.EACH, _raw(r"^\W*+(?:\w[\w'’-]*+\W*+){0,3}$")),
    # It would spoil the film, or is no prose at all.
    Rule("gives the plot away", NEVER, Where.EACH, _words(
        "endings?", "the end", "ends (?:with|when|in|on|up)", "in the end", "finale", "climax", "twists?",
        "(?:final|last|closing|end) (?:scenes?|shots?|act|minutes|reel)", "(?:second|third) act", "second half",
        "spoil(?:s|er|ers|ed)?", "turns? out", "reveal(?:s|ed|ing)?", "revelation", "real identity", "culprit",
        "whodunn?it", "die[sd]?", "dying", "dead", "death", "kill(?:s|ed|er|ing)?", "murder(?:s|ed|er|ers)?",
        "suicide", "survive[sd]?", "fate", "rape[sd]?", "betray(?:s|ed|al)",
        "(?:is|was|has been) (?:actually|really) (?:the|his|her|a)",
    )),
    Rule("holds an address", NEVER, Where.EACH, _raw(
        r"(?i:https?:|www\.|@\w|<[@#:]|\w-*+\.(?:com|net|org|blogspot|wordpress|tumblr)\b)",
    )),
    Rule("holds a score", NEVER, Where.EACH, _raw(
        r"(?i)\b\d+(?:[.,]\d+)?\s?/\s?(?:4|5|10|100)\b|\b\d+ (?:out of|stars?)\b|★|(?<!\d)10 of 10",
    )),
)  # fmt: skip
"""Every rule, in the order in which the documentation lists them."""


@dataclass(frozen=True, slots=True)
class Lengths:
    """Lengths in characters of visible text: a passage outside `least`..`most` is not quoted."""

    least: int = 40
    good_from: int = 90
    good_to: int = 260
    most: int = 420
    short_points: float = -3.0
    long_points: float = -4.0


LENGTHS: Final = Lengths()

SENTENCES_AT_MOST: Final = 3
"""How many sentences a passage has at most."""

POINTS_A_SENTENCE: Final = -1.75
"""A second and third sentence must each say enough to be worth reading."""

"""The words with which reviews speak of a topic: of the acting in every name of the cast, of colours in each. Tables.

A word of a review speaks of a topic where it begins with one of the topic's.
"""

from collections.abc import Sequence

from bot.catalogue.film import Film
from bot.catalogue.text import fold

_ALIKE: dict[str, frozenset[str]] = {
    topic: frozenset(words.split())
    for topic, words in {
        "camera": "camera lens shot photograph cinematograph frame framing urusevsky tracking zoom pan image",
        "acting": "acting actor actress perform plays played acts face star cast role",
        "direction": "direct director staging staged",
        "music": "music score song piano tune trumpet theme soundtrack compos orchestra melod string sings waltz",
        "ending": "ending end last final finale",
        "pace": "pace pacing slow long minutes hour drag patien quick brisk",
        "sound": "sound silence noise hum hear quiet loud",
        "story": "story plot script tale narrat",
        "script": "script dialogue line written writ screenplay words speech talk",
        "boring": "boring bored boredom dull tedious tedium slow drag yawn posture patien doze",
        "slow": "slow pace pacing patien drag hour minutes",
        "long": "long length hours minutes hour overlong short",
        "asleep": "asleep sleep slept doze dozing nod yawn",
        "cried": "cry cried tear weep wept sob handkerchief",
        "laughed": "laugh funny funniest comic joke giggl hilarious gag wit",
        "sad": "sad tear grief heartbreak sorrow melanchol",
        "scared": "scare scary fright terror afraid dread creep nightmare",
        "violent": "violen blood gore brutal savage cruel",
        "beautiful": "beaut gorgeous lovely sublime handsome exquisite stunning",
        "confusing": "confus puzzl baffl muddle lost incoheren",
        "pretentious": "preten pompous solemn portent symbol parable sermon",
        "sentimental": "sentiment sugar syrup mawk winsome sweet tear",
        "dated": "dated aged old-fashioned creak",
        "colour": (
            "colour color technicolor palette red reds blue green yellow orange pink purple gold golden grey gray "
            "white black tint pastel hue crimson scarlet"
        ),
        "costumes": "costume dress cloth gown frock hat coat wardrobe",
        "sets": "set sets design decor room built studio street",
        "fights": "fight battle sword duel combat punch action",
        "effects": "effect trick model monster cgi puppet",
        "mood": "mood atmosphere fog tone dream",
        "lighting": "light lit shadow dark lamp",
    }.items()
}
_SAME = {
    other: topic
    for topic, others in {
        "camera": "cinematography camerawork photography visuals look images shots",
        "acting": "performances performance actors cast actor actress actresses act acts acted",
        "direction": "directing directed staging",
        "music": "score soundtrack songs song tunes theme",
        "pace": "pacing",
        "story": "plot narrative storyline",
        "script": "writing screenplay dialogue dialogues",
        "boring": "bored dull tedious bores bore boredom tiresome",
        "slow": "sluggish",
        "long": "overlong length",
        "asleep": "sleep slept dozed nodded sleepy",
        "cried": "cry cries crying weep wept tears",
        "laughed": "laugh laughs laughing funny humour humor jokes",
        "scared": "scary frightening frightened creepy terrifying",
        "violent": "violence gory bloody brutal",
        "beautiful": "beauty gorgeous stunning pretty",
        "confusing": "confused",
        "sad": "depressing sadness bleak",
        "colour": "colours colors color palette",
        "costumes": "clothes dresses costume",
        "sets": "design decor",
        "fights": "fight action battles battle",
        "effects": "animation",
        "mood": "atmosphere tone",
    }.items()
    for other in others.split()
}
UNFAVOURABLE = frozenset(
    str.split("""
    boring bored dull slow tedious overlong overrated overhyped pretentious confusing dated cheesy predictable
    sentimental tiresome long bad weak annoying silly stupid pointless disappointing underwhelming complaints
    problems faults
    """)
)
"""Topics of which the lowest score tells, where no review has the word."""
_STEM, _SHORTEST_NAME = 5, 4


def topic_words(topic: Sequence[str]) -> frozenset[str]:
    """Return the beginnings of the words that speak of a topic."""
    found: set[str] = set()
    for asked in topic:
        found |= _ALIKE.get(_SAME.get(asked, asked)) or {asked[: max(_STEM, len(asked) - 2)]}
    return frozenset(found)


def names_in(topic: Sequence[str], film: Film) -> tuple[str, ...]:
    """Return the family names of those whose work a topic is: of the cast where the acting is."""
    topics = {_SAME.get(asked, asked) for asked in topic}
    people = [*(film.cast if "acting" in topics else ()), *(film.directors if "direction" in topics else ())]
    names = (fold(name).split()[-1] for name in people if fold(name))
    return tuple(dict.fromkeys(name for name in names if len(name) >= _SHORTEST_NAME))

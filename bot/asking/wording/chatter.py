"""What is said in passing and asks nothing, and turns of phrase whose words are no title's. Tables."""

import re
from collections.abc import Collection, Sequence

from bot.asking.wording.grammar import phrases

CHATTER = frozenset(
    str.split("""
    heck hell damn darn bloody flipping freaking anyway anyways anyhow hm lol lmao haha mate dude bro man guys folks pal
    buddy friend friends everyone yall thingy stuff basically literally honestly actually btw tho though ish kinda sorta
    maybe perhaps quickly exactly again yo oi ah oh uh er erm eh wow omg gosh god kindly sir madam dear lovely alright
    right folk team gang peeps asap tia cheers ta curious wondering wonder forgot forget remember cant struggling
    thinking guess reckon suppose believe bet swear promise hope amazing awesome brilliant fantastic wonderful
    incredible great excellent legendary classic famous iconic masterpiece marvellous marvelous superb legend
    sth smth smthing somethin sumthing sumthin summat anythin beginners beginner newbie newbies starters
    pull fetch grab dig throw toss hit lend knackered shattered tired exhausted
    himself herself itself themselves themself
    respectively too either bored share shares differ differs complaint complaints agree disagree novelist abt bout
    """)
)
"""Words that people say around a question."""

_SAYINGS = phrases(r"""
    (general|public|popular|common|critical) (opinions?|consensus|view|feeling|feelings|idea|mood|verdict|reception
    response|impression|audience|public)|in general
    (as|so) far as (you|we|i|anyone) (know|can tell)s?|afaik|if you know|that (you|we) know of|to your knowledge
    in the (spirit|vein|style|manner) of|as well( as)?|if (so|not|yes|possible|any|you (can|know|could))
    team(s|ed|ing)? up|(colou?r or )?b (and |n )?w|colou?r or (black (and |n )?white|bw|bnw)
    (perfect|straight|solid|flat) (ten|10|score|marks)|no idea|no clue|cheer (me|us) up|on earth
    out of (my|our) minds?|(moved |brought |reduced )?to tears|in tears
""")
"""Turns of phrase that hold the words of titles and mean none of them."""
_OCCASIONS = phrases(r"""
    first (dates?|kiss|time|thing|place|glance|day)|second (thoughts?|hand)|last (minute|resort|words?|chance)
    long (story|shot|time)|feel good
""")
"""Turns of phrase that mean no order of films, and still narrow what is asked for."""


def without_sayings(shape: str) -> str:
    """Return a shape without its turns of phrase: nothing comes first in `a film for a first date`."""
    return _OCCASIONS.sub(" ", _SAYINGS.sub(" ", shape))


def in_sayings(words: Sequence[str]) -> Collection[int]:
    """Return the places of folded words that belong to a turn of phrase."""
    return _places(_SAYINGS, words)


def in_occasions(words: Sequence[str]) -> Collection[int]:
    """Return the places of folded words that say for what a film is wanted."""
    return _places(_OCCASIONS, words)


def _places(sayings: re.Pattern[str], words: Sequence[str]) -> Collection[int]:
    starts: dict[int, int] = {}
    at = 0
    for place, word in enumerate(words):
        starts[at] = place
        at += len(word) + 1
    found: set[int] = set()
    for match in sayings.finditer(" ".join(words)):
        first = starts[match.start()]
        found.update(range(first, first + len(match[0].split())))
    return found

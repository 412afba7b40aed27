"""What is said in passing and asks nothing, and turns of phrase whose words are no title's. Tables."""

from collections.abc import Collection, Sequence

from bot.asking.grammar import phrases

CHATTER = frozenset(
    str.split("""
    heck hell damn darn bloody flipping freaking anyway anyways anyhow lol lmao haha mate dude bro man guys folks pal
    buddy friend friends everyone yall thingy stuff basically literally honestly actually btw tho though ish kinda sorta
    maybe perhaps quickly exactly again yo oi ah oh uh er erm eh wow omg gosh god kindly sir madam dear lovely alright
    right folk team gang peeps asap tia cheers ta curious wondering wonder forgot forget remember cant struggling
    thinking guess reckon suppose believe bet swear promise hope amazing awesome brilliant fantastic wonderful
    incredible great excellent legendary classic famous iconic masterpiece marvellous marvelous superb legend
    respectively too either bored share shares differ differs complaint complaints agree disagree novelist abt bout
    """)
)
"""Words that people say around a question."""

_SAYINGS = phrases(r"""
    (general|public|popular|common|critical) (opinions?|consensus|view|feeling|feelings|idea|mood|verdict|reception
    response|impression|audience|public)|in general
    (perfect|straight|solid|flat) (ten|10|score|marks)|no idea|no clue|on earth|out of (my|our) minds?
""")
"""Turns of phrase that hold the words of titles and mean none of them."""


def in_sayings(words: Sequence[str]) -> Collection[int]:
    """Return the places of folded words that belong to a turn of phrase."""
    starts: dict[int, int] = {}
    at = 0
    for place, word in enumerate(words):
        starts[at] = place
        at += len(word) + 1
    found: set[int] = set()
    for match in _SAYINGS.finditer(" ".join(words)):
        first = starts[match.start()]
        found.update(range(first, first + len(match[0].split())))
    return found

"""Questions about two people, or two films, together: who worked with whom, and who is in both. Pure rules."""

import re

from bot.asking.query import Condition, Field, Joined, Leaf, ListQuery, Query, SideBySideQuery, Unclear
from bot.asking.reading.conditions import CONDITION_KINDS, conditions, together
from bot.asking.reading.films import with_weak_beside
from bot.asking.reading.references import Asked, person_meant
from bot.asking.wording.grammar import pattern, phrases
from bot.asking.wording.orders import order_asked

_TOGETHER = phrases(r"""
    (?<!most )(work(s|ed|ing)?|collaborat\w+|team(s|ed|ing)?( up)?|shar(e|es|ed|ing)|joined forces|crossed paths|paired
    (make|made|do|done|did|shoot|shot|been|be|appear(ed|s)?|act(ed|s)?|star(red|s)?|play(ed|s)?) (\w+ ){0,3}?(together
    alongside|opposite|with)) ?(with|together|on|for|a|the)?|together|alongside|opposite|co ?star(s|red|ring)?
    each other|one another|same (film|screen)|PERSON (\w+ ){0,2}?directed by PERSON
    (did|has|have|does) PERSON (ever |actually |really )*(direct(s|ed)?|cast|use[ds]?|film(ed)?|hire[ds]?) PERSON
    (act|star|appear|play)(s|ed|red)? (for|under) PERSON
""")
_MOST = phrases(r"most|more|often|frequent(ly)?|favou?rite|not|never|without|besides|apart|other than|else")

_IN_BOTH = pattern(r"""
    ^(and |so |is there |are there |was there |did |does |do |has |have )*(who|which|what|any|anyone|anybody|someone|the
    an?|same|actors?|actress(es)?|people|cast) .*(both|as well as|in common|shared?|also|same|each|link\w*
    connect\w*)(?!\S)
    ^(and |so )*(which|what) (actor|actress|person|star|performer|writer|screenwriter) .*FILM and FILM
    ^(and |so |is |was |are |were |did |does |has |have |there |name |list |find )*(an? \w+|the \w+|anyone|anybody
    someone|somebody
    any \w+) .*FILM and FILM
    (?<!\S)(share|have) (any |the same |some |an? |common )+(cast|actors?|actress(es)?|writers?|directors?|stars?)(?!\S)
    (?<!\S)(same (cast|actors?|actress|stars?|people|writers?|director|screenwriters?))(?!\S)
    (?<!\S)what links (?=FILM)|(?<!\S)(actor|cast|people|director|writer) (wise|overlap)(?!\S)|(?<!\S)overlap(?!\S)
""")
_PARTS: tuple[tuple[Field, re.Pattern[str]], ...] = (
    ("writer", phrases(r"writ\w+|wrote|screenwriters?|scripted|penned")),
    ("director", phrases(r"directors?|directed|made")),
    (
        "cast",
        phrases(r"who|actors?|actress(es)?|anyone|anybody|someone|people|cast|stars?|acted|appears?|performers?"),
    ),
)


def worked_together(asked: Asked) -> tuple[Query, ...]:
    """Read `has PERSON worked with PERSON`, `did PERSON and she ever share a screen`."""
    clause = asked.clause
    people = clause.of("person")
    spoken_of = person_meant(clause, asked.memory) if len(people) == 1 else None
    if not people or any(clause.of(kind) for kind in ("film", "reviewer", "member")):
        return ()
    if not _TOGETHER.search(clause.shape) or _MOST.search(clause.shape) or order_asked(clause.shape) is not None:
        return ()
    if len(people) + (spoken_of is not None) < 2:  # noqa: PLR2004 - two people
        unknown = " ".join(word for word in clause.unexplained() if word[:1].isupper())
        return (Unclear((), "person", unknown),) if unknown else ()
    theirs: list[Condition] = [together(people)]
    if spoken_of is not None:
        theirs.append(Leaf("person", (spoken_of.folded,), said=spoken_of.name))
    others = tuple(span for span in clause.spans if span.kind in CONDITION_KINDS - {"person"})
    if others and (rest := conditions(clause.only(others))) is not None:
        theirs.append(rest)
    return (ListQuery(theirs[0] if len(theirs) == 1 else Joined("and", tuple(theirs))),)


def in_both(asked: Asked) -> tuple[Query, ...]:
    """Read `who acted in both FILM and FILM`, `do FILM and FILM have the same director`."""
    clause = with_weak_beside(asked.clause)
    groups = tuple(span.films for span in clause.of("film"))
    if len(groups) < 2 or clause.of("person") or clause.of("reviewer"):  # noqa: PLR2004 - two films
        return ()
    if not _IN_BOTH.search(clause.shape):
        return ()
    roles: list[Field] = [part for part, wordings in _PARTS if wordings.search(clause.shape)]
    return (SideBySideQuery(groups, on=roles[0]),) if roles else ()

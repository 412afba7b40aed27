"""What people put around a question: who told them, what is argued over, what they are sure of, and tags. Tables.

`my brother swears Fargo is from the 80s, right?` asks whether it is, and so does `is it true that …`.
"""

import re
from collections.abc import Collection, Sequence
from functools import lru_cache

from bot.asking.wording.grammar import pattern, phrases

_PERSON = r"""(my|your|our|his|her|the|a|an|this) (\w+ )?(friend|mate|brother|sister|dad|father|mum|mom|mother|wife
    husband
    boss|son|daughter|uncle|aunt|cousin|gran|grandma|grandpa|grandad|granddad|roommate|flatmate|housemate|colleague
    coworker|teacher|professor|prof|partner|girlfriend|boyfriend|neighbou?r|bro|sis|buddy|pal|bloke|guy|gf
    bf)( of (mine|ours))?"""
_ANYBODY = r"(someone|somebody|people|everyone|everybody|they|friends|folks|ppl|wikipedia|google|the internet|imdb)"
_CLAIMS = r"""(says?|said|claims?|claimed|swears?|swore|insists?|insisted|reckons?|reckoned|thinks?|thought|told me
    tells me|keeps? (saying|telling me)|believes?|argues?|argued|maintains?|bet me|(is|was) (sure|convinced|certain
    adamant))"""
_AT_FIRST = r"(?<!.)(so |but |and |well |ok |hi |hey )*"

CLAIM = phrases(rf"""
    {_PERSON} {_CLAIMS}( that)?|{_AT_FIRST}{_ANYBODY} (once )?{_CLAIMS}( that)?|{_ANYBODY} (once )?told me( that)?
    (im|i am|i was|ive been|i have been|been) told( that)?
    (?<!did )(?<!do )(?<!should )(?<!have )(i|ive|i have|we) (just |once |also |always |actually |really |only |had
    )*(heard|read|thought|assumed|believed|figured|remembered|seem to (remember|recall)|could have sworn|couldve sworn
    could swear|swear|bet|reckon|believe|guess|gather|take it|say|suppose|suspect|think)( (somewhere|online
    once))?( that)?
    (im|i am) (pretty |quite |fairly |almost |nearly |absolutely |not )*(sure|certain|positive|convinced)( that)?
    (pretty|quite|fairly|almost|nearly|not) (sure|certain|positive)( that)?|apparently|supposedly|allegedly|surely
    (is|isnt|is not) (it|this|that) (really |actually )?(true|correct|so|the case|a fact) that|is it (true|a fact)
    (is|isnt) it (right|correct) to say( that)?|true or false|fact or fiction
    (can|could) (you|someone|anyone) confirm( that)?|confirm( for me)? that|am i (right|wrong|correct|mistaken|crazy) (
    in thinking|that|to (say|think))( that)?|correct me if (im|i am) wrong|(if|unless) (im|i am) (not )?mistaken
    if i (remember|recall) (right|rightly|correctly|well)|iirc|afaik|(wonder|wondering|curious|know|knows|remember
    unsure
    not sure|see|check|settle|find out|figure out|confirm) (if|whether)|tell me (if|whether)|whether
""")
"""What says that somebody holds something to be so, or asks whether it is."""

_PLOT = "(it|that|me|any of it|anything|(the |its )?(end|ending|plot|film|twist|story))"
FRAME = phrases(rf"""
    (out )?(of|among|amongst|from)( all)? (the )?(ones|films|movies|things|stuff|everything|those)( that)? (you
    we) (know
    have|have got|hold|keep|got|ve got)( (about|of|here))?
    (lets |please |to |help (me |us )?|you |need to |gotta )*settle (an?|this|our|the|my) (\w+ )?(argument|bet|debate
    dispute|row|discussion|fight|question|score)( (for|between) (me|us))?
    (its|this is|its just|asking|(i )?need (it|this)) for (an?|my|our|the|this) (\w+ )?(quiz|bet|crossword|essay
    homework|friend|presentation|podcast|blog|class|school|argument|coursework)|for (a|my|our|the) (pub )?(quiz
    crossword|homework|essay|bet)
    (any|no) (idea|clue)( (of|on|about))?(?! (for|what (to|we|i|should)))|(been )?trying to (remember|recall|work out
    figure out|find out)|hope (you|youre|all) (are )?(well|good)|drawing a blank|on the tip of my tongue
    (its |this |that |it )?(has |have |is )?(been )?(bugging|killing|annoying) me( (for (ages|days|weeks)|all day))?
    (its |this |that |it )?(has |have |is )?(been )?driving me (crazy|mad|nuts|insane)|(been )?w?racking my brains?
    i (always|keep|totally|completely) (forget|forgetting|mix (it|them|these) up|confuse (it|them))
    i (cant|can not|cannot|could not|couldnt|never|dont|do not|did not) (for the life of me )?(quite |really )?(remember
    recall|think of)|(cant|cannot|dont) (quite )?(remember|recall)|i (ve |have )?forg(ot|et|otten)|ive forgotten
    (a |just a |one |another |my |last )?(quick|silly|dumb|stupid|random|simple|easy|small|tiny|serious) (question|q|one
    query)( (for you|please))?|quickie|(hold|hang) on( a (sec|second|minute|moment))?|wait( a (sec|second|minute
    moment)| no)?
    (can|could|would|will) (you|anyone|anybody|someone|somebody|u) (please |maybe |perhaps |kindly |quickly )*(tell
    remind|help|inform|enlighten) (me|us)( (out|with))?|(do|does) (you|anyone|anybody|someone|somebody|u|ya|any of
    you)( guys)? (happen to |by any chance )?(remember|recall)|(i )?(would|d) (like|love) to know|id (like|love) to know
    i (need|want|wanna|wanted) to (know|find out|check|ask)|(just|only|im|i am) (checking|asking|curious|wondering)
    let me know|according to (you|your records|the records)|help me out( here)?|question for you|heres (a question|one)
    ((i|ive|i have|ve) )?got (a|one) question( for you)?|i have (a|one) question|thanks in advance|many thanks
    lol|lmao|haha+|omg|tysm|thx|cheers|tho|hi|hello|hey there|dear (bot|marquee)|bot
    (without|minus|avoiding) (any |giving away |the |major |big )*spoil(ers?|ing)( {_PLOT})?( for me| please| pls)?
    (?<!have )(?<!has )(?<!contain )no (spoilers?|spoiling)( at all)?( please| pls| thanks)?|spoilers? free
    (dont|do not|not|never|without) (you )?(spoil(ing)?|giv(e|ing) away)( {_PLOT})?( for me| please| pls)?
    what was (it|that|his|her) name again|whats (it|that) called again|you know the one|of all people|of course
""")
"""What asks nothing of its own, wherever it stands."""

_IS = r"(is|was|are|were|did|does|do|has|have|had|can|could|will|would)"
_IS_NOT = rf"({_IS} not|isnt|wasnt|arent|werent|didnt|doesnt|dont|hasnt|havent|hadnt|cant|wont|wouldnt|aint)"
_IT = "(it|he|she|they|that|this)"
_TRUE = "(right|true|so|correct|the case|wrong|mistaken)"
TAG = pattern(rf"""
    (?<=\S) ({_IS_NOT} {_IT}|right|correct|true|yes|yeah|yea|ye|yep|yh|no|nah|innit|eh|huh|surely|or (not|no|what|nah
    wrong|false|(was|is) it|am i wrong|something|someone else)|true or false|(is|was) (that|it|this|he|she) {_TRUE}
    (am|are) (i|we) {_TRUE}|thats right)( then| mate| lol| though)?$
""")
"""What stands behind a statement and makes a question of it."""
_TAG_ASKED = pattern(rf"(?<=\S) {_IS} {_IT}( not)?$")
"""A tag that ends a question too: `how long is it`."""
_QUESTION = phrases("who|whom|whose|what|when|where|how|which|why|whats|whos|whens|wheres|hows")
_TAG_ALONE = pattern(rf"""
    ^((is|was) (that|it|this|he|she) {_TRUE}|(am|are) (i|we) ({_TRUE}|crazy)|(can you )?confirm|yes or no|true or false
    (which|who)( of us)? is (right|wrong)|({_IS_NOT}|{_IS}) (it|he|she|they)( not)?|or not|innit|surely
    right|correct|true)$
""")
_CLAIM_ALONE = pattern(r"""
    (only )?(one|some)( of (them|those|the two|the))?|both( of them)?|neither( of them)?|(it|he|she) (is|was|isnt
    wasnt|did
    didnt|does|doesnt)|not|no|yes|so|otherwise|yes it is|no it isnt|
""")
"""What is left of a claim that only speaks of what was asked: `my brother says only one of them`."""
_EDGE = re.compile(r"(?<!\S)(?:that|and|but|so|because|cause|cos)$|^(?:that|but|because)(?!\S)")


def says_so(words: Sequence[str]) -> bool:
    """Tell whether folded words hold something to be so, and ask no more than whether it is."""
    spoken = " ".join(words)
    if CLAIM.search(spoken) or TAG.search(spoken):
        return True
    return _TAG_ASKED.search(spoken) is not None and _QUESTION.search(spoken) is None


def is_tag(words: Sequence[str]) -> bool:
    """Tell whether folded words are no question of their own, and only ask whether what was said is so."""
    spoken = " ".join(words)
    claimed = " ".join(CLAIM.sub(" ", spoken).split())
    framed = len(in_frames(words)) == len(words)
    return (
        framed
        or _TAG_ALONE.match(spoken) is not None
        or (claimed != spoken and _CLAIM_ALONE.fullmatch(claimed) is not None)
    )


def is_framing(words: Sequence[str]) -> bool:
    """Tell whether folded words are all put around the question behind them: `settle an argument`."""
    return bool(words) and len(in_frames(words)) == len(words)


def unframed(shape: str) -> str:
    """Return a shape without what is put around its question; as it is where nothing would be left."""
    kept = " ".join(FRAME.sub(" ", CLAIM.sub(" ", shape)).split())
    kept = TAG.sub("", kept)
    if not _QUESTION.search(kept):
        kept = _TAG_ASKED.sub("", kept)
    return _EDGE.sub("", kept).strip() or shape


def in_frames(words: Sequence[str]) -> Collection[int]:
    """Return the places of folded words that are only put around a question."""
    return _places(" ".join(words), 1, CLAIM, FRAME, TAG)


def in_long_frames(words: Sequence[str]) -> Collection[int]:
    """Return those of them that are no title's either, as `brother` of `my brother says`."""
    return _places(" ".join(words), _LONG, CLAIM, FRAME)


_LONG = 2


@lru_cache(maxsize=64)
def _places(spoken: str, fewest: int, *tables: re.Pattern[str]) -> Collection[int]:
    found: set[int] = set()
    for wordings in tables:
        for match in wordings.finditer(spoken):
            first, many = len(spoken[: match.start()].split()), len(match[0].split())
            found.update(range(first, first + many) if many >= fewest else ())
    return frozenset(found)

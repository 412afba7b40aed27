"""What members ask to be done, as tables of wordings: whole lines, in which words in capitals stand for what varies.

They are matched with a part of a message in small letters, where a film that is named is written `FILM0`, `FILM1` and
so on. `IT` is such a film, several of them, or a word for the one that was last spoken of.
"""

import re

from bot.asking.query import Command, Deed
from bot.asking.wording.grammar import pattern

Rows = tuple[tuple[str, re.Pattern[str]], ...]

_NUMBER = (
    r"(?:[★⭐]+ ?½?|½|(?:\d{1,3}(?:[.,]\d{1,2})?|zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven)"
    r"(?: ?½| and a half| point \w+)?)"
)
_OUT_OF = r"(?: ?/ ?| out of | of )(?:\d{1,3}|five|ten)"
_UNIT = r" ?(?:stars?|points?|pts?|★|⭐)"
_WORDED = "half a star|full marks|top marks"
_FILM = r"(?:(?:the|a|film|movie) )*FILM\d+"
_FILMS = rf"{_FILM}(?:(?:,| and|, and| plus) {_FILM})*"
_SPOKEN_OF = (
    r"it|this|that|them|(?:this|that|the|the same) (?:film|movie|one)|the (?:first|last|other) one|"
    r"(?:the )?\d{4} (?:one|version|film)"
)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAYS = f"(?:{'|'.join(WEEKDAYS)})"
_MONTHS = (
    "(?:january|february|march|april|may|june|july|august|september|october|november|december|"
    "jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)"
)

_STANDS_FOR = {
    "IT": rf"(?P<it>{_FILMS}|{_SPOKEN_OF})",
    "TITLE": r"(?P<title>(?!me |us |my |a |an |the list)[^,]{2,60}?)",
    "NUMBER": rf"(?:an? )?(?:solid |strong )?(?P<score>{_NUMBER}(?:{_UNIT})?(?:{_OUT_OF})?(?:{_UNIT})?|{_WORDED})",
    "GRADE": rf"(?:an? )?(?P<score>{_NUMBER}(?:{_OUT_OF}|{_UNIT}(?:{_OUT_OF})?)|[★⭐]+ ?½?)",
    "SCORE": r"(?P<score>.{1,60})",
    "DAY": r"(?P<day>.{1,60})",
    "CHOICES": r"(?P<choices>.{1,400})",
    "FILMS": r"(?P<choices>.{0,200}FILM.{0,200})",
    "LIST": r"(?:my |the )?(?:to )?(?:watch ?list|watch list|list|queue|watch later list|watch later)",
    "DIARY": r"(?:my |the )?(?:film )?(?:diary|journal|log)",
    "START": r"(?:start|make|open|create|run|hold|begin|launch|do|have|plan|post|set up|put up)",
    "FILE": r"(?:(?:csv|json) )?(?:file|films?|csv|json|records?|data)",
    "FACT": r"(?:year|director|title|name|runtime|length|cast|genres?|synopsis|country|language|poster|record|film)",
    "RATING": r"(?:rating|score|stars)",
    "GAME": r"(?:guess(?:ing)?(?: the)?(?: film| movie)?(?: game| round| quiz)?|game|quiz|round)",
}
"""What the words in capitals stand for."""

_WISH = pattern(r"""
    (i|we) (want|would like|wanna|need|have|mean|plan)( you)?( to)?|(id|wed) (like|love)( you)?( to)?|let me|lets|let us
    (can|may|could|shall|should) (i|we)|(i|we) (can|should|could|will)|ill|well|(im|i am|were) (going to|gonna)
    how (do|can|would|could|should) (i|we)|help me( to)?|go ahead and
""").pattern

WHEN = re.compile(
    r"(?<!\S)(?:on )?(?:the )?(?:today|tonight|this (?:morning|afternoon|evening)|"
    r"yesterday(?: morning| evening| night)?|last night|day before yesterday|tomorrow|"
    r"(?:last |next |this )?(?:week|weekend|month|year)(?!\S)|"
    r"(?:\d{1,3}|an?|one|two|three|four|five|six|seven) (?:day|week|month|year)s? ago|"
    rf"(?:last |next |this )?{_WEEKDAYS}(?: night| evening)?|"
    rf"\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTHS}(?:,? \d{{4}})?|"
    rf"{_MONTHS} (?:the )?\d{{1,2}}(?:st|nd|rd|th)?(?:,? \d{{4}})?|"
    r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4})(?!\S)"
)
"""A day among other words."""

BESIDE_WATCHING = re.compile(
    r"(?: ?(?:again|here|too|just now|with .+|at .+|in (?:a|the|my|our) .+|for the \w+ time|,|"
    r"on (?:tv|television|dvd|blu ?ray|netflix|mubi|the big screen)))*"
)
"""What may be said beside a film that one watched, with no question in it."""

MANNERS = re.compile(
    r"^(?:(?:and|also|then|now|so|ok|okay|please|pls|plz|hey|hi|hello|marquee|yes|yeah|great|nice|cool|just|"
    r"thanks|thank you|thx|(?:can|could|would|will) you(?: please)?),? )+|"
    r"(?:,? (?:please|pls|plz|thanks|thank you|thx|for me|marquee|now|will you|would you|ok|okay|too))+$"
)
"""What is said around a wish and asks for nothing."""

PARTING = re.compile(
    r"(?:,? (?:and|then|and then|and also|but)|,|;) "
    r"(?=(?:i |id |ive |please |then |also )*(?:rate|score|give|gave|rated|add|put|save|log|mark|watched|"
    r"start|make|open|create|remove|take|unrate|write|discuss)(?!\S)|FILM\d+ (?:an? )?[\d★⭐½]|"
    r"(?:an? )?\d[\d.,]* ?(?:/|out of|stars))"
)
"""Where one wish ends and the next begins."""


def _rows(*written: tuple[str, str]) -> Rows:
    """Return wordings as expressions for whole parts, a line each, which a word of wishing may go before."""
    found: list[tuple[str, re.Pattern[str]]] = []
    for meaning, lines in written:
        for line in lines.strip().splitlines():
            row = pattern(line)
            must_wish = row.pattern.startswith("WISH ")
            wish = f"(?:{_WISH}) " if must_wish else f"(?:(?:{_WISH}) )?"
            body = re.sub(r"\b[A-Z]+\b", lambda named: _STANDS_FOR[named[0]], row.pattern.removeprefix("WISH "))
            found.append((meaning, re.compile(wish + body)))
    return tuple(found)


_DEEDS: tuple[tuple[Deed, str], ...] = (
    ("rate", r"""
        (rate|score) IT(,| it| with| at| as)* NUMBER
        (rate|score) IT( a| an| with| at| as)* SCORE
        (rate|score) IT
        (change|set|update) my RATING ((of|for|on) IT )?(to|at) SCORE
        (give|put) NUMBER (to|for|on) IT
        ((i would|i will|ill|id|im|i) )?(give|giving|rate|rating|score|gave|rated|scored) IT NUMBER
        NUMBER( from me)? (for|to) IT( from me)?
        my RATING( (of|for|on) IT)?( is| would be)? NUMBER
        IT (gets|deserves) NUMBER( from me)?
        IT,?( is)? GRADE( from me)?
        (its|thats) NUMBER( from me)?
        GRADE( from me)?
    """),
    ("unrate", r"""
        (unrate|un rate) IT
        (remove|delete|undo|clear|withdraw|erase|cancel) ((my|the) )?RATING( (of|for|on|from) IT)?
        take( back| out| off| away)? my RATING( (of|for|on|from) IT)?( back| out| off| away)?
        take my RATING (back|out|off|away) (of|for|on|from) IT
        (remove|delete|take) IT (from|out of|off) my ratings
    """),
    ("list", r"""
        (add|put|save|queue|place) IT (to|on|onto|in|into|for) LIST
        (add|put|save) (to|on|onto|in|into) LIST IT
        (add|save|bookmark|queue|watchlist) IT( for later| up)?
        (i|we) (want|plan|mean|hope|need) to (watch|see) IT (later|sometime|some day|someday|one day|soon)
        remind me to (watch|see) IT( later| sometime| some day| one day| soon)?
        IT (to|onto) LIST
    """),
    ("unlist", r"""
        (remove|take|delete|get|cross) IT (off|from|out of|off of) LIST
        (remove|take|delete) (off|from) LIST IT
        (i )?(do not|dont|no longer) (want|need|plan) to (watch|see) IT( any ?more| after all)?
    """),
    ("log", r"""
        (log|note|write down|record|remember) that (i|we) (watched|saw) IT( DAY)?
        (log|write|put|add|note|enter) IT (in|into|to|down in) DIARY( DAY)?
        log IT( as)?( watched| seen)?( DAY)?
        mark IT( off)?( as)? (watched|seen)( DAY)?
    """),
    ("review", r"""
        (write|leave|post|add|compose) (a|my|another) review( (of|for|on|about) IT)?
        (write|add) my (thoughts|opinion) (on|of|about) IT
        (edit|rewrite|change) my review( (of|for|on) IT)?
        WISH (write )?review IT
    """),
    ("discuss", r"""
        discuss IT( here| together| with you| with everyone)?
        (open|start|make|begin|create|have) (a |the )?(discussion|thread)( (about|on|of|for) IT)?
    """),
    ("poll", r"""
        START( us)? (a |the |another |new |film |choice |quick )*(poll|vote)( CHOICES)?
        (a |another )(film |choice )?poll( CHOICES)?
        poll( FILMS)?
        vote (on|between) CHOICES
        (put|take) CHOICES to (a|the) (poll|vote)
    """),
    ("remove", r"""
        (remove|delete|erase|retire|get rid of|take out) IT( (from|out of) (the|your|this) \w+)?
        (remove|delete|retire) (a film|films)( (from|out of) (the|your|this) \w+)?
    """),
    ("undo", r"""
        (delete|remove|undo|take back) my review( (of|for|on) IT)?
        undo( it| that| this| everything|( my| the)? last (thing|one|rating|change|entry))?
        (take (it|that|this) back|revert( it| that)?|i did not mean (it|that)|delete)
    """),
)  # fmt: skip

DOING = _rows(*_DEEDS)
"""What a click can do, and at the end what it cannot; the first line that fits counts."""

WATCHED = _rows(("log", r"""
    (i|we|ive|weve|i have|we have) ((just|finally|now) )?(watched|saw|rewatched|finished)( watching)? IT( DAY)?
    DAY (i|we) (watched|saw|rewatched) IT
"""))  # fmt: skip
"""What is told of a film that one watched, which may be meant for the diary."""

UNKNOWN = _rows(
    ("rate", "(rate|score|give) TITLE NUMBER"),
    ("list", "(add|put|save) TITLE (to|on|onto|in|into) LIST"),
    ("unlist", "(remove|take) TITLE (off|from) LIST"),
    ("log", "(log|mark) TITLE( as)? (watched|seen)"),
    ("review", "write (a|my) review (of|for|on) TITLE"),
    ("discuss", "discuss TITLE"),
)
"""The same with a title that no film has."""

OWN = _rows(
    ("listed", r"""
        (is|was|have i got|do i have) IT( already)?( on| in) LIST( already| yet)?
        (did|have) i (add|added|put|save|saved) IT( (to|on|in) LIST)?( already| yet)?
    """),
    ("own", r"""
        (did|have) i( ever| already| actually)? (watch|watched|see|seen|saw|log|logged) IT( already| yet| before| ever)?
        when did i( last)? (watch|see) IT( last)?
        is IT in DIARY( already| yet)?
    """),
)  # fmt: skip
"""What members ask of their own lists, and of their diary and scores."""

_COMMANDS: tuple[tuple[Command, str], ...] = (
    ("rate", r"(rate|score) (a film|films|movies)( here)?"),
    ("import-ratings", r"""
        (import|upload|load|bring)( over| in)? my (ratings|diary|watch ?list|scores|letterboxd|imdb)( .*)?
    """),
    ("catalogue undo", r"undo (the |a |my )?(last )?(load|loading|import)( .*)?"),
    ("catalogue load", r"""
        (load|upload|import|add) (a |the |this |some |more |new |another )*FILE( (to|into|from|in|of) (?!my).*)?
        (load|upload|import)( .*)?
    """),
    ("catalogue restore", r"(restore|bring back|undelete) .*"),
    ("catalogue edit", r"""
        (edit|correct|fix|change|update|set) IT( .*)?
        (edit|correct|fix|change|update|set) (the |its )?FACT( .*)?
    """),
    ("catalogue unmerge", r"unmerge( .*)?"),
    ("catalogue merge", r"merge( .*)?"),
    ("catalogue export", r"""
        (export|back up|backup)( .*)?
        download (the|your|all) (films|catalogue|database|records|data)( .*)?
    """),
    ("catalogue alias add", r"(add|give) (it )?an? (alias|nickname|other name|alternative (title|name))( .*)?"),
    ("settings", r"""
        (change|set|edit|open|show)( me)? (the |your |our |this |server |servers )*(settings?|scale|time ?zone)( .*)?
    """),
    ("setup", r"(set (you|marquee|the bot) up|set up (you|marquee|the bot)|setup)( .*)?"),
    ("poll rate", r"START (a |another )?rating poll( .*)?"),
    ("poll close", r"(close|end|stop|finish|cancel|delete|reopen|extend) (the|our|my|this|that) (poll|vote)( .*)?"),
    ("night nominate", r"nominate .*"),
    ("night create", r"START (a |the |our |another |movie |film )*night( .*)?"),
    ("night schedule", r"schedule .*"),
    ("guess stop", r"(stop|end|cancel|finish|quit) (the |this |our |my )*GAME( now)?"),
    ("guess scores", r"""
        (who (is|was)|whos)( here)? (winning|leading|ahead|in the lead)( (in|of|at) (the |this |our )*GAME)?( .*)?
        who won (the |our |this |last )*GAME
        (what (is|are) |show (me )?)?(the |our |my )?GAME (scores?|points|table|standings|leaderboard|ranking)( .*)?
        (show (me )?)?(the )?leaderboard
        who has (got )?the most points( .*)?
        how many points (do|have) (i|we) (have|got|won)( .*)?
    """),
    ("guess start", r"""
        START (a |the |another |new )*(round of |game of )?GAME( .*)?
        play( a| the| another)*( round of| game of)? GAME( .*)?
        play( something)?( with (us|me))?
        (do you have|is there|are there|have you got) (a |any |some )*(quiz|quizzes|games?)( .*)?
        guess the film
    """),
    ("mydata", r"(delete|forget|erase|export|show) (me )?(all (of )?|everything )?(my data|my account|about me)"),
)  # fmt: skip

COMMANDS = _rows(*_COMMANDS)
"""What only a command does."""

EVERY = (WHEN, BESIDE_WATCHING, *(row for table in (DOING, WATCHED, OWN, COMMANDS) for _, row in table))
"""All of it, for the words in which it is written."""

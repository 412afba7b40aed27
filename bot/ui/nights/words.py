"""Movie nights in words: their rules, why a film is kept out, and who comes."""

from collections.abc import Sequence

from bot.club.nights.rules import (
    AlreadyRated,
    BoardFull,
    NightRules,
    OnBoard,
    OtherLanguage,
    OtherYears,
    Refusal,
    Span,
    TooLong,
    TooMany,
)
from bot.ui import facts
from bot.ui.markup import inline

_NAME = 40
_DECADE = 9


def rules_line(rules: NightRules) -> str:
    """Return a night's rules in one line of markdown."""
    parts = [f"{facts.count(rules.most, 'nomination')} each"]
    if rules.longest is not None:
        parts.append(f"up to {facts.runtime(rules.longest)}")
    if rules.languages:
        parts.append(language_names(rules.languages))
    if rules.years:
        parts.append(years_words(rules.years))
    if rules.unrated:
        parts.append("only films that nobody who comes has rated")
    if not rules.carries:
        parts.append("nothing is carried to the next vote")
    return " · ".join(parts)


def carry_line(rules: NightRules) -> str:
    """Return what is carried to the next vote, as a sentence; empty where nothing is."""
    return "If you were there and your film lost, it starts the next vote with ½ a vote." if rules.carries else ""


def refusal_words(refusal: Refusal, name: str) -> str:
    """Return, in markdown, the whole sentence that tells why a film is kept out; `name` is the film's in markdown."""
    match refusal:
        case TooLong(runtime, longest):
            over = facts.runtime(runtime - longest)
            said = f"runs {facts.runtime(runtime)}, which is {over} over this night’s {facts.runtime(longest)}."
        case OtherLanguage(language, languages):
            said = f"is in {_language(language)}, and this night shows films in {language_names(languages)}."
        case OtherYears(year, years):
            said = f"is of {year}, and this night shows films of {years_words(years)}."
        case AlreadyRated(anyone):
            who = "someone in the club" if anyone else "someone who comes"
            said = f"has been rated by {who}, and this night shows only what is new to everyone."
        case OnBoard(member_id):
            said = f"is nominated already{f', by <@{member_id}>' if member_id else ''}."
        case TooMany(most):
            have = facts.count(most, "nomination")
            return f"You have {have} on this board, which is all it takes of one member. Withdraw one first."
        case BoardFull(most):
            return f"The board is full: it holds {most} films, as many as one vote does."
    return f"**{name}** {said}"


def refusal_note(refusal: Refusal) -> str:
    """Return in a few words why a film that is on the board is left out of votes."""
    match refusal:
        case TooLong(runtime, longest):
            return f"{facts.runtime(runtime - longest)} too long"
        case OtherLanguage(language, _):
            return f"in {_language(language)}"
        case OtherYears():
            return "of another time"
        case AlreadyRated():
            return "rated by someone who comes"
        case _:
            return "against the rules"


def language_names(languages: Sequence[str]) -> str:
    """Return languages by their English names, each once however many spellings it has."""
    return listed(list(dict.fromkeys(_language(each) for each in languages)), "or")


def years_words(years: Sequence[Span]) -> str:
    """Return spans of years, such as `the 1960s or until 1939`."""
    return listed([_span(*span) for span in years], "or")


def listed(names: Sequence[str], word: str = "and") -> str:
    """Return names joined to a phrase."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {word} {names[-1]}"


def members_line(member_ids: Sequence[int], most: int) -> str:
    """Return members as mentions, those beyond `most` counted."""
    shown = [f"<@{member_id}>" for member_id in member_ids[:most]]
    if len(member_ids) > most:
        shown.append(facts.count(len(member_ids) - most, "other"))
    return listed(shown)


def _language(name: str) -> str:
    return inline(facts.language(name), _NAME)


def _span(first: int | None, last: int | None) -> str:
    if first is None:
        return f"until {last}"
    if last is None:
        return f"from {first} on"
    if first == last:
        return str(first)
    return f"the {first}s" if first % 10 == 0 and last == first + _DECADE else f"{first}–{last}"

"""Answers to small talk and to what was not understood. Pure rules."""

from collections.abc import Mapping, Sequence

from bot.asking.answered import Told
from bot.asking.query import Small, Unclear
from bot.asking.saying.explained import taken_for
from bot.asking.saying.phrasing import FIELD_NAMES
from bot.asking.saying.voice import Voice, listed
from bot.catalogue.film import label
from bot.ui import facts

_HELP = (
    "Ask me about the films in the records, in plain words:\n"
    "- who directed Stalker, and how long is it?\n"
    "- Soviet war films before 1960, not by Kalatozov\n"
    "- which is longer, Stalker or Solaris?\n"
    "- what do people say about the camera work in The Cranes Are Flying?\n"
    "- what should we watch tonight under 100 minutes?\n"
    "- films like Stalker\n"
    "- our top five this year\n"
    "In a server you can ask me to do things too, and I do them once you press the button:\n"
    "- rate Stalker 9/10, put Ran on my list, I watched Ikiru last night\n"
    "- start a poll for tonight"
)
_QUESTION = "who directed Stalker?"
_OFFERED = 3
"""Films of a list that are named where one of it is meant."""
_WISHES = {
    "what reviews say": "reviews of Stalker?",
    "whether that is so": "is Stalker a comedy?",
    "your rating": "rate Stalker 9/10.",
    "your watchlist": "add Stalker to my list.",
    "your diary": "I watched Stalker yesterday.",
    "your review": "write a review of Stalker.",
    "a discussion": "discuss Stalker.",
    "your own lists": "is Stalker on my list?",
    "your own score": "what did I give Stalker?",
    "a member’s score": "what did Viktor give Stalker?",
}
"""How to name a film, by what is asked for of it."""
_SMALL: Mapping[str, Sequence[str]] = {
    "greeting": ("Hello! Ask me about a film.", "Hi there. Which film shall we talk about?"),
    "thanks": ("You are welcome.", "Any time.", "Glad to help."),
    "bye": ("Goodbye, and good viewing.", "See you at the next film."),
    "praise": ("Thank you!", "Kind of you to say."),
    "complaint": (
        "Sorry that I was no help. Try it in other words, or ask “what can you do?” to see examples.",
        "My apologies. Put it another way, or ask “what can you do?”, and I will do better.",
    ),
    "fine": ("All right. I am here when you need a film.", "No worries. Ask me about a film whenever you like."),
    "bored": ("Then it is time for a film: ask me “what should I watch?”, or for any comedy.",),
    "help": (_HELP,),
    "identity": ("I am Marquee, this film club’s bot. I answer from the film records, by rules, and guess nothing.",),
    "empty": ("I see no words in that. Ask me about a film, such as: who directed Stalker?",),
    "taste": ("I have no taste of my own, only records: ask me what reviewers say, or what this club rates highest.",),
    "outside": (
        "That is outside my projection booth: I know films and little else. Ask me about one.",
        "I only talk about films. Ask me who made one, how long it is, or for a list.",
    ),
}  # fmt: skip


def small(query: Small, seed: int) -> Told:
    """Return a friendly line."""
    lines = _SMALL[query.ask]
    return Told((lines[seed % len(lines)],))


def unclear(query: Unclear, films: int, voice: Voice) -> Told:
    """Return what was not understood, what was, and what can be asked instead, where there are so many films."""
    if query.wants == "film" and query.said:
        return _unknown_film(query, films, voice)
    return Told((_said(query, voice),))


def _unknown_film(query: Unclear, films: int, voice: Voice) -> Told:
    near = [voice.title(label(film.title, film.year)) for film in query.choices]
    nearest = f"Did you mean {listed(near, 'or')}?" if near else "Check the spelling, or try another of its names."
    said = f"{not_here(query.said, films, voice)} {nearest}"
    return Told((said,), films=tuple(film.id for film in query.choices), listed=query.choices)


def not_here(title: str, films: int, voice: Voice) -> str:
    """Return that a title is none of those of so many films."""
    return f"“{voice.safe(title)}” is not among the {facts.count(films, 'film')} here."


def _example(understood: Sequence[str]) -> str:
    """Return how what is asked for is asked of a film that is named."""
    if not understood:
        return _QUESTION
    [first, *_] = understood
    return f"{FIELD_NAMES[first]} of Stalker?" if first in FIELD_NAMES else _WISHES.get(first, _QUESTION)


def _said(query: Unclear, voice: Voice) -> str:
    said, understood = voice.safe(query.said) if query.said else "", [voice.safe(part) for part in query.understood]
    match query.wants:
        case "film" | "list":
            return _film_missing(query, voice)
        case "english":
            example = f"who directed {voice.safe(query.choices[0].title)}?" if query.choices else _QUESTION
            return f"I read questions in English only, with titles in any language. Ask: {example}"
        case "reasons":
            taken = [voice.safe(reason) for reason in taken_for(query.understood)]
            because = f"I took it so: {'; '.join(taken)}" if taken else "that is what the records say"
            return f"Because {because}."
        case "contradiction":
            return f"No film can be both: {listed(understood)}."
        case "person":
            return f"I know nobody and nothing in the records like “{said}”. Check the spelling, or try the whole name."
        case "question":
            return _not_understood(said, understood)


def _not_understood(said: str, understood: Sequence[str]) -> str:
    if understood:
        return f"I understood {listed(understood)}, but not what you ask. Try “films by …” or “reviews of …”."
    unknown = f"I know nothing in the records by “{said}”." if said else "I did not understand that."
    return f"{unknown} Ask “what can you do?” to see examples."


def _film_missing(query: Unclear, voice: Voice) -> str:
    if query.choices:
        named = [voice.title(label(film.title, film.year)) for film in query.choices[:_OFFERED]]
        more = ", or another of the list" if len(query.choices) > _OFFERED else ""
        return f"Which of them do you mean: {listed(named, 'or')}{more}?"
    asked = listed([FIELD_NAMES.get(part, part) for part in query.understood])
    which = "not of which film: I told of no list yet" if query.wants == "list" else "not of which film"
    return f"I understood that you ask for {asked}, but {which}. Name it: {_example(query.understood)}"

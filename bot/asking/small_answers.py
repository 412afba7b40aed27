"""Answers to small talk and to what was not understood. Pure rules."""

from collections.abc import Mapping, Sequence

from bot.asking.answered import Told
from bot.asking.phrasing import FIELD_NAMES
from bot.asking.query import Small, Unclear
from bot.asking.voice import Voice, listed
from bot.catalogue.film import label

_HELP = (
    "Ask me about the films in the records, in plain words:\n"
    "- who directed Stalker, and how long is it?\n"
    "- Soviet war films before 1960, not by Kalatozov\n"
    "- which is longer, Stalker or Solaris?\n"
    "- what do people say about the camera work in The Cranes Are Flying?\n"
    "- what should we watch tonight under 100 minutes?\n"
    "- films like Stalker\n"
    "- our top five this year\n"
    "In a server you can ask me to do things too, and I do them once you press a button:\n"
    "- rate Stalker 9/10, put Ran on my list, I watched Ikiru last night\n"
    "- start a poll for tonight"
)
_QUESTION = "who directed Stalker?"
_WISHES = {
    "your rating": "rate Stalker 9/10.",
    "your watchlist": "add Stalker to my list.",
    "your diary": "I watched Stalker yesterday.",
    "your review": "write a review of Stalker.",
    "a discussion": "discuss Stalker.",
    "your own lists": "is Stalker on my list?",
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


def unclear(query: Unclear, voice: Voice) -> Told:
    """Return what was not understood, what was, and the nearest thing that can be asked."""
    if query.wants == "film" and query.said:
        return _unknown_film(query, voice)
    return Told((_said(query, voice),))


def _unknown_film(query: Unclear, voice: Voice) -> Told:
    near = [voice.title(label(film.title, film.year)) for film in query.choices]
    nearest = f"The nearest: {listed(near, 'or')}." if near else "Try the whole title."
    said = f"I know no film like “{voice.safe(query.said)}”. {nearest}"
    return Told((said,), films=tuple(film.id for film in query.choices))


def _said(query: Unclear, voice: Voice) -> str:
    said, understood = voice.safe(query.said) if query.said else "", [voice.safe(part) for part in query.understood]
    if query.wants == "reasons":
        return f"Because I took it so: {'; '.join(understood)}."
    if query.wants == "contradiction":
        return f"No film can be both: {listed(understood)}."
    if query.wants == "person":
        return f"I know nobody and nothing in the records like “{said}”. Check the spelling, or try the whole name."
    if query.wants == "film":
        asked = listed([FIELD_NAMES.get(part, part) for part in query.understood])
        example = _WISHES.get(query.understood[0], _QUESTION) if query.understood else _QUESTION
        return f"I understood that you ask for {asked}, but not of which film. Name it: {example}"
    if understood:
        return f"I understood {listed(understood)}, but not what you ask. Try “films by …” or “reviews of …”."
    unknown = f"I know nothing in the records by “{said}”." if said else "I did not understand that."
    return f"{unknown} Ask “what can you do?” to see examples."

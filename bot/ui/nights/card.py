"""A movie night's board, and what is told as its evenings come and go."""

from collections.abc import Sequence
from typing import Any

import discord
from discord import ui

from bot.catalogue.stored import StoredFilm
from bot.club.nights.record import Board, Entry, Evening, Night, PastEvening, Vote, Watched
from bot.club.nights.rules import CARRY, MOST_NOMINATIONS
from bot.club.polls.record import Poll
from bot.club.scores import Scale, mean_phrase
from bot.ui import facts, theme
from bot.ui.films.film_card import film_brief
from bot.ui.links import web_address
from bot.ui.markup import inline, plain
from bot.ui.nights.words import carry_line, members_line, refusal_note, rules_line
from bot.ui.polls.words import stamp, votes, way_to

NAME = 100
"""Units of a night's name."""
LABEL = 90
"""Units of a film's name."""
EVENT_PLACE = 100
"""Units that Discord takes for the place of an event."""

_EVENT_NAME = 100
_SHORT_LABEL, _MANY = 60, 12
_ENTRIES = 2_500
_COMING = 20
_THERE = 30
_NAMED = 8
_CARRIED = 6
_PLACE = 90

_EVENT_LOST = "-# Its event on Discord was deleted or cancelled; the evening stands. `/night schedule` makes another."

Rows = Sequence[Sequence[ui.Item[Any]]]


def board_card(board: Board, begins: str | None, rows: Rows) -> ui.LayoutView:
    """Return a night's board over its buttons; `begins` is when the evening to come does, None where that is open."""
    night = board.night
    head = [f"## {inline(night.name, NAME)}", *_standing(board, begins), f"-# {rules_line(night.rules)}"]
    if carry := carry_line(night.rules):
        head.append(f"-# {carry}")
    card: ui.Container[Any] = ui.Container(ui.TextDisplay("\n".join(head)), accent_colour=theme.CARD)
    card.add_item(ui.Separator())
    card.add_item(ui.TextDisplay(_nominated(board.entries)))
    card.add_item(ui.TextDisplay(_coming(board.coming)))
    for row in rows if night.is_open else ():
        card.add_item(ui.ActionRow(*row))
    return _lasting(card)


def scheduled_card(night: Night, evening: Evening, film: StoredFilm, notes: Sequence[str], rows: Rows) -> ui.LayoutView:
    """Return what is told once an evening is settled: the film, when and where, and notes in markdown."""
    lines = [f"## {inline(night.name, NAME)}: {_moment(evening.starts_at)}", film_brief(film)]
    text = "\n".join([*lines, f"**Where**  {place_words(evening)}", *(f"-# {note}" for note in notes)])
    poster = web_address(film.film.poster, theme.MEDIA_URL)
    shown: ui.Item[Any] = ui.TextDisplay(text)
    if poster is not None:
        alt = plain(f"Poster of {evening.label}", theme.ALT_TEXT)
        shown = ui.Section[Any](text, accessory=ui.Thumbnail[Any](poster, description=alt))
    card: ui.Container[Any] = ui.Container(shown, accent_colour=theme.CARD)
    for row in rows:
        card.add_item(ui.ActionRow(*row))
    return _lasting(card)


def watched_card(over: Watched, rows: Rows) -> ui.LayoutView:
    """Return what is told of a watched evening: its film, who was there, and what is carried to the next vote."""
    there = f"**There**  {members_line(over.guests, _THERE)}" if over.guests else "Nobody had said that they come."
    lines = [
        f"## {inline(over.night.name, NAME)} watched {film_words(over.evening)}",
        there,
    ]
    if over.carried:
        lines.append(f"**To the next vote**  {_carried(over)}")
    lines.append("-# *Log it* puts the film in your diary; hosts correct below who was there.")
    card: ui.Container[Any] = ui.Container(ui.TextDisplay("\n".join(lines)), accent_colour=theme.CARD)
    for row in rows:
        card.add_item(ui.ActionRow(*row))
    return _lasting(card)


def history_line(past: PastEvening, scale: Scale, *, shows_mean: bool) -> str:
    """Return one watched evening of the history; `shows_mean` says whether its reader may see the club's mean."""
    evening = past.evening
    told = [stamp(shown_at(evening), "D")]
    if past.nominated_by is not None:
        told.append(f"nominated by <@{past.nominated_by}>")
    if past.votes is not None and past.turnout is not None:
        told.append(f"{votes(past.votes, past.method)} of {facts.count(past.turnout, 'voter')}")
    if not past.named:
        told.append(f"{past.guests:,} {'was' if past.guests == 1 else 'were'} there")
    if past.mean is not None:
        club = f"the club gives it {mean_phrase(past.mean, scale)}" if shows_mean else "rated by the club"
        told.append(club)
    names = f"\n-# There: {members_line(past.named, _NAMED)}" if past.named else ""
    if past.named and past.guests > len(past.named):  # some of them are not named to others
        names += f", {past.guests:,} in all"
    return f"**{film_words(evening)}**\n-# {' · '.join(told)}{names}"


def reminder_words(night: Night, evening: Evening, coming: Sequence[int]) -> str:
    """Return the reminder of an evening, which names who comes."""
    assert evening.starts_at is not None
    return (
        f"**{inline(night.name, NAME)}** begins {stamp(evening.starts_at)}: **{film_words(evening)}**, "
        f"{place_words(evening)}\n{members_line(coming, _THERE)}{event_link(night, evening)}"
    )


def film_words(evening: Evening) -> str:
    """Return the name of an evening's film in markdown."""
    return inline(evening.label or "", LABEL)


def place_words(evening: Evening) -> str:
    """Return where an evening is, in markdown."""
    return f"<#{evening.voice_id}>" if evening.voice_id is not None else inline(evening.place or "", _PLACE)


def event_link(night: Night, evening: Evening) -> str:
    """Return a link to an evening's event after a blank, nothing where it has none."""
    if evening.event_id is None:
        return ""
    return f" [Go to the event](https://discord.com/events/{night.guild_id}/{evening.event_id})"


def event_name(night: Night, film: StoredFilm) -> str:
    """Return the name of an evening's event, as long as Discord takes; the title gives way, never the year."""
    head = f"{night.name}: "
    tail = f" ({film.film.year})" if film.film.year is not None else ""
    return head + plain(film.film.title, _EVENT_NAME - theme.units(head + tail)) + tail


def shown_at(evening: Evening) -> str:
    """Return when a watched evening was: when it was to begin, or when it was called watched if that was earlier."""
    assert evening.watched_at is not None
    return min(evening.starts_at or evening.watched_at, evening.watched_at)


def entry_option(entry: Entry) -> discord.SelectOption:
    """Return a nomination as an option of a select."""
    nomination = entry.nomination
    return discord.SelectOption(label=plain(nomination.label, theme.OPTION_LABEL), value=str(nomination.id))


def _lasting(card: ui.Container[Any]) -> ui.LayoutView:
    view = ui.LayoutView(timeout=None)
    view.add_item(card)
    return view


def _moment(time: str | None) -> str:
    return "time to be settled" if time is None else f"{stamp(time, 'F')} ({stamp(time)})"


def _standing(board: Board, begins: str | None) -> list[str]:
    """Return what is next: the evening that is settled, else its vote and when it begins."""
    night, evening = board.night, board.evening
    if not night.is_open:
        return ["**Cancelled.** A host brings it back with `/night undo`."]
    if evening.is_scheduled:
        where = f"{place_words(evening)}{event_link(night, evening)}"
        lines = [f"**Next**  {film_words(evening)}, {_moment(evening.starts_at)}, {where}"]
        return [*lines, _EVENT_LOST] if evening.event_lost else lines
    weekly = "Every week, next" if night.weekly_from is not None else "Next"
    lines = [] if begins is None else [f"**{weekly}**  {_moment(begins)}"]
    return [*lines, *([] if board.vote is None else [_vote_line(board.vote)])]


def _vote_line(vote: Vote) -> str:
    poll, link = vote.poll, _poll_link(vote.poll)
    if poll.is_open:
        closes = f", closes {stamp(poll.closes_at)}" if poll.closes_at is not None else ""
        return f"**Vote open**{closes}{link}"
    if vote.winner is None:
        return f"**Vote closed**  Nobody voted, so nothing was chosen.{link}"
    tie = " after a tie" if vote.result is not None and vote.result.tie is not None else ""
    return f"**Chosen**  {inline(vote.winner.label, LABEL)}{tie}, to be scheduled by a host.{link}"


def _poll_link(poll: Poll) -> str:
    return f" {way_to(poll)}".rstrip()


def _nominated(entries: Sequence[Entry]) -> str:
    if not entries:
        return "**Nominated**  Nothing yet. Be the first!"
    limit = LABEL if len(entries) <= _MANY else _SHORT_LABEL
    lines, room = [f"**Nominated**  {len(entries)} of {MOST_NOMINATIONS}"], _ENTRIES
    for number, entry in enumerate(entries, 1):
        line = f"{number}\\. {_entry_line(entry, limit)}"
        room -= theme.units(line) + 1
        if room < 0:
            lines.append(f"-# … and {len(entries) - number + 1} more")
            break
        lines.append(line)
    return "\n".join(lines)


def _entry_line(entry: Entry, limit: int) -> str:
    nomination = entry.nomination
    parts = [f"**{inline(nomination.label, limit)}**"]
    if entry.runtime is not None:
        parts.append(facts.runtime(entry.runtime))
    elif entry.in_catalogue:
        parts.append("running time unknown")
    if nomination.member_id:
        parts.append(f"<@{nomination.member_id}>")
    if nomination.carry:
        parts.append(f"brings {votes(nomination.carry, None)}")
    if entry.in_vote:
        parts.append("in the vote")
    elif not entry.in_catalogue:
        parts.append("left out of votes: no longer in the catalogue")
    elif entry.refusal is not None:
        parts.append(f"left out of votes: {refusal_note(entry.refusal)}")
    return " · ".join(parts)


def _coming(coming: Sequence[int]) -> str:
    if not coming:
        return "**Coming**  Nobody yet"
    return f"**Coming**  {len(coming):,}: {members_line(coming, _COMING)}"


def _carried(over: Watched) -> str:
    shown = [f"{inline(each.label, _SHORT_LABEL)} brings {votes(CARRY, None)}" for each in over.carried[:_CARRIED]]
    if len(over.carried) > _CARRIED:
        shown.append(f"{len(over.carried) - _CARRIED} more films do too")
    return ", ".join(shown)

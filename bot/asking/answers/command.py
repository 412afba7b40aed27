"""Answers to what only a command does: which it is. Pure rules."""

from collections.abc import Mapping

from bot.asking.answered import Told
from bot.asking.query import Command, CommandQuery

COMMANDS: Mapping[Command, str] = {
    "rate": "`/rate` keeps your score of a film. You can tell me too: rate Stalker 9/10.",
    "import-ratings": "`/import-ratings` brings over the ratings and the diary of another site, from a file.",
    "catalogue undo": "`/catalogue undo` takes a load back. It is for admins of the server.",
    "catalogue load": "`/catalogue load` loads films from a file, and shows first what would change. It is for admins.",
    "catalogue restore": "`/catalogue restore` brings back a film that was taken out. It is for admins of the server.",
    "catalogue edit": "`/catalogue edit` corrects a film’s record. It is for admins of the server.",
    "catalogue unmerge": "`/catalogue unmerge` takes two merged films apart again. It is for admins of the server.",
    "catalogue merge": "`/catalogue merge` makes two records of a film one. It is for admins of the server.",
    "catalogue export": "`/catalogue export` writes the catalogue to a file. It is for admins of the server.",
    "catalogue alias add": "`/catalogue alias add` gives a film another name. It is for admins of the server.",
    "settings": "`/settings` changes how things are done in a server. It is for its admins.",
    "setup": "`/setup` sets me up in a server. It is for its admins.",
    "poll rate": "`/poll rate` opens a poll in which everyone scores one film.",
    "poll close": "`/poll close`, `/poll reopen` and `/poll extend` look after polls, for who opened them and hosts.",
    "night nominate": "`/night nominate` puts a film on the board of a movie night.",
    "night create": "`/night create` begins a movie night.",
    "night schedule": "`/night schedule` puts a film on a movie night’s next evening.",
    "guess start": "`/guess start` begins a game of guessing films by reviews and facts.",
    "guess scores": "`/guess scores` shows who has won the most points this season.",
    "guess stop": "`/guess stop` stops the game in its channel.",
    "mydata": "`/mydata` shows, exports and deletes what I keep of you.",
}
"""What is said of each command where it is asked for in plain words."""


def by_command(query: CommandQuery) -> Told:
    """Tell which command does what is asked for."""
    return Told((COMMANDS[query.command],))

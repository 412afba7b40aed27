"""A whole evening: from making the night to its history, over a restart, and all of it undone."""

import re

from tests.cogs.nights.holding import (
    CRANES,
    SOLARIS,
    board_of,
    cast,
    click,
    close_vote,
    drawn,
    events,
    made,
    now_shown,
    said,
    watched_early,
)
from tests.simulated import Club, buttons_of, text_of


async def test_an_evening_from_its_making_to_its_history(club: Club) -> None:
    board = await made(club, when="every friday 20:00", longest="3h")
    assert "Every week, next" in text_of(board)
    assert "2 nominations each · up to 3 h" in text_of(board)

    assert "is nominated for **Film Friday**" in await said(club, "nominate", title=CRANES)
    assert "Its running time is not known" in await said(club, "nominate", club.ben, title="Solaris (2002)")
    assert "is nominated" in await said(club, "nominate", club.ben, title=SOLARIS)
    for member in (club.ana, club.ben):
        assert "You are coming to **Film Friday**" in await click(club, board, "I’m coming", member)
    shown = await drawn(club, board)
    assert "**Solaris (2002)** · running time unknown · " in shown
    assert "\n-# If you were there and your film lost, it starts the next vote with ½ a vote." in shown
    assert f"1\\. **{CRANES}** · 1 h 37 min · <@{club.ana.id}>" in shown
    assert f"**Coming**  2: <@{club.ana.id}> and <@{club.ben.id}>" in shown

    assert "is open" in await said(club, "vote")
    await cast(club, club.ana, 0)
    await cast(club, club.ben, 0, 2)
    assert re.search(r"\*\*Vote open\*\* \[Go to the poll\]\(https://\S+\)\n", await drawn(club, board))
    await club.restart()
    await close_vote(club)
    await club.world.advance_time(20)
    assert f"**Chosen**  {CRANES}, to be scheduled" in text_of(now_shown(club, board))

    told = await club.run("night schedule", place="The roof")
    assert "**The Cranes Are Flying (1957)**" in text_of(told)
    assert "**Where**  The roof" in text_of(told)
    [event] = events(club)
    assert event.name == f"Film Friday: {CRANES}"
    assert "https://discord.com/events/" in await drawn(club, board)

    over = await watched_early(club)
    assert not over.ephemeral
    assert f"## Film Friday watched {CRANES}" in text_of(over)
    assert f"**There**  <@{club.ana.id}> and <@{club.ben.id}>\n" in text_of(over)
    assert "**To the next vote**  Solaris (1972) brings ½ vote" in text_of(over)
    rating = club.channel.history()[-1]
    assert "Rate this film" in text_of(rating)
    logged = await click(club, over.message, "Log it", club.ben)
    assert "is in your diary for" in logged

    after = await drawn(club, board)
    assert "Solaris (1972)** · 2 h 47 min" in after
    assert "brings ½ vote" in after
    assert CRANES not in after
    assert "**Coming**  Nobody yet" in after
    await club.run("rate", title=CRANES, score="4")
    history = await said(club, "history")
    assert f"**{CRANES}**" in history
    assert f"nominated by <@{club.ana.id}> · 2 votes of 2 voters · the club gives it 4.00 of 5" in history
    assert f"-# There: <@{club.ana.id}> and <@{club.ben.id}>" in history


async def test_all_of_it_is_undone_step_by_step_and_marked(club: Club) -> None:
    board = await made(club)
    await said(club, "nominate", title=CRANES)
    await said(club, "nominate", club.ben, title=SOLARIS)
    await click(club, board, "I’m coming", club.ben)
    await said(club, "vote")
    vote = club.channel.history()[-1]
    await cast(club, club.ben, 0)
    await close_vote(club)
    scheduled = await club.run("night schedule", when="2d")
    watched = await watched_early(club)
    rating = club.channel.history()[-1]
    assert (await board_of(club)).night.evening == 2

    assert "ratings that were given stay" in await said(club, "undo")
    assert text_of(now_shown(club, watched.message)) == (
        f"~~**Film Friday** watched {CRANES}~~\n-# Undone by {club.ana.mention}."
    )
    assert "This rating poll was taken back; the ratings stay." in text_of(now_shown(club, rating))
    assert "the evening is as it was before" in await said(club, "undo")
    assert "scheduled" in text_of(now_shown(club, scheduled.message))
    assert events(club) == []
    assert "the vote is taken back" in await said(club, "undo")
    assert "This vote was taken back; its ballots are kept." in text_of(now_shown(club, vote))
    assert (await board_of(club)).vote is None
    assert len((await board_of(club)).entries) == 2
    assert "the night is over again" in await said(club, "undo")
    assert "Cancelled." in await drawn(club, board)
    assert not buttons_of(now_shown(club, board))
    assert "nothing left to undo" in await said(club, "undo")

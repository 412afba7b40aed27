"""A bot killed while members vote and started again on the same file: nothing that it had answered is lost."""

from tests.simulated import parts, text_of
from tests.wire.polls import counted, open_choice_poll, open_rating_poll, shows, vote
from tests.wire.wired import Wired

FIRST, THEN, ANSWERED = 140, 60, 50
"""How many click at once, how many more just before the kill, and how many are answered by then at least."""

SELECT = 3


async def test_what_was_answered_and_posted_before_a_kill_stands_after_it(killable: Wired) -> None:
    ana, ben = killable.ana, killable.ben
    card = (await killable.command(ana, "film", title="paper lighthouse")).message
    quote = (await killable.command(ana, "quote", title="paper lighthouse")).message
    choosing = await open_choice_poll(killable, "Salt Road", "Nobody Came")
    ballot = (await killable.click(ben, choosing, "Vote")).message
    rating = await open_rating_poll(killable)

    members = killable.discord.join(*(f"member {number}" for number in range(FIRST + THEN)))
    asked = vote(killable, rating, members[:FIRST])
    await killable.until(lambda: sum(each.answered.done() for each in asked) >= ANSWERED)
    asked += vote(killable, rating, members[FIRST:])
    await killable.kill()
    answered = {each.record.user_id for each in asked if each.answered.done()}
    ballots = counted(killable, rating)
    assert ANSWERED <= len(answered) <= FIRST
    assert answered <= ballots.keys()

    await killable.start_copy()
    assert "The Usher" in text_of((await killable.click(ben, card, "Reviews")).message)
    assert "You **agree**" in text_of((await killable.click(ben, quote, "Agree")).message)
    [select] = [part for part in parts(ballot) if part["type"] == SELECT]
    await killable.select(ben, ballot, select["custom_id"], "0")
    assert counted(killable, choosing) == {ben.id: ((0, 1),)}
    await killable.until(shows(rating, len(ballots)))
    assert counted(killable, rating) == ballots

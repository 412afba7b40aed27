"""Members' own reviews on a real database: one a film, member and server, and the full-text index exact throughout."""

import asyncio
import sqlite3
from collections.abc import Callable
from contextlib import closing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.catalogue.film import Spoiler
from bot.catalogue.loading.loads import load_to_undo, undo_load
from bot.catalogue.reviews import review_writer
from bot.catalogue.reviews.review_rows import read
from bot.catalogue.reviews.reviewed import Draft, RemovedReview, Votes
from bot.catalogue.reviews.reviews import ReviewStore
from bot.catalogue.searching import fulltext
from bot.connection import transaction
from bot.database import Database
from bot.errors import UserError
from tests.factories import make_film, make_review, memory_database, write_films

GUILD, OTHER_GUILD = 5, 6
ANA, BO = 71, 72
SALT = make_film("Salt Road", 1999, reviews=(make_review("The_Usher", "More goat.", spoiler="none"),))


@pytest.fixture
async def reviews(database: Database, load: Callable[..., int]) -> ReviewStore:
    load(SALT)
    return ReviewStore(database)


def found(connection: sqlite3.Connection, word: str) -> int:
    return connection.execute("SELECT count(*) FROM reviews_fts WHERE reviews_fts MATCH ?", (word,)).fetchone()[0]


async def test_one_review_a_film_member_and_server_however_many_come_at_once(
    reviews: ReviewStore, database: Database
) -> None:
    drafts = [Draft(f"Wombat number {number}.", "Ana") for number in range(20)]
    written = await asyncio.gather(*(reviews.write(1, draft, guild_id=GUILD, member_id=ANA) for draft in drafts))
    [only] = {review.id for review in written if review is not None}
    other = await reviews.write(1, drafts[0], guild_id=OTHER_GUILD, member_id=ANA)
    assert other is not None
    assert other.id != only
    own = await reviews.own(1, guild_id=GUILD, member_id=ANA)
    assert own is not None
    assert own.text == "Wombat number 19."
    assert await database.read(lambda connection: found(connection, "wombat")) == 2
    assert await database.write(fulltext.check) == []


async def test_votes_and_marks_stay_through_an_edit_and_are_about_this_review_alone(reviews: ReviewStore) -> None:
    first = await reviews.write(1, Draft("Slow.", "Ana", "mild"), guild_id=GUILD, member_id=ANA)
    assert first is not None
    await reviews.vote(first.id, guild_id=GUILD, member_id=BO, agrees=True)
    await reviews.mark_spoiler(first.id, "full", guild_id=GUILD, marked_by=BO)
    edited = await reviews.write(1, Draft("Slow, but sure.", "Ana B", "full", "full"), guild_id=GUILD, member_id=ANA)
    assert edited is not None
    assert (edited.id, edited.reviewer, edited.text) == (first.id, "Ana B", "Slow, but sure.")
    assert (edited.agree, edited.spoiler) == (1, "full")
    assert review_writer.digest(GUILD, ANA) != review_writer.digest(GUILD, BO) != review_writer.digest(OTHER_GUILD, BO)


@pytest.mark.parametrize(
    ("own", "marked", "shown", "chosen", "holds"),
    [
        (None, None, None, "mild", "mild"),
        ("mild", None, "mild", None, None),
        ("mild", "full", "full", "full", "full"),  # an admin's mark was shown and left as it is
        ("mild", "full", "mild", "mild", "full"),  # an admin marked it while the form was open
        ("mild", "full", "full", "none", "none"),  # the writer chose another
        ("mild", "full", "full", None, None),
    ],
)
async def test_the_mark_that_holds_after_an_edit(
    reviews: ReviewStore,
    own: Spoiler | None,
    marked: Spoiler | None,
    shown: Spoiler | None,
    chosen: Spoiler | None,
    holds: Spoiler | None,
) -> None:
    written = await reviews.write(1, Draft("Slow.", "Ana", own), guild_id=GUILD, member_id=ANA)
    assert written is not None
    if marked:
        await reviews.mark_spoiler(written.id, marked, guild_id=GUILD, marked_by=BO)
    edited = await reviews.write(1, Draft("Slower.", "Ana", chosen, shown), guild_id=GUILD, member_id=ANA)
    assert edited is not None
    assert edited.spoiler == holds


async def test_what_is_taken_out_comes_back_as_it_was(reviews: ReviewStore, database: Database) -> None:
    written = await reviews.write(1, Draft("Slow wombat.", "Ana", "mild"), guild_id=GUILD, member_id=ANA)
    assert written is not None
    await reviews.vote(written.id, guild_id=GUILD, member_id=BO, agrees=False)
    removed = await reviews.remove(1, guild_id=GUILD, member_id=ANA)
    assert removed is not None
    assert await reviews.get(written.id, guild_id=GUILD) is None
    assert await reviews.vote(written.id, guild_id=GUILD, member_id=BO, agrees=True) is None
    assert await database.read(lambda connection: found(connection, "wombat")) == 0
    assert await reviews.remove(1, guild_id=GUILD, member_id=ANA) is None
    assert await reviews.restore(removed, guild_id=GUILD, member_id=ANA)
    assert await reviews.own(1, guild_id=GUILD, member_id=ANA) == await reviews.get(written.id, guild_id=GUILD)
    assert await reviews.votes(written.id, guild_id=GUILD) == Votes(0, 1)
    assert not await reviews.restore(removed, guild_id=GUILD, member_id=ANA)
    assert await database.write(fulltext.check) == []


async def test_a_review_that_is_no_edit_begins_without_old_votes_and_marks(reviews: ReviewStore) -> None:
    written = await reviews.write(1, Draft("Slow.", "Ana"), guild_id=GUILD, member_id=ANA)
    assert written is not None
    await reviews.vote(written.id, guild_id=GUILD, member_id=BO, agrees=True)
    await reviews.mark_spoiler(written.id, "full", guild_id=GUILD, marked_by=BO)
    await reviews.remove(1, guild_id=GUILD, member_id=ANA)
    anew = await reviews.write(1, Draft("Quick.", "Ana", "none"), guild_id=GUILD, member_id=ANA)
    assert anew is not None
    assert (anew.agree, anew.spoiler) == (0, "none")


@pytest.mark.parametrize(("length", "kept"), [(4_000, True), (4_001, False)])
async def test_a_review_has_a_longest_length(reviews: ReviewStore, length: int, kept: bool) -> None:
    draft = Draft("x" * length, "Ana")
    if kept:
        assert await reviews.write(1, draft, guild_id=GUILD, member_id=ANA) is not None
    else:
        with pytest.raises(UserError, match="at most 4,000 characters; this one has 4,001"):
            await reviews.write(1, draft, guild_id=GUILD, member_id=ANA)


async def test_no_review_of_a_film_out_of_sight(
    reviews: ReviewStore, load: Callable[..., int], database: Database
) -> None:
    load(make_film("Theirs", 2020), guild_id=OTHER_GUILD)
    removed = RemovedReview(99, 2, "Ana", "Slow.", None, None)
    for film_id in (2, 77):
        assert await reviews.write(film_id, Draft("Slow.", "Ana"), guild_id=GUILD, member_id=ANA) is None
    assert not await reviews.restore(removed, guild_id=GUILD, member_id=ANA)
    await database.write(lambda connection: connection.execute("UPDATE films SET retired_at = 'now'"))
    assert await reviews.write(1, Draft("Slow.", "Ana"), guild_id=GUILD, member_id=ANA) is None


async def test_who_wrote_is_offered_at_once_and_gone_with_the_review(reviews: ReviewStore) -> None:
    async def offered(guild_id: int = GUILD) -> list[str]:
        return [each.name for each in await reviews.reviewer_names("", guild_id=guild_id)]

    assert await offered() == ["The_Usher"]
    await reviews.write(1, Draft("Slow.", "Ana"), guild_id=GUILD, member_id=ANA)
    assert await offered() == ["Ana", "The_Usher"]
    assert await offered(OTHER_GUILD) == ["The_Usher"]
    await reviews.write(1, Draft("Slow.", "Anastasia"), guild_id=GUILD, member_id=ANA)
    assert await offered() == ["Anastasia", "The_Usher"]
    await reviews.remove(1, guild_id=GUILD, member_id=ANA)
    assert await offered() == ["The_Usher"]


_STEPS = st.lists(
    st.tuples(
        st.sampled_from(["write", "remove", "restore", "load", "undo"]),
        st.sampled_from([ANA, BO]),
        st.text(min_size=1, max_size=12),
    ),
    max_size=12,
)


@settings(max_examples=25, deadline=None)
@given(steps=_STEPS)
def test_the_index_fits_after_anything(steps: list[tuple[str, int, str]]) -> None:
    removed: dict[int, RemovedReview] = {}
    with closing(memory_database()) as connection:
        write_films(connection, SALT)
        for step, member, text in steps:
            if step == "load":
                write_films(connection, make_film("Salt Road", 1999, reviews=(make_review("Critic", text),)))
                continue
            with transaction(connection):
                if step == "write":
                    review_writer.write(connection, 1, Draft(text, "Ana"), guild_id=GUILD, member_id=member)
                elif step == "remove":
                    if gone := review_writer.remove(connection, 1, guild_id=GUILD, member_id=member):
                        removed[member] = gone
                elif step == "restore" and member in removed:
                    review_writer.restore(connection, removed[member], guild_id=GUILD, member_id=member)
                elif step == "undo":
                    _undo_last(connection)
        assert fulltext.check(connection) == []
        owners = connection.execute("SELECT member_id FROM reviews WHERE member_id IS NOT NULL").fetchall()
        assert len(owners) == len(set(owners))
        assert all(read(connection, review_id, guild_id=GUILD) for (review_id,) in _member_rows(connection))


def _undo_last(connection: sqlite3.Connection) -> None:
    try:
        load = load_to_undo(connection, guild_id=0)
    except UserError:
        return
    if load.id > 1:
        undo_load(connection, load)


def _member_rows(connection: sqlite3.Connection) -> list[tuple[int]]:
    return connection.execute("SELECT id FROM reviews WHERE member_id IS NOT NULL").fetchall()

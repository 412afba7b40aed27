from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from bot.catalogue.film import Review
from bot.catalogue.loading.loads import load_to_undo, undo_load
from bot.catalogue.reviews.reviewed import Place, ReviewFilter, ReviewSort, StoredReview, Votes
from bot.catalogue.reviews.reviews import ReviewStore
from bot.catalogue.reviews.spoilers import is_behind_bars
from bot.catalogue.searching.live_names import NameNotFoundError
from bot.connection import check, open_writer, transaction
from bot.database import Database
from tests.factories import make_film, make_review

GUILD, OTHER_GUILD = 5, 6
ANA, BO = 71, 72
LONG = "The camera finds her in the crowd and holds her face as though nobody else were there."

CRANES = make_film(
    "The Cranes Are Flying", 1957, score=8.3, directors=("Mikhail Kalatozov",), cast=("Tatyana Samoylova",),
    countries=("Soviet Union",),
    reviews=(
        make_review("The_Usher", LONG, score=9.0, spoiler="none"),
        make_review("Row_Seven", "The film admires itself more than it admires its people, and it shows.", score=4.5),
        make_review("Night_Owl", "He dies in the end.", spoiler="full"),
        make_review("The_Archivist", "Grey, slow and lovely.", score=7.0, spoiler="mild"),
    ),
)  # fmt: skip
CUBA = make_film(
    "I Am Cuba", 1964, directors=("Mikhail Kalatozov",), writers=("Yevgeny Yevtushenko",), cast=("Sergio Corrieri",),
    reviews=(make_review("the usher", "The lens swims through it like a fish, and the film is best when it does."),),
)  # fmt: skip
BARE = make_film("Paper Lanterns", None)


@pytest.fixture
async def reviews(database: Database, load: Callable[..., int]) -> ReviewStore:
    load(CRANES, CUBA, BARE)
    return ReviewStore(database)


def write_member_review(path: Path, film_id: int, text: str, *, guild_id: int = GUILD) -> int:
    with closing(open_writer(path)) as connection:
        return connection.execute(
            "INSERT INTO reviews (film_id, digest, reviewer, text, guild_id, member_id) "
            "VALUES (?, ?, 'Ana', ?, ?, ?) RETURNING id",
            (film_id, guild_id, text, guild_id, ANA),
        ).fetchone()[0]


def undo(path: Path) -> None:
    with closing(open_writer(path)) as connection, transaction(connection):
        undo_load(connection, load_to_undo(connection, guild_id=0))


async def test_a_review_is_read_with_its_film_and_its_votes(reviews: ReviewStore) -> None:
    review = await reviews.get(1, guild_id=GUILD)
    assert review is not None
    assert (review.film_label, review.reviewer, review.score) == ("The Cranes Are Flying (1957)", "The_Usher", 9.0)
    assert (review.text, review.spoiler, review.member_id, review.agree) == (LONG, "none", None, 0)
    assert await reviews.get(99, guild_id=GUILD) is None


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("newest", [4, 3, 2, 1]),
        ("highest", [1, 4, 2, 3]),
        ("lowest", [2, 4, 1, 3]),
        ("longest", [1, 2, 4, 3]),
        ("agreed", [2, 4, 3, 1]),
    ],
)
async def test_orders(reviews: ReviewStore, sort: ReviewSort, expected: list[int]) -> None:
    await reviews.vote(2, guild_id=GUILD, member_id=ANA, agrees=True)
    await reviews.vote(1, guild_id=GUILD, member_id=ANA, agrees=False)
    await reviews.vote(3, guild_id=OTHER_GUILD, member_id=ANA, agrees=True)
    page = await reviews.page(ReviewFilter(film_id=1, sort=sort), guild_id=GUILD, limit=10, offset=0)
    assert [review.id for review in page.reviews] == expected
    assert page.total == 4


async def test_pages_and_filters(reviews: ReviewStore) -> None:
    async def ids(guild_id: int = GUILD, offset: int = 0, **wanted: Any) -> list[int]:
        page = await reviews.page(ReviewFilter(**wanted), guild_id=guild_id, limit=3, offset=offset)
        return [review.id for review in page.reviews]

    assert await ids(film_id=1, offset=3) == [1]
    assert await ids(film_id=1, reviewer="usher") == [1]
    assert await ids(reviewer="The Usher") == [5, 1]
    assert await ids(film_id=1, without=frozenset({"full", "unmarked"})) == [4, 1]
    assert await ids(film_id=3) == []
    assert await ids(film_id=99) == []
    with pytest.raises(NameNotFoundError, match="No reviewer called"):
        await ids(film_id=1, reviewer="zzzzzz")


async def test_one_vote_a_member_that_can_be_changed(reviews: ReviewStore) -> None:
    assert await reviews.vote(1, guild_id=GUILD, member_id=ANA, agrees=True) == Votes(1, 0, own=True)
    assert await reviews.vote(1, guild_id=GUILD, member_id=ANA, agrees=True) == Votes(1, 0, own=True)
    assert await reviews.vote(1, guild_id=GUILD, member_id=BO, agrees=True) == Votes(2, 0, own=True)
    assert await reviews.vote(1, guild_id=GUILD, member_id=ANA, agrees=False) == Votes(1, 1, own=False)
    assert await reviews.votes(1, guild_id=GUILD) == Votes(1, 1, own=None)
    assert await reviews.votes(1, guild_id=OTHER_GUILD, member_id=ANA) == Votes(0, 0, own=None)
    assert await reviews.vote(99, guild_id=GUILD, member_id=ANA, agrees=True) is None


async def test_a_mark_wins_in_its_server_and_can_be_taken_off(reviews: ReviewStore) -> None:
    marked = await reviews.mark_spoiler(1, "full", guild_id=GUILD, marked_by=ANA)
    assert marked is not None
    assert marked.spoiler == "full"
    elsewhere = await reviews.get(1, guild_id=OTHER_GUILD)
    assert elsewhere is not None
    assert elsewhere.spoiler == "none"
    unmarked = await reviews.mark_spoiler(1, None, guild_id=GUILD, marked_by=ANA)
    assert unmarked is not None
    assert unmarked.spoiler == "none"
    assert await reviews.mark_spoiler(99, "full", guild_id=GUILD, marked_by=ANA) is None


async def test_votes_and_marks_outlive_a_load_taken_back_and_made_again(
    reviews: ReviewStore, load: Callable[..., int], database: Database
) -> None:
    more = make_film("The Cranes Are Flying", 1957, reviews=(make_review("Late", "It stays with you for a week."),))
    load(more)
    await reviews.vote(6, guild_id=GUILD, member_id=ANA, agrees=True)
    await reviews.mark_spoiler(6, "mild", guild_id=GUILD, marked_by=ANA)
    undo(database.path)
    assert await reviews.get(6, guild_id=GUILD) is None
    assert await reviews.vote(6, guild_id=GUILD, member_id=BO, agrees=True) is None
    load(more)
    page = await reviews.page(ReviewFilter(reviewer="Late"), guild_id=GUILD, limit=1, offset=0)
    assert (page.reviews[0].agree, page.reviews[0].spoiler) == (1, "mild")


async def test_undoing_the_load_of_a_film_hides_it_and_keeps_what_members_did(
    reviews: ReviewStore, database: Database
) -> None:
    await reviews.vote(1, guild_id=GUILD, member_id=ANA, agrees=True)
    await reviews.mark_spoiler(1, "mild", guild_id=GUILD, marked_by=ANA)
    undo(database.path)
    with closing(open_writer(database.path)) as connection:
        assert check(connection) == []
        assert connection.execute("SELECT count(*) FROM review_votes").fetchone() == (1,)
        assert connection.execute("SELECT count(*) FROM spoiler_marks").fetchone() == (1,)
    assert await reviews.quote(ReviewFilter(), guild_id=GUILD) is None


async def test_a_quote_is_a_good_passage_of_a_review_that_fits(reviews: ReviewStore) -> None:
    quoted = {
        quote.review.id
        for seed in range(60)
        if (quote := await reviews.quote(ReviewFilter(), guild_id=GUILD, seed=seed)) and quote.passage.text
    }
    assert quoted == {1, 2, 4, 5}  # the third tells the ending
    by_film = await reviews.quote(ReviewFilter(film_id=2), guild_id=GUILD)
    assert by_film is not None
    assert by_film.review.id == 5
    by_reviewer = await reviews.quote(ReviewFilter(film_id=1, reviewer="row seven"), guild_id=GUILD)
    assert by_reviewer is not None
    assert by_reviewer.review.id == 2


async def test_another_quote_is_another_review_where_there_is_one(reviews: ReviewStore) -> None:
    for seed in range(20):
        other = await reviews.quote(ReviewFilter(reviewer="The Usher"), guild_id=GUILD, after=Place(1, 0), seed=seed)
        assert other is not None
        assert other.review.id == 5
        same = await reviews.quote(ReviewFilter(film_id=2), guild_id=GUILD, after=Place(5, 0), seed=seed)
        assert same is not None
        assert same.review.id == 5


def behind_bars(review: StoredReview) -> bool:
    return is_behind_bars(review.spoiler)


TELLING = "The camera gives the whole plot away, and the film is the poorer for it."
SHUT = (make_review("Bars", TELLING, spoiler="full"), make_review("Nobody", "The music is as thin as the film is."))
OPEN = make_review("Open", "The camera waits for her, and the film waits with it.", spoiler="mild")
TWO_OPEN = make_review(
    "Open", OPEN.text + "\n\nThe music of this film is louder than its actors are good.", spoiler="none"
)


@pytest.mark.parametrize(
    ("written", "after", "expected"),
    [
        ((*SHUT, OPEN), None, {"Open"}),
        ((*SHUT, OPEN), "Bars", {"Open"}),
        ((*SHUT, OPEN), "Open", {"Nobody"}),  # nobody has marked it, which is less than to be known to tell the plot
        ((*SHUT, TWO_OPEN), "Open", {"Open"}),  # another passage
        (SHUT, None, {"Nobody"}),
        (SHUT, "Nobody", {"Bars"}),
        (SHUT[:1], None, {"Bars"}),
        (SHUT[:1], "Bars", {"Bars"}),
    ],
)
async def test_a_quote_behind_bars_is_the_last_choice(
    reviews: ReviewStore, load: Callable[..., int], written: tuple[Review, ...], after: str | None, expected: set[str]
) -> None:
    load(make_film("Barred", 1990, reviews=written))
    wanted = ReviewFilter(film_id=4)
    page = await reviews.page(wanted, guild_id=GUILD, limit=9, offset=0)
    place = next((Place(review.id, 0) for review in page.reviews if review.reviewer == after), None)
    for seed in range(12):
        quote = await reviews.quote(wanted, guild_id=GUILD, barred=behind_bars, after=place, seed=seed)
        assert quote is not None
        assert quote.review.reviewer in expected
        assert place is None or len(written) == 1 or Place(quote.review.id, quote.passage.start) != place


async def test_a_film_without_reviews_has_no_quote(reviews: ReviewStore) -> None:
    assert await reviews.quote(ReviewFilter(film_id=3), guild_id=GUILD) is None
    assert await reviews.quote(ReviewFilter(film_id=99), guild_id=GUILD) is None
    assert await reviews.quote(ReviewFilter(film_id=1, reviewer="Night Owl"), guild_id=GUILD) is None


async def test_a_server_s_own_film_speaks_in_place_of_the_shared_one(
    reviews: ReviewStore, load: Callable[..., int]
) -> None:
    load(
        make_film("I Am Cuba", 1964, reviews=(make_review("Ours", "Our own copy of it is scratched."),)), guild_id=GUILD
    )
    there = await reviews.page(ReviewFilter(reviewer="The Usher"), guild_id=GUILD, limit=9, offset=0)
    assert [review.id for review in there.reviews] == [6, 1]  # the copy has the shared film's reviews too
    assert await reviews.get(5, guild_id=GUILD) is not None  # an old button still opens it
    ours = await reviews.page(ReviewFilter(reviewer="Ours"), guild_id=GUILD, limit=9, offset=0)
    assert ours.total == 1
    assert await reviews.get(ours.reviews[0].id, guild_id=OTHER_GUILD) is None
    with pytest.raises(NameNotFoundError):
        await reviews.reviewer("Ours", guild_id=OTHER_GUILD)


async def test_a_member_s_review_is_its_server_s_alone(reviews: ReviewStore, database: Database) -> None:
    written = write_member_review(database.path, 1, LONG.replace("crowd", "queue"))
    here = await reviews.get(written, guild_id=GUILD)
    assert here is not None
    assert here.member_id == ANA
    assert await reviews.get(written, guild_id=OTHER_GUILD) is None
    assert await reviews.vote(written, guild_id=OTHER_GUILD, member_id=BO, agrees=True) is None
    page = await reviews.page(ReviewFilter(film_id=1), guild_id=OTHER_GUILD, limit=9, offset=0)
    assert page.total == 4


async def test_a_reviewer_s_profile(reviews: ReviewStore, load: Callable[..., int]) -> None:
    load(
        make_film("Salt Road", 1999, reviews=(make_review("THE USHER", "Too salty.", score=3.0),)),
        make_film("Salt Road Home", 2001, reviews=(make_review("The_Usher", "Saltier still.", score=3.0),)),
    )
    profile = await reviews.reviewer("usher", guild_id=GUILD)
    assert profile is not None
    assert (profile.name, profile.reviews, profile.films) == ("The_Usher", 4, 4)
    assert profile.scores == {3.0: 2, 9.0: 1}
    assert (profile.scored, profile.mean, profile.median) == (3, 5.0, 3.0)
    assert profile.spread == pytest.approx(2.83, abs=0.01)
    assert await reviews.reviewer_scores("usher", guild_id=GUILD) == {1: 9.0, 4: 3.0, 5: 3.0}


@pytest.mark.parametrize("text", ["", " ", "\u202e\u200b", "8/10"])
async def test_a_reviewer_of_one_empty_review(reviews: ReviewStore, load: Callable[..., int], text: str) -> None:
    load(make_film("Salt Road", 1999, reviews=(make_review("Blank", text),)))
    profile = await reviews.reviewer("Blank", guild_id=GUILD)
    assert profile is not None
    assert (profile.reviews, profile.mean, profile.median, profile.spread) == (1, None, None, None)
    assert await reviews.quote(ReviewFilter(reviewer="Blank"), guild_id=GUILD) is None


async def test_names_as_they_are_typed(reviews: ReviewStore) -> None:
    names = await reviews.reviewer_names("ush", guild_id=GUILD)
    assert (names[0].name, names[0].count) == ("The_Usher", 2)
    assert (await reviews.reviewer_names("", guild_id=GUILD))[0].name == "The_Usher"
    people = await reviews.person_names("kalatosow", guild_id=GUILD)
    assert (people[0].name, people[0].count) == ("Mikhail Kalatozov", 2)
    with pytest.raises(NameNotFoundError, match="Did you mean"):
        await reviews.person("quentin", guild_id=GUILD)


async def test_several_who_fit_a_name_equally_well_are_all_meant(
    reviews: ReviewStore, load: Callable[..., int]
) -> None:
    load(make_film("Tall Order", 2001, directors=("Ang Lee", "Spike Lee"), cast=("Lee Marvin", "Ang Lee", "Leo Lee")))

    async def meant(name: str) -> set[str]:
        return {each.name for each in await reviews.people_meant(name, guild_id=GUILD)}

    assert await meant("lee") == {"Ang Lee", "Spike Lee", "Lee Marvin", "Leo Lee"}
    assert await meant("ang lee") == {"Ang Lee"}
    assert await meant("spike") == {"Spike Lee"}
    assert await meant("Калатозов") == {"Mikhail Kalatozov"}
    with pytest.raises(NameNotFoundError):
        await meant("qqqq")
    assert [each.count for each in await reviews.people_meant("ang lee", guild_id=GUILD)] == [2]


async def test_a_name_in_another_alphabet_is_found_from_this_one_and_back(
    reviews: ReviewStore, load: Callable[..., int]
) -> None:
    load(make_film("Нева", 1950, directors=("Сергей Урусевский",), reviews=(make_review("Зритель", "Тихо."),)))
    for typed in ("urusevsky", "Sergey Urusevskiy", "Урусевский"):
        person = await reviews.person(typed, guild_id=GUILD)
        assert person is not None
        assert person.name == "Сергей Урусевский"
    profile = await reviews.reviewer("zritel", guild_id=GUILD)
    assert profile is not None
    assert profile.name == "Зритель"


async def test_a_person_s_films(reviews: ReviewStore, load: Callable[..., int]) -> None:
    load(make_film("Nail in the Boot", None, directors=("Mikhail Kalatozov",), writers=("Mikhail Kalatozov",)))
    person = await reviews.person("mikhail kalatosov", guild_id=GUILD)
    assert person is not None
    assert person.name == "Mikhail Kalatozov"
    assert [(film.label, film.roles, film.score) for film in person.films] == [
        ("I Am Cuba (1964)", ("director",), None),
        ("The Cranes Are Flying (1957)", ("director",), 8.3),
        ("Nail in the Boot", ("director", "writer"), None),
    ]


async def test_questions_come_from_the_record(reviews: ReviewStore) -> None:
    asked = {
        q for seed in range(20) for q in await reviews.opening_questions(1, guild_id=GUILD, seed=seed, scale="stars")
    }
    assert any("The_Usher" in question and "4.5/10" in question for question in asked)
    assert any("I Am Cuba (1964)" in question for question in asked)
    assert any("the Soviet Union" in question for question in asked)
    assert len(await reviews.opening_questions(3, guild_id=GUILD, seed=1, scale="stars")) == 2


async def test_no_questions_about_a_film_out_of_sight(
    reviews: ReviewStore, load: Callable[..., int], database: Database
) -> None:
    load(make_film("Club Night", 2020, directors=("Mikhail Kalatozov",)), guild_id=OTHER_GUILD)
    assert await reviews.opening_questions(4, guild_id=GUILD, seed=1, scale="stars") == ()
    assert await reviews.opening_questions(4, guild_id=0, seed=1, scale="stars") == ()
    assert await reviews.opening_questions(99, guild_id=GUILD, seed=1, scale="stars") == ()
    assert await reviews.opening_questions(1, guild_id=GUILD, seed=1, scale="stars") != ()
    undo(database.path)
    assert await reviews.opening_questions(1, guild_id=GUILD, seed=1, scale="stars") == ()


async def test_questions_name_only_films_in_sight(reviews: ReviewStore, load: Callable[..., int]) -> None:
    async def asked(guild_id: int) -> str:
        seeds = range(20)
        return " ".join(
            [
                q
                for seed in seeds
                for q in await reviews.opening_questions(1, guild_id=guild_id, seed=seed, scale="stars")
            ]
        )

    load(make_film("Club Night", 2020, votes=1_000, directors=("Mikhail Kalatozov",)), guild_id=OTHER_GUILD)
    assert "Club Night" in await asked(OTHER_GUILD)
    assert "Club Night" not in await asked(GUILD)
    assert "I Am Cuba" in await asked(GUILD)


async def test_ten_thousand_reviews_of_one_film(reviews: ReviewStore, load: Callable[..., int]) -> None:
    crowd = tuple(
        make_review(f"Fan_{number}", f"{LONG} Number {number}.", score=number % 11) for number in range(10_000)
    )
    load(make_film("Crowded", 2001, reviews=crowd))
    page = await reviews.page(ReviewFilter(film_id=4, sort="agreed"), guild_id=GUILD, limit=5, offset=9_995)
    assert (len(page.reviews), page.total) == (5, 10_000)
    assert await reviews.quote(ReviewFilter(film_id=4), guild_id=GUILD) is not None
    assert (await reviews.reviewer_names("fan 9999", guild_id=GUILD))[0].name == "Fan_9999"


async def test_hostile_and_enormous_reviews(reviews: ReviewStore, load: Callable[..., int]) -> None:
    hostile = "**@everyone** <@1> ||\u202egnp.exe\u202c|| [x](https://evil.example) `code` " + LONG
    load(make_film("Hostile", 2001, reviews=(make_review("Mallory", hostile), make_review("Bulk", LONG * 12_000))))
    mallory = await reviews.quote(ReviewFilter(reviewer="Mallory"), guild_id=GUILD)
    assert mallory is None or "evil" not in mallory.passage.text
    bulk = await reviews.page(ReviewFilter(reviewer="Bulk"), guild_id=GUILD, limit=1, offset=0)
    assert len(bulk.reviews[0].text) > 1_000_000
    assert await reviews.quote(ReviewFilter(reviewer="Bulk"), guild_id=GUILD) is not None

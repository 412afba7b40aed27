from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.catalogue.film import Film
from bot.catalogue.reviews.reviews import ReviewStore
from bot.catalogue.searching.live import LiveIndex
from bot.catalogue.searching.live_names import NameNotFoundError
from bot.catalogue.searching.word_query import WordQueryError
from bot.catalogue.searching.word_search import WordHit, WordSearch
from bot.connection import open_writer
from bot.database import Database
from bot.errors import FilmNotFoundError
from tests.factories import make_database, make_film, make_review, write_films

GUILD, OTHER_GUILD = 5, 6

FILMS = (
    make_film(
        "The Cranes Are Flying", 1957, synopsis="Veronika waits in Moscow for a letter from the front.",
        reviews=(
            make_review("The_Usher", "I was early.The camera runs up the stairs with him. It is a camera!", score=9.0),
            make_review("Row_Seven", "Too much camera for me. Give me the faces.", spoiler="mild"),
        ),
    ),
    make_film("I Am Cuba", 1964, reviews=(make_review("The_Usher", "Cameras swim here. The cafés are full."),)),
    make_film("Letter Never Sent", 1960, synopsis="Four geologists write letters in the taiga, filmed by a camera."),
    make_film("Solaris", 1972, reviews=(make_review("Night_Owl", "An ocean thinks."),)),
    make_film("Solaris", 2002, reviews=(make_review("Night_Owl", "An ocean again."),)),
)  # fmt: skip


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    path = make_database(tmp_path / "films.sqlite3", *FILMS)
    with closing(open_writer(path)) as connection:
        own = make_film("Club Night", 2020, reviews=(make_review("Ana", "Our zoetrope camera was out of film."),))
        write_films(connection, own, guild_id=OTHER_GUILD)
    opened = await Database.open(path)
    try:
        yield opened
    finally:
        await opened.close()


@pytest.fixture
async def words(database: Database) -> AsyncIterator[WordSearch]:
    index = await LiveIndex.open(database)
    try:
        yield WordSearch(database, index, ReviewStore(database))
    finally:
        await index.close()


async def hits(words: WordSearch, text: str, guild_id: int = GUILD) -> list[WordHit]:
    return list((await words.search(text, guild_id=guild_id, limit=25)).hits)


def marked(hit: WordHit) -> list[str]:
    return [hit.sentence[span.start : span.end] for span in hit.spans]


async def test_each_film_comes_once_with_its_best_sentence_and_the_match_marked(words: WordSearch) -> None:
    found = {hit.label: hit for hit in await hits(words, "camera")}
    assert set(found) == {"The Cranes Are Flying (1957)", "I Am Cuba (1964)", "Letter Never Sent (1960)"}
    cranes = found["The Cranes Are Flying (1957)"]
    assert cranes.kind == "review"
    assert marked(cranes) == ["camera"]
    letter = found["Letter Never Sent (1960)"]
    assert (letter.kind, letter.review_id, letter.reviewer, letter.spoiler) == ("synopsis", None, None, None)
    assert marked(letter) == ["camera"]
    assert marked(found["I Am Cuba (1964)"]) == ["Cameras"]


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("camera stairs", ["The Cranes Are Flying (1957)"]),
        ('"camera runs"', ["The Cranes Are Flying (1957)"]),
        ('"runs camera"', []),
        ("camera -swim -taiga", ["The Cranes Are Flying (1957)"]),
        ("cafe", ["I Am Cuba (1964)"]),
        ("letter", ["The Cranes Are Flying (1957)", "Letter Never Sent (1960)"]),
        ("camera film:cranes", ["The Cranes Are Flying (1957)"]),
        ("camera by:usher", ["I Am Cuba (1964)", "The Cranes Are Flying (1957)"]),
        ("camera film:cuba by:usher", ["I Am Cuba (1964)"]),
        ("letter by:usher", []),
        ("ocean film:solaris", ["Solaris (1972)", "Solaris (2002)"]),
        ('ocean film:"solaris 2002"', ["Solaris (2002)"]),
        ("zoetrope", []),
        ("by:usher", ["I Am Cuba (1964)", "The Cranes Are Flying (1957)"]),
        ("film:cranes", ["The Cranes Are Flying (1957)"]),
        ("film:solaris", ["Solaris (1972)", "Solaris (2002)"]),
        ("film:cuba by:usher", ["I Am Cuba (1964)"]),
        ('film:"never sent" by:usher', []),
    ],
)
async def test_searches(words: WordSearch, text: str, labels: list[str]) -> None:
    assert sorted(hit.label for hit in await hits(words, text)) == sorted(labels)


async def test_without_words_a_film_speaks_by_its_synopsis_and_a_reviewer_by_what_they_wrote_last(
    words: WordSearch,
) -> None:
    assert [(hit.kind, hit.sentence) for hit in await hits(words, "film:cranes")] == [
        ("synopsis", "Veronika waits in Moscow for a letter from the front.")
    ]
    assert [(hit.sentence, hit.spans) for hit in await hits(words, "by:usher")] == [
        ("Cameras swim here.", ()),
        ("I was early.", ()),
    ]


@pytest.mark.parametrize("many", [3, 25_000])
async def test_the_shorter_text_with_more_of_the_words_comes_first_however_common_they_are(
    words: WordSearch, database: Database, monkeypatch: pytest.MonkeyPatch, many: int
) -> None:
    monkeypatch.setattr("bot.catalogue.searching.word_search.MANY", many)
    texts = ("A lens.", "A lens, a lens, a lens.", "A lens. " + "And then there is so much else to say of it. " * 9)
    films = [make_film(f"Glass {n}", 1990, reviews=(make_review("Optic", text),)) for n, text in enumerate(texts)]
    with closing(open_writer(database.path)) as connection:
        write_films(connection, *films)
    found = await hits(words, "lens by:optic")
    assert [hit.title for hit in found] == ["Glass 1", "Glass 0", "Glass 2"]


async def test_a_glued_sentence_is_shown_parted(words: WordSearch) -> None:
    (hit,) = await hits(words, "stairs")
    assert hit.sentence == "The camera runs up the stairs with him."
    assert marked(hit) == ["stairs"]


async def test_a_server_s_own_words_are_found_there_alone(words: WordSearch) -> None:
    assert [hit.label for hit in await hits(words, "zoetrope", OTHER_GUILD)] == ["Club Night (2020)"]
    assert await hits(words, "zoetrope", 0) == []


async def test_pages_of_films(words: WordSearch) -> None:
    first = await words.search("camera", guild_id=GUILD, limit=2)
    second = await words.search("camera", guild_id=GUILD, limit=2, offset=2)
    assert (first.total, len(first.hits), len(second.hits), first.and_more) == (3, 2, 1, False)
    assert not {hit.film_id for hit in first.hits} & {hit.film_id for hit in second.hits}


async def test_what_cannot_be_found_is_told(words: WordSearch) -> None:
    with pytest.raises(WordQueryError):
        await hits(words, '"camera')
    with pytest.raises(FilmNotFoundError):
        await hits(words, "camera film:asdfghjkl")
    with pytest.raises(NameNotFoundError):
        await hits(words, "camera by:qqqq")


async def test_words_in_very_many_reviews_and_in_a_huge_one(words: WordSearch, database: Database) -> None:
    crowd = [
        make_film(f"Film {n}", 1900 + n % 100, reviews=(make_review("Fan", "A plain word."),)) for n in range(1200)
    ]
    huge = make_film("Huge", 2001, reviews=(make_review("Bulk", "It goes on and on. " * 55_000 + "A needle is here."),))
    with closing(open_writer(database.path)) as connection:
        write_films(connection, *crowd, huge)
    page = await words.search("plain", guild_id=GUILD, limit=10)
    assert (len(page.hits), page.and_more) == (10, True)
    (hit,) = await hits(words, "needle")
    assert hit.sentence == "A needle is here."


def crowd_of(text: str, count: int) -> list[Film]:
    reviews = (make_review("Fan", text),)
    return [make_film(f"Crowd {n}", 1900 + n % 100, synopsis=text, reviews=reviews) for n in range(count)]


@pytest.mark.parametrize("text", ["camera", "camera -zebra", "camera by:usher", "camera film:cranes"])
async def test_another_server_s_many_films_hide_nothing(words: WordSearch, database: Database, text: str) -> None:
    before = await words.search(text, guild_id=GUILD, limit=25)
    with closing(open_writer(database.path)) as connection:
        write_films(connection, *crowd_of("A camera. Camera, camera!", 600), guild_id=OTHER_GUILD)
    after = await words.search(text, guild_id=GUILD, limit=25)
    assert {hit.label for hit in after.hits} == {hit.label for hit in before.hits}
    assert (after.total, after.and_more) == (before.total, False)
    theirs = await words.search("camera", guild_id=OTHER_GUILD, limit=25)
    assert (len(theirs.hits), theirs.and_more) == (25, True)


async def test_retired_films_hide_nothing(words: WordSearch, database: Database) -> None:
    before = await words.search("camera", guild_id=GUILD, limit=25)
    with closing(open_writer(database.path)) as connection:
        write_films(connection, *crowd_of("A camera. Camera, camera!", 600))
        connection.execute("UPDATE films SET retired_at = '2026-01-01T00:00:00Z' WHERE title LIKE 'Crowd %'")
    after = await words.search("camera", guild_id=GUILD, limit=25)
    assert {hit.label for hit in after.hits} == {hit.label for hit in before.hits}
    assert (after.total, after.and_more) == (3, False)


async def test_shared_films_that_a_server_s_own_stand_in_for_hide_nothing(
    words: WordSearch, database: Database
) -> None:
    with closing(open_writer(database.path)) as connection:
        write_films(connection, *crowd_of("Nothing of the kind.", 600), guild_id=GUILD)
        write_films(connection, *crowd_of("A camera. Camera, camera!", 600))
    page = await words.search("camera", guild_id=GUILD, limit=25)
    assert (page.total, page.and_more) == (3, False)

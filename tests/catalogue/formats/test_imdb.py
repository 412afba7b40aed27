"""IMDb's datasets: which titles are films, and what the tables beside them add while both stream by."""

import io
import random
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalogue.film import Addition, Alias, Film, Notice, Record, Reject
from bot.catalogue.formats.imdb import PARTS, matches, read
from bot.catalogue.formats.imdb_facts import MOST_AKAS
from tests.catalogue.formats.reading import (
    Read,
    additions,
    assert_sound,
    films,
    notices,
    only_film,
    outcomes,
    rejects,
    warnings,
)

_read: Read = read  # of streams of any kind
HEADINGS = "tconst\ttitleType\tprimaryTitle\toriginalTitle\tisAdult\tstartYear\tendYear\truntimeMinutes\tgenres\n"
AKAS = "titleId\tordering\ttitle\tregion\tlanguage\ttypes\tattributes\tisOriginalTitle\n"
RATINGS = "tconst\taverageRating\tnumVotes\n"
CREW = "tconst\tdirectors\twriters\n"
PRINCIPALS = "tconst\tordering\tnconst\tcategory\tjob\tcharacters\n"
NAMES = "nconst\tprimaryName\tbirthYear\tdeathYear\tprimaryProfession\tknownForTitles\n"
CRANES = "tt0050634\tmovie\tThe Cranes Are Flying\tLetyat zhuravli\t0\t1957\t\\N\t95\tDrama,Romance,War\n"


def title(number: int, name: str, kind: str = "movie", *, adult: int = 0, year: str = "1999") -> str:
    return f"tt{number:07}\t{kind}\t{name}\t{name}\t{adult}\t{year}\t\\N\t\\N\t\\N\n"


def aka(number: int, name: str, region: str = "\\N", language: str = "\\N", original: int = 0) -> str:
    return f"tt{number:07}\t1\t{name}\t{region}\t{language}\t\\N\t\\N\t{original}\n"


def test_a_row_is_a_film() -> None:
    assert only_film(read, HEADINGS + CRANES) == Film(
        "The Cranes Are Flying",
        1957,
        "Letyat zhuravli",
        runtime_minutes=95,
        genres=("Drama", "Romance", "War"),
        ids={"imdb": "tt0050634"},
    )


@pytest.mark.parametrize(
    "table",
    [
        "\ufeff" + HEADINGS + CRANES,
        HEADINGS.replace("\n", "\r\n") + CRANES.replace("\n", "\r\n") + "\r\n\r\n",
        HEADINGS.upper() + CRANES.rstrip("\n"),
        "primaryTitle\tstartYear\ttconst\ttitleType\nThe Cranes Are Flying\t1957\ttt0050634\tmovie\n",
    ],
)
def test_headings_may_stand_in_any_case_and_order(table: str) -> None:
    assert matches("data.tsv", table.encode())
    assert [(film.title, film.year, film.ids) for film in films(read, table)] == [
        ("The Cranes Are Flying", 1957, {"imdb": "tt0050634"})
    ]


def test_quotes_are_letters_and_unknown_is_unknown() -> None:
    row = 'tt0000009\tmovie\t"Quoted, but not closed\t\\N\t0\t\\N\t\\N\t\\N\t\\N\n'
    assert films(read, HEADINGS + row + title(10, 'The "End"')) == [
        Film('"Quoted, but not closed', ids={"imdb": "tt0000009"}),
        Film('The "End"', 1999, ids={"imdb": "tt0000010"}),
    ]


def test_only_films_are_taken_unless_others_are_asked_for() -> None:
    table = HEADINGS + "".join(
        title(number, kind, kind)
        for number, kind in enumerate(("short", "movie", "tvEpisode", "tvMovie", "video", "tvSeries"), start=1)
    )
    table += title(7, "adult", adult=1)
    assert [film.title for film in films(read, table)] == ["movie", "tvMovie"]
    assert notices(read, table) == ["left out: titles that are not movie, tvMovie, 4; for adults alone, 1"]
    everything = list(read(io.BytesIO(table.encode()), types=("movie", "short"), adult=True))
    assert [each.film.title for each in everything if isinstance(each, Record)] == ["short", "movie", "adult"]


def test_a_type_nobody_knew_is_told_once() -> None:
    table = HEADINGS + title(1, "A", "hologram") + title(2, "B", "hologram") + title(3, "C")
    assert notices(read, table) == [
        "titles of the type “hologram” left out",
        "left out: titles that are not movie, tvMovie, 2; for adults alone, 0",
    ]


def test_bad_rows_are_named_by_their_line_among_those_left_out() -> None:
    table = HEADINGS + title(1, "E", "tvEpisode") * 3 + "tt2\tmovie\tShort\n" + title(3, "F", "short")
    table += "nm0000001\tmovie\tPerson\tPerson\t0\t\\N\t\\N\t\\N\t\\N\n" + title(4, "\\N") + title(5, "Good")
    assert rejects(read, table) == [
        (5, "3 cells under 9 headings"),
        (7, "tconst: expected an id such as tt0050634, got “nm0000001”"),
        (8, "no title"),
    ]
    assert [film.title for film in films(read, table)] == ["Good"]


def test_odd_years_and_running_times_are_told_and_the_film_is_taken() -> None:
    assert warnings(read, HEADINGS + title(1, "A", year="19??") + title(2, "B", year="1066")) == [
        "startYear not usable: expected a year, got “19??”",
        "year not usable: 1066 is not 1870 to ten years from now",
    ]
    assert films(read, HEADINGS + title(1, "A", year="1995–"))[0].year == 1995


def test_the_tables_beside_it_add_votes_names_and_people() -> None:
    film = only_film(
        read,
        HEADINGS + title(1, "Before", "short") + CRANES,
        akas=AKAS
        + aka(1, "Vorher", "DE")
        + aka(50634, "Wenn die Kraniche ziehen", "DE")
        + aka(50634, "THE CRANES are flying", "US", "en")
        + aka(50634, "Летят журавли", original=1)
        + aka(50634, "Wenn die Kraniche ziehen", "AT"),
        ratings=RATINGS + "tt0000001\t5.7\t2000\ntt0050634\t8.3\t20123\n",
        crew=CREW + "tt0050634\tnm0435707\tnm0743580,nm0000009\n",
        principals=PRINCIPALS
        + 'tt0050634\t1\tnm0765812\tactress\t\\N\t["Veronika"]\n'
        + "tt0050634\t2\tnm0435707\tdirector\t\\N\t\\N\n"
        + "tt0050634\t3\tnm0052525\tactor\t\\N\t\\N\n",
        names=NAMES
        + "".join(
            f"{number}\t{name}\t\\N\t\\N\t\\N\t\\N\n"
            for number, name in (
                ("nm0052525", "Aleksey Batalov"),
                ("nm0435707", "Mikhail Kalatozov"),
                ("nm0743580", "Viktor Rozov"),
                ("nm0765812", "Tatyana Samoylova"),
            )
        ),
    )
    assert (film.score, film.votes) == (8.3, 20123)
    assert film.aliases == (Alias("Летят журавли", "imdb"), Alias("Wenn die Kraniche ziehen", "imdb:DE"))
    assert (film.directors, film.writers) == (("Mikhail Kalatozov",), ("Viktor Rozov",))
    assert sorted(film.cast) == ["Aleksey Batalov", "Tatyana Samoylova"]


def test_numbers_without_names_are_left_out() -> None:
    assert notices(read, HEADINGS + CRANES, crew=CREW + "tt0050634\tnm1\tnm2\n") == [
        "people left out: name.basics.tsv beside these would tell who the numbers are"
    ]


def test_of_too_many_names_those_typed_most_are_kept() -> None:
    akas = AKAS + "".join(aka(1, f"Name {number}", "XA") for number in range(300)) + aka(1, "In the US", "US")
    (film,) = films(read, HEADINGS + title(1, "A"), akas=akas)
    assert len(film.aliases) == MOST_AKAS
    assert film.aliases[0] == Alias("In the US", "imdb:US")


def test_tables_are_joined_in_the_order_of_text_as_they_are_published() -> None:
    numbers = sorted(("tt1000100", "tt10001008", "tt1000101", "tt9999999"))
    assert numbers.index("tt10001008") < numbers.index("tt1000101")
    table = HEADINGS + "".join(CRANES.replace("tt0050634", number) for number in numbers)
    ratings = RATINGS + "".join(f"{number}\t{place}.5\t7\n" for place, number in enumerate(numbers, start=1))
    found = outcomes(read, table, ratings=ratings)
    assert [each.film.score for each in found if isinstance(each, Record)] == [1.5, 2.5, 3.5, 4.5]
    assert len(found) == 4


@pytest.mark.parametrize("which", ["titles", "ratings", "both"])
def test_tables_in_another_order_are_read_once_more(which: str) -> None:
    numbers = [f"tt{number:07}" for number in range(1, 30)]
    mixed = random.Random(1957).sample(numbers, len(numbers))
    table = HEADINGS + "".join(
        CRANES.replace("tt0050634", number) for number in (numbers if which == "ratings" else mixed)
    )
    ratings = RATINGS + "".join(f"{number}\t6.5\t7\n" for number in (numbers if which == "titles" else mixed[::-1]))
    found = outcomes(read, table, ratings=ratings)
    assert Notice("not in the order of title.basics.tsv; read once more by itself", part="ratings") in found
    scored = {each.film.ids["imdb"] for each in found if isinstance(each, Record) and each.film.score}
    scored |= {each.ids["imdb"] for each in found if isinstance(each, Addition)}
    assert scored == set(numbers)


def test_people_are_met_whatever_the_order() -> None:
    crew = CREW + "tt0000002\tnm0000002\t\\N\ntt0000001\tnm0000001\t\\N\n"
    names = NAMES + "nm0000002\tOlu Ade\t\\N\t\\N\t\\N\t\\N\nnm0000001\tIda Ek\t\\N\t\\N\t\\N\t\\N\n"
    found = outcomes(read, HEADINGS + title(2, "B") + title(1, "A"), crew=crew, names=names)
    told = {each.ids["imdb"]: each.facts["directors"] for each in found if isinstance(each, Addition)}
    assert told == {"tt0000001": ("Ida Ek",), "tt0000002": ("Olu Ade",)}


def test_akas_and_ratings_alone_add_to_films_that_are_there() -> None:
    assert additions(read, RATINGS + "tt0050634\t8.3\t20123\n") == [
        Addition({"imdb": "tt0050634"}, {"score": 8.3, "votes": 20123}, 2)
    ]
    assert additions(read, AKAS + aka(1, "Eins", "DE") + aka(1, "One", "GB") + aka(2, "Zwei", "DE")) == [
        Addition({"imdb": "tt0000001"}, {"aliases": (Alias("One", "imdb:GB"), Alias("Eins", "imdb:DE"))}, 2),
        Addition({"imdb": "tt0000002"}, {"aliases": (Alias("Zwei", "imdb:DE"),)}, 4),
    ]
    assert notices(read, RATINGS + "tt0000001\thigh\t7\n") == [
        "averageRating not usable: expected a number, got “high”"
    ]


@pytest.mark.parametrize("table", [CREW, PRINCIPALS, NAMES, "tconst\tparentTconst\tseasonNumber\tepisodeNumber\n"])
def test_the_other_tables_alone_are_passed_over(table: str) -> None:
    assert matches("data.tsv", table.encode())
    (notice,) = outcomes(read, table + "a\tb\tc\n")
    assert isinstance(notice, Notice)
    assert notice.text.startswith("passed over")


def test_bad_rows_beside_it_are_named_as_of_their_table() -> None:
    found = outcomes(read, HEADINGS + title(1, "A"), ratings=RATINGS + "tt0000001\t5.0\ntt0000001\t6.0\t7\n")
    assert [each for each in found if isinstance(each, Reject)] == [Reject(2, "2 cells under 3 headings", "ratings")]
    (film,) = (each.film for each in found if isinstance(each, Record))
    assert film.score == 6.0


def test_each_table_is_known_by_its_headings() -> None:
    tables = {"akas": AKAS, "ratings": RATINGS, "crew": CREW, "principals": PRINCIPALS, "names": NAMES}
    for kind, is_part in PARTS.items():
        assert [other for other, table in tables.items() if is_part("data.tsv", table.encode())] == [kind]
    assert not matches("films.csv", b"tconst,averageRating,numVotes\n")


class Rows(io.RawIOBase):
    """A table that is made while it is read."""

    def __init__(self, head: str, count: int, row: str) -> None:
        self._head = head
        self._count = count
        self._row = row
        self._place = 0

    def seek(self, offset: int, whence: int = 0, /) -> int:
        self._place = offset + whence
        return self._place

    def read(self, _size: int = -1, /) -> bytes:
        numbers = range(self._place, min(self._place + 100, self._count))
        self._place += len(numbers)
        return "".join(self._row.format(number) if number else self._head for number in numbers).encode()


def peak_memory(count: int) -> int:
    """Return how many bytes are held at most while tables of so many rows are joined."""
    name = "Film {0} " + "long " * 100  # so that few rows fill a block
    titles = Rows(HEADINGS, count, f"tt{{0:07}}\tmovie\t{name}\t{name}\t0\t1999\t\\N\t90\tDrama\n")
    akas = Rows(AKAS, count, f"tt{{0:07}}\t1\tEin {name}\tDE\t\\N\t\\N\t\\N\t0\n")
    ratings = Rows(RATINGS, count, "tt{0:07}\t6.5\t{0}\n")
    tracemalloc.start()
    records = (each for each in _read(titles, akas=akas, ratings=ratings) if isinstance(each, Record))
    found = sum(bool(record.film.score and record.film.aliases) for record in records)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found == count - 1
    return peak


def test_memory_does_not_grow_with_the_tables() -> None:
    assert abs(peak_memory(6_000) - peak_memory(2_000)) < 2**20


@given(st.binary(max_size=150), st.binary(max_size=150))
def test_any_bytes_come_to_outcomes(rows: bytes, beside: bytes) -> None:
    assert_sound(read, rows)
    parts = {"akas": AKAS, "ratings": RATINGS, "crew": CREW, "principals": PRINCIPALS, "names": NAMES}
    assert_sound(
        read, (HEADINGS + CRANES).encode() + rows, **{kind: table.encode() + beside for kind, table in parts.items()}
    )
    for table in parts.values():
        assert_sound(read, table.encode() + beside)

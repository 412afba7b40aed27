"""CSV and TSV records: headings, cells, quotes and rows that do not fit."""

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalogue.film import Alias, Film, Notice, Outcome, Record, Reject, Review
from bot.catalogue.formats import delimited
from bot.catalogue.formats.decoding import FOREIGN


def outcomes(text: str | bytes) -> list[Outcome]:
    return list(delimited.read(io.BytesIO(text.encode() if isinstance(text, str) else text)))


def film_of(text: str) -> Film:
    (record,) = outcomes(text)
    assert isinstance(record, Record)
    assert record.warnings == ()
    return record.film


def titles(text: str | bytes) -> list[tuple[int, str]]:
    return [(outcome.line, outcome.film.title) for outcome in outcomes(text) if isinstance(outcome, Record)]


def rejects(text: str | bytes) -> list[Outcome]:
    return [outcome for outcome in outcomes(text) if isinstance(outcome, Reject)]


def test_a_row_fills_the_fields_its_headings_name() -> None:
    film = film_of(
        "title,year,score,genres,cast,aliases,ids,budget,released,tagline\n"
        '1917,2019,8.2,War|Drama,"Ana Núñez | Bo Li",Nineteen Seventeen,imdb:tt1|tmdb:2,0,2019-12-25,"One, two."\n'
    )
    assert film == Film(
        "1917",
        2019,
        aliases=(Alias("Nineteen Seventeen"),),
        tagline="One, two.",
        score=8.2,
        released="2019-12-25",
        genres=("War", "Drama"),
        cast=("Ana Núñez", "Bo Li"),
        ids={"imdb": "tt1", "tmdb": "2"},
    )


@pytest.mark.parametrize(
    "text",
    [
        "title,year\nSalt Road,1999\n",
        "TITLE\tYear\nSalt Road\t1999",
        "Title;Year\r\nSalt Road;1999\r\n",
        "\ufeffyear,title\r1999,Salt Road\r",
        '\n\n"Year" , "Title"\n1999,Salt Road\n',
        "title,year,\nSalt Road,1999,\n",
        "title,year\nSalt Road,1999.0\n\n\n",
    ],
)
def test_headings_come_in_any_case_and_order_and_any_of_three_delimiters(text: str) -> None:
    films = [outcome.film for outcome in outcomes(text) if isinstance(outcome, Record)]
    assert films == [Film("Salt Road", 1999)]


def test_headings_may_be_written_in_words() -> None:
    assert film_of("Title,Runtime Minutes,Original-Title\nA,97,B\n") == Film(
        "A", runtime_minutes=97, original_title="B"
    )


def test_json_may_stand_in_a_cell() -> None:
    cells = {
        "title": "A",
        "reviews": json.dumps([{"reviewer": "x", "text": 'said "no", twice', "score": 7}]),
        "ids": '{"imdb": "tt1"}',
        "aliases": '[{"name": "B", "source": "akas"}]',
    }
    written = io.StringIO()
    writer = csv.DictWriter(written, list(cells))
    writer.writeheader()
    writer.writerow(cells)
    film = film_of(written.getvalue())
    assert film.reviews == (Review("x", 'said "no", twice', 7.0),)
    assert (film.ids, film.aliases) == ({"imdb": "tt1"}, (Alias("B", "akas"),))


def test_empty_cells_are_unknown() -> None:
    assert film_of("title,year,genres,streaming,score,reviews\nA,, ,,,\n") == Film("A")


def test_quoted_cells_hold_line_breaks_and_rows_keep_their_first_line() -> None:
    text = 'title,synopsis\nA,"one\r\n\r\ntwo ""three"""\nB,x\n'
    assert titles(text) == [(2, "A"), (5, "B")]
    record = outcomes(text)[0]
    assert isinstance(record, Record)
    assert record.film.synopsis == 'one\n\ntwo "three"'


def test_a_cell_may_be_longer_than_the_csv_module_thinks_wise() -> None:
    assert len(film_of(f"title,synopsis\nA,{'long ' * 200_000}\n").synopsis or "") == 999_999


def test_rows_of_another_length_are_rejected_by_line() -> None:
    text = "title,year\nA,1950,x\nB\nC,1951\n"
    assert titles(text) == [(4, "C")]
    assert rejects(text) == [Reject(2, "3 cells under 2 headings"), Reject(3, "1 cells under 2 headings")]


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        (",1957", "no title"),
        ("A,abc", "year: expected a whole number, got “abc”"),
        ("A,1h37m", "year: expected a whole number, got “1h37m”"),
        ("A,1957.5", "year: expected a whole number, got 1957.5"),
        ("A,NaN", "year: expected a whole number, got NaN"),
        ("A,true", "year: expected a whole number, got true"),
        ('"A" B,1957', "a quote inside a quoted cell is not doubled"),
        ('"A,1957', "a quote is opened here and never closed"),
    ],
)
def test_a_bad_row_costs_only_itself(cells: str, reason: str) -> None:
    text = f"title,year\n{cells}\nB,1958\nC,1959\n"
    assert rejects(text) == [Reject(2, reason)]
    assert titles(text) == [(3, "B"), (4, "C")]


def test_a_quote_never_closed_costs_only_its_line_among_quoted_rows() -> None:
    text = 'title,year\n"A","1950"\n"B,"1951"\n"C","1952"\n"D","1953"\n'
    assert titles(text) == [(2, "A"), (4, "C"), (5, "D")]
    assert [reject.line for reject in rejects(text) if isinstance(reject, Reject)] == [3]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("name,year\nA,1950\n", "no heading “title”; the first line has “name, year”"),
        ("title,Title\nA,B\n", "the heading “title” stands twice"),
        ("title,year,year\nA,1,2\n", "the heading “year” stands twice"),
        ("", "file is empty"),
    ],
)
def test_without_sound_headings_nothing_is_read(text: str, reason: str) -> None:
    assert outcomes(text) == [Reject(1, reason)]


@pytest.mark.parametrize(
    ("headings", "said"),
    [
        ("Title,Colour,", "unknown field passed over: “colour”"),
        ("title,directer,x", "unknown fields passed over: “directer” (did you mean “directors”?), “x”"),
        ("title,director,directors", "unknown field passed over: “director” (did you mean “directors”?)"),
        ("title,Genre,genre", "unknown field passed over: “genre” (did you mean “genres”?)"),
    ],
)
def test_unknown_headings_are_noted_once(headings: str, said: str) -> None:
    found = outcomes(f"{headings}\nA,X,Y\nB,Z,W\n")
    assert found[0] == Notice(said, 1)
    assert len(found) == 3


def test_the_usual_names_of_headings_are_understood() -> None:
    film = film_of(
        "Title,Release Year,Director,Runtime (mins),Genre,Country,Actors,Release Date,Box Office\n"
        'A,1957,Ida Ek|Bo Li,1h37m,War,Norway,Ana Núñez,"October 12, 1957",$1.2 million\n'
    )
    assert film == Film(
        "A",
        1957,
        runtime_minutes=97,
        released="1957-10-12",
        countries=("Norway",),
        genres=("War",),
        directors=("Ida Ek", "Bo Li"),
        cast=("Ana Núñez",),
        revenue=1_200_000,
    )


def test_windows_1252_and_control_characters_are_read_with_warnings() -> None:
    found = outcomes("title\nÉté\0\n".encode("cp1252"))
    assert Notice(FOREIGN, 2) in found
    record = next(outcome for outcome in found if isinstance(outcome, Record))
    assert (record.film.title, record.warnings) == ("Été", ("title: control characters dropped",))


def test_impossible_values_are_warned_of() -> None:
    (record,) = outcomes("title,year\nA,1066\n")
    assert isinstance(record, Record)
    assert record.film == Film("A")
    assert len(record.warnings) == 1


@pytest.mark.parametrize(
    ("head", "known"),
    [
        (b"title,year\n", True),
        (b"\xef\xbb\xbfYear\tTitle\r\n", True),
        ("title,year\n".encode("utf-16"), True),
        (b"title", True),
        (b"\n\ntitle;year", True),
        (b"name,year\n", False),
        (b"The title, they say\n", False),
        (b'"title', True),
        (b"", False),
    ],
)
def test_a_table_is_known_by_its_headings(head: bytes, known: bool) -> None:
    assert delimited.matches("whatever.txt", head) is known


_cells = st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from('",|\t\n;'), max_size=12).filter(
    lambda text: not text.strip().startswith("'")  # an apostrophe may be what keeps a spreadsheet from running a cell
)


@given(st.lists(_cells, min_size=1), st.sampled_from(",\t;"))
def test_every_written_table_reads_back(synopses: list[str], delimiter: str) -> None:
    written = io.StringIO()
    writer = csv.writer(written, delimiter=delimiter)
    writer.writerow(["title", "synopsis"])
    for number, synopsis in enumerate(synopses):
        writer.writerow([number, synopsis])
    records = [outcome for outcome in outcomes(written.getvalue()) if isinstance(outcome, Record)]
    assert [record.film.title for record in records] == [str(number) for number in range(len(synopses))]
    assert [record.film.synopsis for record in records] == [text.strip() or None for text in synopses]


@given(st.text(alphabet='a1",|\n\r\t;\0{}[]:') | st.text())
def test_any_text_below_the_headings_comes_to_an_end(text: str) -> None:
    lines = outcomes("title,year,reviews,ids\n" + text.encode("utf-8", "replace").decode())
    assert all(outcome.line >= 1 for outcome in lines)

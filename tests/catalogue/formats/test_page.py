"""The film page in all its rules, and what is left of it when it is damaged."""

import io
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalogue.film import Film, Notice, Outcome, Record, Reject, Review
from bot.catalogue.formats import page
from bot.catalogue.formats.decoding import FOREIGN
from bot.catalogue.formats.page import NO_RATING_LINE
from bot.catalogue.formats.page_layout import pages

REVIEWS = """\
harbourcat A slow boat, a kind captain.I stayed for the fog.
Tin_Whistle Better than the poster.8/10http://whistle.example/
"""


def page_text(  # noqa: PLR0913, PLR0917 - a page has as many parts
    title: str = "The Fog Ferry",
    year_line: str | None = '1974 "Nobody crosses alone."',
    again: str | None = "The Fog Ferry",
    rating: str = "6.9| 1h52m| en| More Info",
    labels: str = """\
Released: 3 June 1974 Released
Producted By: Quay Pictures
Country: Norway
Budget: 0
Revenue: 0
Official Website:
""",
    synopsis: str = "A ferry leaves every night and arrives on another day.",
    middle: str = """\
Stream Online

The movie is currently not available onine

Director

Producted By

Quay Pictures

Trailers & Images
""",
    reviews: str = REVIEWS,
) -> str:
    header = "\n".join(line for line in (title, "", year_line, again, rating) if line is not None)
    return f"{header}\n{labels}Synopsis\n\n{synopsis}\n\n... View More\n{middle}\nReviews\n\n{reviews}"


FERRY = Film(
    "The Fog Ferry",
    1974,
    tagline="Nobody crosses alone.",
    synopsis="A ferry leaves every night and arrives on another day.",
    score=6.9,
    runtime_minutes=112,
    language="en",
    released="1974-06-03",
    status="Released",
    companies=("Quay Pictures",),
    countries=("Norway",),
    streaming=(),
    reviews=(
        Review("harbourcat", "A slow boat, a kind captain.I stayed for the fog."),
        Review("Tin_Whistle", "Better than the poster.8/10http://whistle.example/", 8.0, "http://whistle.example/"),
    ),
)


def outcomes(text: str | bytes) -> list[Outcome]:
    return list(page.read(io.BytesIO(text.encode() if isinstance(text, str) else text)))


def records(text: str | bytes) -> list[Record]:
    return [outcome for outcome in outcomes(text) if isinstance(outcome, Record)]


def film_of(text: str | bytes) -> Film:
    (record,) = records(text)
    return record.film


def warnings_of(text: str | bytes) -> list[str]:
    found = outcomes(text)
    notices = [outcome.text for outcome in found if isinstance(outcome, Notice)]
    return notices + [warning for outcome in found if isinstance(outcome, Record) for warning in outcome.warnings]


def test_a_whole_page_is_one_film_without_warnings() -> None:
    assert outcomes(page_text()) == [Record(FERRY, 1)]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends_make_no_difference(encoding: str, end: str) -> None:
    assert outcomes(page_text().replace("\n", end).encode(encoding)) == [Record(FERRY, 1)]
    big_endian = b"\xfe\xff" + page_text().replace("\n", end).encode("utf-16-be")
    assert outcomes(big_endian) == [Record(FERRY, 1)]


def test_windows_1252_loses_no_letter() -> None:
    text = page_text(title="Café d’Été", again="Café d’Été", reviews="Jörg Très long… 7/10\n")
    film = film_of(text.encode("cp1252"))
    assert (film.title, film.reviews) == ("Café d’Été", (Review("Jörg", "Très long… 7/10", 7.0),))
    assert warnings_of(text.encode("cp1252")) == [FOREIGN]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "file is empty"),
        ("\ufeff", "file is empty"),
        (" \n\n\t\r\n", "file is empty"),
        ("The Fog Ferry\n", NO_RATING_LINE),
        ("A letter.\n\nReviews\n\nbob nice\n", NO_RATING_LINE),
        ('The Fog Ferry\n\n1974 "x"\nThe Fog Ferry\n6.9| 1h5', NO_RATING_LINE),
        ("\n\n6.9| 1h52m| en| More Info\n", "no title above the rating line"),
    ],
)
def test_what_is_no_page_is_refused_with_the_reason(text: str, reason: str) -> None:
    (reject,) = outcomes(text)
    assert isinstance(reject, Reject)
    assert reject.reason == reason


# The header -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("year_line", "year", "tagline"),
    [
        ("1974", 1974, None),
        ('1974 ""', 1974, None),
        ('1974   "One."  ', 1974, "One."),
        ('1974 "She said "no" twice. "Why?""', 1974, 'She said "no" twice. "Why?"'),
        ("1974 “Curly.”", 1974, "Curly."),
        ('1974 "Cut off', 1974, "Cut off"),
        ('1974 "The "best" one."', 1974, 'The "best" one.'),
        ('1974"Glued."', 1974, "Glued."),
    ],
)
def test_the_year_line_holds_a_year_and_a_tagline(year_line: str, year: int, tagline: str | None) -> None:
    film = film_of(page_text(year_line=year_line))
    assert (film.year, film.tagline) == (year, tagline)
    assert warnings_of(page_text(year_line=year_line)) == []


@pytest.mark.parametrize(
    "year",
    ["19744", "197", "1066", "0", "0000", "2999", "1974-1976", "1974–76", "(1974)", "c. 1974", "MCMLXXIV", "????", ""],
)
def test_an_odd_year_is_unknown_with_a_warning_and_the_tagline_stays(year: str) -> None:
    text = page_text(year_line=f'{year} "One."'.strip())
    assert film_of(text).title == "The Fog Ferry"
    assert (film_of(text).year, film_of(text).tagline) == (None, "One.")
    assert warnings_of(text) == ["year not usable"]


def test_the_year_line_may_be_missing() -> None:
    film = film_of(page_text(year_line=None))
    assert (film.title, film.year, film.tagline) == ("The Fog Ferry", None, None)


@pytest.mark.parametrize("year_line", ["1974", '1974 "One."', '"One."'])
def test_the_title_may_stand_once_above_the_year_line(year_line: str) -> None:
    film = film_of(page_text(year_line=year_line, again=None))
    assert film.title == "The Fog Ferry"
    assert film.year == (1974 if year_line[0] == "1" else None)


def test_the_title_may_stand_once_below_the_year_line() -> None:
    text = page_text().removeprefix("The Fog Ferry\n\n")
    assert (film_of(text).title, film_of(text).year) == ("The Fog Ferry", 1974)


def test_the_title_may_be_written_two_ways() -> None:
    assert film_of(page_text(again="the fog  FERRY")) == FERRY


def test_blank_lines_in_the_header_are_no_matter() -> None:
    blanks = page_text().replace("\n1974", "\n" * 50 + "1974").replace("\n6.9", "\n \n6.9")
    assert film_of(blanks) == FERRY
    assert [record.film for record in records(blanks * 2)] == [FERRY, FERRY]


def test_lines_above_the_title_are_no_matter() -> None:
    text = "Home | Search | Log in\n\nFilms A to Z\n" + page_text()
    assert film_of(text) == FERRY
    assert records(text)[0].line == 4


@pytest.mark.parametrize(
    ("title", "year_line", "year"),
    [
        ("1917", '2019 "x"', 2019),
        ("1984", "1984", 1984),
        ("1984", None, None),
        ("2046", "2004", 2004),
        ("8½", "1963", 1963),
        ("Reviews", "1974", 1974),
        ("Synopsis", "1974", 1974),
        ("Director", '1974 "x"', 1974),
        ("Released: 3 June", "1974", 1974),
        ("More Info", "1974", 1974),
        ('"Crocodile" Dundee', "1986", 1986),
        ("[REC]", "2007", 2007),
        ("@everyone **Free** <@1>", "1974", 1974),
        ("Robert'); DROP TABLE films;-- 100%_[a-z]* \\", "1974", 1974),
        ("🎬👨‍👩‍👧‍👦 — 🇵🇹", "1974", 1974),
        ("Летят журавли", "1957", 1957),
        ("鶴は翔んでゆく", "1957", 1957),
        ("الرسالة", "1976", 1976),
        ("...", "1974", 1974),
        ("A | B", "1974", 1974),
    ],
)
def test_any_words_can_be_a_title(title: str, year_line: str | None, year: int | None) -> None:
    film = film_of(page_text(title=title, year_line=year_line, again=title))
    assert (film.title, film.year) == (title, year)
    assert film.reviews == FERRY.reviews
    assert film.released == "1974-06-03"


# The rating line --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "score", "runtime", "certification", "language"),
    [
        ("6.9| 1h52m| en| More Info", 6.9, 112, None, "en"),
        ("6.9| 1h52m| PG-13| en| More Info", 6.9, 112, "PG-13", "en"),
        ("6.9|1h52m|en|More Info", 6.9, 112, None, "en"),
        ("  6.9 |  1h 52m |  R |  en |  more info  ", 6.9, 112, "R", "en"),
        ("6,9| 112 min| en| MORE INFO", 6.9, 112, None, "en"),
        ("NR| 1h52m| en| More Info", None, 112, None, "en"),
        ("| 1h52m| en| More Info", None, 112, None, "en"),
        ("0| 1h52m| en| More Info", None, 112, None, "en"),
        ("0.0| 0h0m| en| More Info", None, None, None, "en"),
        ("11.5| 100h0m| en| More Info", None, None, None, "en"),
        ("-1| -5m| en| More Info", None, None, None, "en"),
        ("10| 2h| xx-XX| More Info", 10.0, 120, None, "xx-XX"),
        ("6.9| | en| More Info", 6.9, None, None, "en"),
        ("6.9| 1h52m| | More Info", 6.9, 112, None, None),
        ("6.9| 1h52m| 12A| | More Info", 6.9, 112, "12A", None),
        ("6.9| 1h52m| More Info", 6.9, 112, None, None),
        ("6.9| en| More Info", 6.9, None, None, "en"),
        ("6.9| soon| en| More Info", 6.9, None, None, "en"),
        ("6.9| 1h52m| Not Rated| en| More Info", 6.9, 112, "Not Rated", "en"),
        ("6.9| 1h52m| en|", 6.9, 112, None, "en"),
        ("6.9| 1h52m| en| More", 6.9, 112, None, "en"),
        ("6.9| 1h52m| R| en", 6.9, 112, "R", "en"),
    ],
)
def test_rating_lines_of_every_shape(
    line: str, score: float | None, runtime: int | None, certification: str | None, language: str | None
) -> None:
    film = film_of(page_text(rating=line))
    assert (film.score, film.runtime_minutes) == (score, runtime)
    assert (film.certification, film.language) == (certification, language)
    assert (film.title, film.reviews) == (FERRY.title, FERRY.reviews)


@pytest.mark.parametrize(
    "line",
    [
        "More Info",
        "| More Info",
        "6.9| More Info is here",
        "one | two | three",
        "See | the whole of this sentence here | en| More Info"[:30],
        "a long sentence | 1h52m| en| More Info",
    ],
)
def test_what_only_resembles_a_rating_line_makes_no_page(line: str) -> None:
    assert records(page_text(rating=line)) == []


# Labels and sections ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "released", "status", "warned"),
    [
        ("3 June 1974 Released", "1974-06-03", "Released", False),
        ("3 June 1974", "1974-06-03", None, False),
        ("June 3, 1974 Post Production", "1974-06-03", "Post Production", False),
        ("1974-06-03 Released", "1974-06-03", "Released", False),
        ("In Production", None, "In Production", False),
        ("Rumored", None, "Rumored", False),
        ("", None, None, False),
        ("31 February 1974 Released", None, "Released", True),
        ("3 Juni 1974 Released", None, "Released", True),
        ("3 juin 1974 Released", None, "Released", True),
        ("1974 Released", None, "Released", True),
        ("June 1974", None, None, True),
        ("0", None, None, True),
    ],
)
def test_a_release_is_a_date_and_a_status(value: str, released: str | None, status: str | None, warned: bool) -> None:
    text = page_text(labels=f"Released: {value}\n")
    assert (film_of(text).released, film_of(text).status) == (released, status)
    assert [warning.startswith("release date not usable") for warning in warnings_of(text)] == [True] * warned


@pytest.mark.parametrize(
    ("value", "amount"),
    [("$1,200,000", 1_200_000), ("0", None), ("$0", None), ("", None), ("-5", None), ("NR", None), ("9" * 30, None)],
)
def test_money_of_0_or_without_sense_is_unknown(value: str, amount: int | None) -> None:
    film = film_of(page_text(labels=f"Budget: {value}\nRevenue: {value}\n"))
    assert (film.budget, film.revenue) == (amount, amount)


@pytest.mark.parametrize(
    ("value", "website", "warned"),
    [
        ("https://ferry.example/", "https://ferry.example/", False),
        ("", None, False),
        ("-", None, False),
        ("javascript:alert(1)", None, True),
        ("ferry.example", None, True),
    ],
)
def test_a_website_is_an_http_address_or_unknown(value: str, website: str | None, warned: bool) -> None:
    text = page_text(labels=f"Official Website: {value}\n")
    assert film_of(text).website == website
    assert len(warnings_of(text)) == warned


def test_labels_and_headings_forgive_case_and_stray_blanks() -> None:
    text = page_text()
    for word in ("Released", "Producted By", "Country", "Synopsis", "Stream Online", "Reviews", "Trailers & Images"):
        text = text.replace(f"\n{word}", f"\n \t{word.upper().replace(' ', '  ')}")
    text = (
        text.replace(":", " :").replace("http :", "http:").replace("\n\n", " \n\t\n").replace("View More", "VIEW MORE ")
    )
    assert film_of(text) == FERRY


def test_html_left_in_headings_is_no_hindrance() -> None:
    text = (
        page_text()
        .replace("Trailers & Images", "<h2>Trailers &amp; Images</h2>")
        .replace("\nReviews", "\n<b>Reviews</b>")
    )
    assert film_of(text) == FERRY


def test_a_value_may_stand_on_the_line_below_its_label() -> None:
    labels = "Country:\nNorway, Sweden\nBudget: 0\nOfficial Website:\nhttps://ferry.example/\n"
    film = film_of(page_text(labels=labels))
    assert (film.countries, film.budget, film.website) == (("Norway", "Sweden"), None, "https://ferry.example/")


@pytest.mark.parametrize(
    ("label", "section", "companies"),
    [
        ("Quay Pictures", "Quay Pictures", ("Quay Pictures",)),
        ("Quay Pictures, Second Tide", "Quay Pictures , Second Tide", ("Quay Pictures", "Second Tide")),
        ("Quay Pictures", "", ("Quay Pictures",)),
        ("", "Quay Pictures", ("Quay Pictures",)),
        ("A", "B", ("A", "B")),
        ("Tide, Inc., Quay", "TIDE, INC.", ("Tide, Inc.", "Quay")),
        ("", "", ()),
    ],
)
def test_companies_stand_twice_and_are_one_list(label: str, section: str, companies: tuple[str, ...]) -> None:
    film = film_of(page_text(labels=f"Producted By: {label}\n", middle=f"Producted By\n\n{section}\n"))
    assert film.companies == companies


def test_every_section_the_page_can_have() -> None:
    middle = """\
Stream Online

Prime Video Watch Now
Netflix Watch Now

Cast

Ana Núñez , Will Smithson , Harry Connick, Jr.

Director

Ida Ek , Olu Ade

Producted By

Quay Pictures

Trailers & Images

Top Credited Cast | Crew

Ana Núñez as Captain Vera
Free
The Long Oar

Similar Movies to The Fog Ferry

The Night Tram

You May Also Like

Cast Away
"""
    film = film_of(page_text(middle=middle))
    assert film.streaming == ("Prime Video", "Netflix")
    assert film.cast == ("Ana Núñez", "Will Smithson", "Harry Connick, Jr.")
    assert film.directors == ("Ida Ek", "Olu Ade")
    assert film.companies == ("Quay Pictures",)
    assert film.reviews == FERRY.reviews


@pytest.mark.parametrize(
    ("words", "streaming"),
    [
        ("The movie is currently not available onine", ()),
        ("NOT AVAILABLE", ()),
        ("Netflix Watch Now", ("Netflix",)),
        ("Netflix\nPrime Video", ("Netflix", "Prime Video")),
        ("Netflix Watch Now Netflix Watch Now", ("Netflix",)),
        ("", None),
    ],
)
def test_where_to_stream(words: str, streaming: tuple[str, ...] | None) -> None:
    assert film_of(page_text(middle=f"Stream Online\n\n{words}\n\nDirector\n")).streaming == streaming


@pytest.mark.parametrize(
    ("given", "synopsis"),
    [
        ("One.\n\nTwo.", "One.\n\nTwo."),
        ("A word... View More of it.", "A word... View More of it."),
        ("One.\nDirector\nReviews\nTwo.", "One.\nDirector\nReviews\nTwo."),
        ("Budget: 3 goats", "Budget: 3 goats"),
        ("Tom &amp; <i>Jerry</i>", "Tom & Jerry"),
    ],
)
def test_a_synopsis_goes_on_to_its_view_more(given: str, synopsis: str) -> None:
    film = film_of(page_text(synopsis=given))
    assert film.synopsis == synopsis
    assert (film.reviews, film.directors, film.budget) == (FERRY.reviews, (), None)


def test_view_more_may_be_glued_to_the_synopsis() -> None:
    assert film_of(page_text().replace("\n\n... View More", "... View More").replace("day....", "day. …")) == FERRY


def test_a_synopsis_without_view_more_ends_at_the_next_heading() -> None:
    assert film_of(page_text().replace("... View More\n", "")) == FERRY


def test_view_more_inside_the_reviews_is_a_review() -> None:
    text = page_text(reviews="bob fine\n... View More\n").replace("\n... View More\nStream", "\nStream")
    film = film_of(text)
    assert film.synopsis == FERRY.synopsis
    assert film.reviews == (Review("bob", "fine"), Review("...", "View More"))


def test_sections_may_be_missing() -> None:
    text = "\n".join(page_text().splitlines()[:5])
    film = film_of(text)
    assert (film.synopsis, film.streaming, film.reviews, film.companies) == (None, None, (), ())
    assert warnings_of(text) == ["no synopsis", "no reviews"]


def test_empty_sections_are_unknown() -> None:
    text = page_text(synopsis="", middle="Stream Online\nCast\nDirector\nProducted By\n", reviews="", labels="")
    film = film_of(text)
    assert (film.streaming, film.cast, film.directors, film.companies) == (None, (), (), ())
    assert warnings_of(text) == ["no synopsis", "no reviews"]


# Reviews ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        "bob the moo A decent film.",
        "Mr. Keeper (the old one) I was there.",
        "(anonymous) No name given.",
        "“quoted user” said nothing",
        "A A film about a wall.",
        "o'brien It's 100% _great_; SELECT * FROM films --",
        "🍿popcorn🍿 👍👍🏽 10/10",
        "two  blanks",
        "Director of photography here is the star.",
        "Synopsis: keeper paints wall.",
        "Reviews are mixed.",
        "Budget: 0 and it shows.",
        "Producted By nobody.",
        "6.9| 1h52m| en| More Info is all I know.",
        "6.9| 1h52m| en| More Info",
        '1974 "what a year"',
        "The Fog Ferry",
        "Stream Online",
        "Released: 3 June 1974 Released",
        "one two\u2028three\u0085four",
        "link [x](https://evil.example/) <https://x.example> <@1> ||s|| ```py",
        "العربي فيلم جميل",
    ],
)
def test_a_review_line_is_its_reviewer_a_blank_and_the_text(line: str) -> None:
    film = film_of(page_text(reviews=f"first one\n{line}\nlast one\n"))
    reviews = [f"{review.reviewer} {review.text}".rstrip() for review in film.reviews]
    assert reviews == ["first one", line, "last one"]
    assert (film.released, film.budget, film.title) == ("1974-06-03", None, "The Fog Ferry")


def test_a_reviewer_without_a_text_is_kept() -> None:
    assert film_of(page_text(reviews="alone\n")).reviews == (Review("alone", ""),)


def test_html_in_reviews_is_dropped_and_comparisons_stay() -> None:
    film = film_of(page_text(reviews="fan Good<br /><br />The <b>dog</b> &amp; 3 < 4 and 4 > 3. 9/10\n"))
    assert film.reviews == (Review("fan", "Good\n\nThe dog & 3 < 4 and 4 > 3. 9/10", 9.0),)


def test_a_review_of_a_megabyte_and_ten_thousand_reviews() -> None:
    lines = ["long " + "word " * 200_000 + "8/10", *(f"fan{number} Fine.{number % 11}/10" for number in range(10_000))]
    start = time.perf_counter()
    film = film_of(page_text(reviews="\n".join(lines)))
    assert time.perf_counter() - start < 5
    assert len(film.reviews) == 10_001
    assert film.reviews[0].score == 8.0
    assert len(film.reviews[0].text) == 1_000_004


# Damage -----------------------------------------------------------------------------------------------------------


def test_control_characters_are_dropped_with_a_warning() -> None:
    text = (
        page_text()
        .replace("The Fog", "The\0 F\x07og")
        .replace("Synopsis", "Syn\x1bopsis")
        .replace("Reviews", "Rev\x9biews")
    )
    assert film_of(text) == FERRY
    assert warnings_of(text) == ["control characters dropped"]


def test_a_page_cut_off_anywhere_is_a_film_or_a_clear_reject() -> None:
    data = page_text().replace("slow", "slôw").encode()
    rating_ends = data.index(b"| en") + len(b"| en")
    for end in range(len(data)):
        *_, last = outcomes(data[:end])
        if end >= rating_ends:
            assert isinstance(last, Record)
            assert last.film.title == "The Fog Ferry"
            assert "�" not in repr(last.film)
            assert "Ã" not in repr(last.film)
        else:
            assert isinstance(last, Reject)


@pytest.mark.parametrize("between", ["", "\n", "\n\n\n", "-----\n", "\n=====\n\n", "\ufeff", "\f\n"])
@pytest.mark.parametrize("first", [page_text(), page_text().rstrip("\n") + "\n", page_text(reviews="")])
def test_two_pages_in_a_file_are_two_films(first: str, between: str) -> None:
    second = page_text("Salt Road", "1999", "Salt Road", "6.0| 1h| et| More Info", reviews="goatfan More goat.\n")
    one, two = records(first + between + second)
    assert one.film == film_of(first)
    assert (two.film.title, two.film.year, two.film.runtime_minutes) == ("Salt Road", 1999, 60)
    assert two.film.reviews == (Review("goatfan", "More goat."),)
    assert (first + between + second).split("\n")[two.line - 1].lstrip("\ufeff\f") == "Salt Road"


@pytest.mark.parametrize(
    ("title", "year_line", "again"),
    [
        ("Reviews", '1974 "x"', "Reviews"),
        ("1984", "1984", "1984"),
        ("Salt Road", None, "Salt Road"),
        ("Salt Road", '19999 "x"', "Salt Road"),
        ("Salt Road", '"x"', "Salt Road"),
        ("Salt Road", "1999", "SALT ROAD"),
        ("Salt Road", "1999", None),
    ],
)
def test_a_second_page_begins_with_any_header(title: str, year_line: str | None, again: str | None) -> None:
    one, two = records(page_text() + page_text(title, year_line, again))
    assert one.film == FERRY
    assert two.film.title == title
    assert two.film.reviews == FERRY.reviews


def test_of_a_page_that_is_too_long_little_is_kept_and_the_next_is_whole() -> None:
    lines = (page_text(reviews="fan good\n" * 1000) + page_text()).splitlines()
    long, good = pages(enumerate(lines, 1), longest=5000)
    assert long.length > 5000
    assert len(long.body) < 20
    assert good.length < 5000
    assert (good.header.title, good.body[-1][1][:11]) == ("The Fog Ferry", "Tin_Whistle")


def test_many_pages_need_no_more_memory_than_one() -> None:
    many = page_text() * 50
    found = records(many)
    assert len(found) == 50
    assert all(record.film == FERRY for record in found)
    assert [record.line for record in found] == [1 + number * page_text().count("\n") for number in range(50)]


@pytest.mark.parametrize(
    ("head", "known"),
    [
        (page_text().encode(), True),
        (page_text().encode("utf-16"), True),
        (page_text().replace("\n", "\r").encode("cp1252"), True),
        (b"The Fog Ferry\n\n1974\n", False),
        (b'{"title": "A | B | More Info"}', False),
        (b"a | b | c\n", False),
        (b"", False),
    ],
)
def test_a_page_is_known_by_its_rating_line(head: bytes, known: bool) -> None:
    assert page.matches("whatever.json", head) is known


_pieces = st.sampled_from(
    [
        *("Salt Road\n", "1999\n", '1999 "x"\n', "6.0| 1h| et| More Info\n", "\n", "| More Info\n"),
        *("Producted By: A\n", "Budget:\n", "Synopsis\n", "... View More\n", "Producted By\n", "Cast\n"),
        *("Reviews\n", "bob fine 8/10\n", "<b>\0", "\r"),
    ]
)


@given(st.lists(_pieces, max_size=30).map("".join))
def test_no_shuffle_of_lines_makes_reading_fail(text: str) -> None:
    lines = text.count("\n") + text.count("\r") + 1
    assert all(1 <= outcome.line <= lines for outcome in outcomes(text))


@given(st.binary(max_size=300))
def test_any_bytes_below_a_header_come_to_an_end(data: bytes) -> None:
    header = page_text().partition("Synopsis")[0].encode()
    assert records(header + b"\nReviews\n" + data)


@given(
    st.lists(
        st.text(st.characters(exclude_categories=("Cc", "Cs", "Zs", "Zl", "Zp")), min_size=1), min_size=2, max_size=5
    )
)
def test_no_word_of_a_review_is_lost(words: list[str]) -> None:
    line = " ".join(words)
    if "&" not in line and "<" not in line and not line.startswith("\ufeff"):
        (review,) = film_of(page_text(reviews=line)).reviews
        assert f"{review.reviewer} {review.text}" == line

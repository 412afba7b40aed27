"""The rules for single values, as tables."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalogue.values import (
    LARGEST_SUM,
    LONGEST_RUNTIME,
    drop_controls,
    is_film_year,
    parse_date,
    parse_money,
    parse_runtime,
    parse_score,
    parse_year,
    plain_text,
    trailing_score,
    trailing_url,
    web_address,
)

THIS_YEAR = time.localtime().tm_year


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("1957", 1957),
        (" 1870 ", 1870),
        (str(THIS_YEAR + 10), THIS_YEAR + 10),
        (str(THIS_YEAR + 11), None),
        ("1869", None),
        ("1066", None),
        ("0", None),
        ("0000", None),
        ("57", None),
        ("19577", None),
        ("1957-1959", None),
        ("(1957)", None),
        ("c. 1957", None),
        ("MCMLVII", None),
        ("１９５７", None),
        ("-1957", None),
        ("", None),
    ],
)
def test_a_year_is_four_digits_of_the_age_of_film(text: str, year: int | None) -> None:
    assert parse_year(text) == year


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("1h37m", 97),
        ("1h 37m", 97),
        ("1 h 37 min", 97),
        ("1 hr. 37 mins", 97),
        ("1 hour 37 minutes", 97),
        ("01H37M", 97),
        ("97m", 97),
        ("97 min", 97),
        ("97", 97),
        ("2h", 120),
        ("2h0m", 120),
        ("0h45m", 45),
        ("1h75m", 135),
        ("14h33m", 873),
        ("99h59m", LONGEST_RUNTIME),
        ("100h0m", None),
        ("6000m", None),
        ("0m", None),
        ("0h0m", None),
        ("0", None),
        ("NR", None),
        ("-1h", None),
        ("1.5h", None),
        ("1:37", None),
        ("ninety", None),
        ("h", None),
        ("m", None),
        ("", None),
    ],
)
def test_running_times_come_in_many_spellings(text: str, minutes: int | None) -> None:
    assert parse_runtime(text) == minutes


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("12 October 1957", "1957-10-12"),
        ("12 oct 1957", "1957-10-12"),
        ("12 Oct. 1957", "1957-10-12"),
        ("1st May 1984", "1984-05-01"),
        ("October 12, 1957", "1957-10-12"),
        ("OCTOBER 12 1957", "1957-10-12"),
        ("1957-10-12", "1957-10-12"),
        ("29 February 2000", "2000-02-29"),
        ("29 February 1900", None),
        ("31 February 1961", None),
        ("31 April 1961", None),
        ("0 May 1961", None),
        ("1957-13-01", None),
        ("12 octobre 1957", None),
        ("12 Octobre 1957", None),
        ("12/10/1957", None),
        ("October 1957", None),
        ("1957", None),
        ("1 May 1066", None),
        ("1 May 9999", None),
        ("", None),
    ],
)
def test_dates_name_their_month_in_english_or_in_digits(text: str, day: str | None) -> None:
    assert parse_date(text) == day


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1200000", 1_200_000),
        ("$1,200,000", 1_200_000),
        ("1,200,000 USD", 1_200_000),
        ("US$1,200,000", 1_200_000),
        ("USD 1 200 000", 1_200_000),
        ("€1.200.000", 1_200_000),
        ("1'200'000", 1_200_000),
        ("1\u00a0200\u00a0000 ₽", 1_200_000),
        ("1200000.00", 1_200_000),
        ("$1,200,000 (estimated)", 1_200_000),
        ("1.2 million", 1_200_000),
        ("$1.2M", 1_200_000),
        ("£2bn", 2_000_000_000),
        ("90K", 90_000),
        ("1", 1),
        (str(LARGEST_SUM), LARGEST_SUM),
        (str(LARGEST_SUM + 1), None),
        ("9" * 400, None),
        ("0", None),
        ("$0", None),
        ("0.00", None),
        ("-5", None),
        ("1.200", None),
        ("12,34", None),
        ("1200000-1500000", None),
        ("NR", None),
        ("unknown", None),
        ("1e6", None),
        ("$", None),
        ("", None),
    ],
)
def test_a_sum_of_money_is_a_whole_number_or_unknown(text: str, amount: int | None) -> None:
    assert parse_money(text) == amount


@pytest.mark.parametrize(
    ("text", "score"),
    [
        ("8.3", 8.3),
        ("8,3", 8.3),
        ("8.3/10", 8.3),
        (" 10 ", 10.0),
        ("10.0", 10.0),
        (".5", 0.5),
        ("0", None),
        ("0.0", None),
        ("11.5", None),
        ("-1", None),
        ("NR", None),
        ("N/A", None),
        ("74%", None),
        ("1e1", None),
        ("nan", None),
        ("inf", None),
        ("", None),
    ],
)
def test_the_score_of_a_page_is_more_than_0_and_up_to_10(text: str, score: float | None) -> None:
    assert parse_score(text) == score


@pytest.mark.parametrize(
    ("text", "score"),
    [
        ("Worth it.8/10", 8.0),
        ("Worth it 8/10", 8.0),
        ("Worth it8/10", 8.0),
        ("8.5/10", 8.5),
        ("8,5/10", 8.5),
        ("10/10!", 10.0),
        ("10/10 👍🏽", 10.0),
        ("(7/10).", 7.0),
        ("7 / 10", 7.0),
        ("0/10", 0.0),
        ("3.5/5", 7.0),
        ("85/100", 8.5),
        ("watch.8/10http://x.example/", 8.0),
        ("watch. 8/10 http://x.example/.", 8.0),
        ("Camera 8/10, story 6/10", 6.0),
        ("made in 1957.8/10", 8.0),
        ("Rating:8/10", 8.0),
        ("a mixed bag-6/10", 6.0),
        ("Open 24/7", None),
        ("About 9/11", None),
        ("It goes to 11/10", None),
        ("11.5/10", None),
        ("6/5", None),
        ("1/2", None),
        ("3/4", None),
        ("10/5/10", None),
        ("8/10/1957", None),
        ("I gave it 3/10 once, not now.", None),
        ("at 12:8/10", None),
        ("minus -5/10", None),
        ("8/10 *** B", None),
        ("8/10 да", None),
        ("See http://x.example/8/10", None),
        ("****1/2 out of 5", None),
        ("B+", None),
        ("", None),
    ],
)
def test_a_score_counts_where_it_ends_a_review(text: str, score: float | None) -> None:
    assert trailing_score(text) == score


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("worth it.8/10http://x.example/", "http://x.example/"),
        ("8/10 https://x.example/a?b=1&c=2", "https://x.example/a?b=1&c=2"),
        ("Lovely. http://x.example/", "http://x.example/"),
        ("Lovely (http://x.example/a_(b))", "http://x.example/a_(b)"),
        ("Lovely.http://x.example/.", "http://x.example/"),
        ("HTTP://X.example", "HTTP://X.example"),
        ("<https://x.example>", "https://x.example"),
        ("See http://x.example/8/10", None),
        ("http://x.example/ is my page", None),
        ("More of mine at x.example.com", None),
        ("ftp://x.example/", None),
        ("javascript:alert(1)", None),
        ("http://", None),
        ("https://bank.example@evil.example/", None),
        ("http://x.example/" + "a" * 3000, None),
        ("", None),
    ],
)
def test_an_address_counts_where_it_ends_a_review_by_itself(text: str, url: str | None) -> None:
    assert trailing_url(text) == url


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("http://x.example", True),
        ("https://x.example:8080/a b", False),
        ("https://x.example/über?q=1#top", True),
        ("https://user:pass@x.example/", False),
        ("https:///path", False),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("www.x.example", False),
        ("https://x.example/\u202e", True),
        ("https://x.example/" + "a" * 3000, False),
        ("", False),
    ],
)
def test_only_http_and_https_are_web_addresses(text: str, good: bool) -> None:
    assert web_address(text) == (text if good else None)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Tom &amp; the <i>Tide</i>", "Tom & the Tide"),
        ("3 < 4 and 4 > 3", "3 < 4 and 4 > 3"),
        ("a <b and c> d", "a <b and c> d"),
        ("I <3 this", "I <3 this"),
        ("One.<br /><br />Two.", "One.\n\nTwo."),
        ("<p class='x'>One</p><P>Two", "\nOne\n\nTwo"),
        ('x<script type="t">alert("<b>")</script>y', "xy"),
        ("x<style>p{}</style><!-- <b> -->y", "xy"),
        ("x <!-- not closed", "x <!-- not closed"),
        ("<img src=x onerror=alert(1)>", ""),
        ('<a href="javascript:alert(1)">x</a>', "x"),
        ("<svg/onload=alert(1)>", ""),
        ("&#39;n&#x27; &lt;i&gt; &eacute;&nbsp;!", "'n' <i> é\u00a0!"),
        ("?a=1&copy=2&lt", "?a=1&copy=2&lt"),
        ("R&D &bogus; &", "R&D &bogus; &"),
        (
            "<@1> <@&2> <#3> <:kek:4> <a:kek:5> <t:0:R> </help:6>",
            "<@1> <@&2> <#3> <:kek:4> <a:kek:5> <t:0:R> </help:6>",
        ),
        ("<https://x.example>", "<https://x.example>"),
    ],
)
def test_markup_is_dropped_and_what_only_looks_like_it_stays(text: str, plain: str) -> None:
    assert plain_text(text) == plain


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("a\0b\x07c\x1bd\x7fe\x9bf", "abcdef"),
        ("tab\tand\nline end", "tab\tand\nline end"),
        ("kept\u0085and\u2028kept", "kept\u0085and\u2028kept"),
        ("half \ud83d of a pair", "half \ufffd of a pair"),
        ("👨‍👩‍👧‍👦 🇵🇹 👍🏽", "👨‍👩‍👧‍👦 🇵🇹 👍🏽"),
        ("العربية\u200f עברית", "العربية\u200f עברית"),
    ],
)
def test_control_characters_go_and_joiners_stay(text: str, clean: str) -> None:
    assert drop_controls(text) == clean


@pytest.mark.parametrize(
    "piece",
    ["<a ", "<a x=1 ", "<a x='", "<!--", "<script>", "<script ", "&#x", "1/", "8/10 ", "http://", "<", "</p", "["],
)
def test_a_megabyte_of_nonsense_is_read_in_no_time(piece: str) -> None:
    text = piece * (2**20 // len(piece))
    start = time.perf_counter()
    plain_text(text)
    trailing_score(text)
    trailing_url(text)
    drop_controls(text)
    assert time.perf_counter() - start < 10, "quadratic rules would take minutes"


@given(st.integers(min_value=1, max_value=LONGEST_RUNTIME))
def test_every_running_time_reads_back(minutes: int) -> None:
    assert parse_runtime(f"{minutes // 60}h{minutes % 60}m") == minutes


@given(st.dates())
def test_every_day_reads_back(day: object) -> None:
    iso = str(day)
    assert parse_date(iso) == (iso if is_film_year(int(iso[:4])) else None)


@given(st.text())
def test_no_text_makes_a_rule_fail(text: str) -> None:
    for rule in (
        parse_year,
        parse_runtime,
        parse_date,
        parse_money,
        parse_score,
        trailing_url,
        web_address,
        plain_text,
    ):
        rule(text)
    score = trailing_score(text)
    assert score is None or 0 <= score <= 10
    assert drop_controls(drop_controls(text)) == drop_controls(text)


@given(st.text(alphabet="0123456789/.,- \t(h)mkMtp:x[]<>&;#"))
def test_no_text_of_awkward_letters_makes_a_rule_fail(text: str) -> None:
    for rule in (parse_runtime, parse_date, parse_money, parse_score, trailing_score, trailing_url, plain_text):
        rule(text)

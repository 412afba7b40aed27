import pytest

from bot.ui.links import film_links, web_address
from tests.factories import make_film


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://www.brightharbour.example/", "https://www.brightharbour.example/"),
        (" http://x.example/a?b=c#d ", "http://x.example/a?b=c#d"),
        ("https://x.example:8080/a", "https://x.example:8080/a"),
        ("https://кино.рф/фильм", "https://xn--h1adke.xn--p1ai/%D1%84%D0%B8%D0%BB%D1%8C%D0%BC"),
        ("https://x.example/a b", "https://x.example/a%20b"),
        ("https://x.example/100%25", "https://x.example/100%25"),
        ("javascript:alert(1)", None),
        ("ftp://x.example/", None),
        ("https://", None),
        ("https://localhost/", None),
        ("https://user:secret@x.example/", None),
        ("https://[::1", None),
        ("https://x.example:99999/", None),
        ("https://" + "a" * 70 + ".example/", None),
        ("https://x.example/" + "a" * 600, None),
        ("https://x.example/\ud800", None),
        ("x.example", None),
        ("", None),
        (None, None),
    ],
)
def test_an_address_is_put_in_discords_form_or_left_out(url: str | None, address: str | None) -> None:
    assert web_address(url) == address


def test_a_films_buttons_lead_to_its_own_pages_first() -> None:
    film = make_film(
        website="https://a.example/", trailer="https://b.example/", ids={"imdb": "tt0050634", "tmdb": "38360"}
    )
    assert [label for label, _ in film_links(film)] == ["Website", "Trailer", "IMDb", "TMDB"]


def test_an_id_of_another_form_makes_no_button() -> None:
    assert film_links(make_film(ids={"imdb": "../evil", "tmdb": "x", "letterboxd": "2bbs"})) == []

import pytest

from bot.catalogue.loading.identity import Candidate, identify, same_directors
from tests.factories import make_film

NO_IDS: dict[str, str] = {}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("Mikhail Kalatozov",), ("Mikhail Kalatozov",), True),
        (("Mikhail Kalatozov",), ("M. Kalatozov",), True),
        (("Mikhail Kalatozov",), ("Michail Kalatosow",), True),
        (("Andrei Tarkovsky",), ("Andrey Tarkovskiy",), True),
        (("Lana Wachowski", "Lilly Wachowski"), ("Lilly Wachowski",), True),
        (("Andrei Tarkovsky",), ("Steven Soderbergh",), False),
        (("Li Bo",), ("Bo Ek",), False),
        (("David Lynch",), ("David Lean",), False),
        (("Kurosawa Akira",), ("Akira Kurosawa",), True),
        ((), ("Steven Soderbergh",), True),
        ((), (), True),
    ],
)
def test_directors_agree(one: tuple[str, ...], other: tuple[str, ...], same: bool) -> None:
    assert same_directors(one, other) is same
    assert same_directors(other, one) is same


def test_nothing_there_is_a_new_film_without_doubt() -> None:
    identity = identify(make_film(), [], [])
    assert identity.film_id is None
    assert identity.doubt is None


def test_an_outside_id_decides_before_the_name() -> None:
    film = make_film(ids={"imdb": "tt1"})
    holder = Candidate(7, ("Olu Ade",), {"imdb": "tt1"})
    assert identify(film, [holder], [Candidate(3, (), NO_IDS)]).film_id == 7


def test_ids_of_two_films_take_the_surest() -> None:
    holders = [Candidate(7, (), {"imdb": "tt1"}), Candidate(8, (), {"tmdb": "2"})]
    assert identify(make_film(ids={"imdb": "tt1", "tmdb": "2"}), holders, []).film_id == 7


def test_a_film_with_another_surer_id_is_another_film_and_a_doubt() -> None:
    holder = Candidate(8, (), {"imdb": "tt9", "tmdb": "2"})
    identity = identify(make_film(ids={"imdb": "tt1", "tmdb": "2"}), [holder], [])
    assert identity.film_id is None
    assert identity.doubt is not None
    assert "The Paper Lighthouse (1961)" in identity.doubt


def test_a_record_with_an_id_adopts_the_namesake_without_one() -> None:
    assert identify(make_film(ids={"imdb": "tt1"}), [], [Candidate(3, (), NO_IDS)]).film_id == 3


def test_a_namesake_with_another_id_of_that_source_is_another_film() -> None:
    namesake = Candidate(3, (), {"imdb": "tt9"})
    identity = identify(make_film(ids={"imdb": "tt1"}), [], [namesake])
    assert identity.film_id is None


def test_a_namesake_with_an_id_of_another_source_is_adopted() -> None:
    assert identify(make_film(ids={"imdb": "tt1"}), [], [Candidate(3, (), {"tmdb": "9"})]).film_id == 3


def test_a_record_without_an_id_joins_the_one_namesake() -> None:
    assert identify(make_film(), [], [Candidate(3, (), {"imdb": "tt9"})]).film_id == 3


def test_the_director_tells_namesakes_apart() -> None:
    namesakes = [Candidate(3, ("Ida Ek",), NO_IDS), Candidate(4, ("Olu Ade",), NO_IDS)]
    assert identify(make_film(directors=("Olu Ade",)), [], namesakes).film_id == 4


def test_two_namesakes_and_no_director_is_a_new_film_and_a_doubt() -> None:
    namesakes = [Candidate(3, ("Ida Ek",), NO_IDS), Candidate(4, ("Olu Ade",), NO_IDS)]
    identity = identify(make_film(), [], namesakes)
    assert identity.film_id is None
    assert identity.doubt is not None


def test_a_namesake_by_another_director_is_a_new_film_and_a_doubt() -> None:
    identity = identify(make_film(directors=("Olu Ade",)), [], [Candidate(3, ("Ida Ek",), NO_IDS)])
    assert identity.film_id is None
    assert identity.doubt is not None

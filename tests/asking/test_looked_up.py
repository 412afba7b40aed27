"""What was looked up once while a message is read is not looked up again."""

from collections import Counter

from bot.asking.finding.spans import Guess, NameGuess
from bot.asking.looked_up import LookedUp
from bot.asking.query import FilmName

STALKER = FilmName(1, "Stalker", 1979)


class Counting:
    """A catalogue of one film and one person that counts what it is asked."""

    def __init__(self) -> None:
        self.asked: Counter[tuple[str, str]] = Counter()

    def named(self, text: str) -> tuple[FilmName, ...]:
        self.asked["named", text] += 1
        return (STALKER,) if text == "Stalker" else ()

    def search(self, text: str) -> Guess | None:
        self.asked["search", text] += 1
        return Guess((STALKER,), 90.0) if text == "Stalkr" else None

    def nearest(self, text: str) -> tuple[FilmName, ...]:
        self.asked["nearest", text] += 1
        return (STALKER,)

    def person(self, text: str, *, exact: bool) -> NameGuess | None:
        self.asked[f"person {exact}", text] += 1
        return NameGuess("andrei tarkovsky", "Andrei Tarkovsky", 97.0) if not exact else None

    def reviewer(self, text: str, *, exact: bool) -> NameGuess | None:
        self.asked[f"reviewer {exact}", text] += 1
        return None

    def member(self, text: str) -> int | None:
        self.asked["member", text] += 1
        return None

    def company(self, text: str) -> tuple[str, ...]:
        self.asked["company", text] += 1
        return ()


def test_each_answer_is_asked_for_once_and_kept_also_where_there_is_none() -> None:
    catalogue = Counting()
    looked_up = LookedUp(catalogue)
    for _ in range(3):
        assert looked_up.named("Stalker") == (STALKER,)
        assert looked_up.named("Stalkr") == ()
        assert looked_up.search("Stalkr") == Guess((STALKER,), 90.0)
        assert looked_up.nearest("Stalkr") == (STALKER,)
        assert looked_up.person("Tarkovsky", exact=True) is None
        assert looked_up.person("Tarkovsky", exact=False) == NameGuess("andrei tarkovsky", "Andrei Tarkovsky", 97.0)
        assert looked_up.reviewer("Tarkovsky", exact=True) is None
        assert looked_up.company("Mosfilm") == ()
    assert set(catalogue.asked.values()) == {1}
    assert len(catalogue.asked) == 8

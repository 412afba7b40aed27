"""Words of people's names as numbers, equal where the words sound alike."""

from collections.abc import Iterable
from zlib import crc32

from bot.catalogue.index.normalise import plain_words
from bot.catalogue.index.sound import sounds


def name_numbers(words: Iterable[str]) -> list[int]:
    """Return the number of each word of a search form."""
    return [crc32(sound.strip().encode("utf-8", "replace")) for sound in sounds(list(words))]


class NameNumbers:
    """The numbers of the words of people's names, each word worked out once."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[int, ...]] = {}

    def __call__(self, people: Iterable[str]) -> set[int]:
        """Return the numbers of all words in the names of `people`."""
        return {number for person in people for word in person.split() for number in self._of(word)}

    def _of(self, word: str) -> tuple[int, ...]:
        numbers = self._known.get(word)
        if numbers is None:
            numbers = self._known[word] = tuple(name_numbers(plain_words(word)))
        return numbers

"""Countries as they stand in a sentence: with their article, and several that one word means as one. Pure rules."""

from collections.abc import Mapping, Sequence

from bot.asking.saying.voice import listed
from bot.asking.wording.places import COUNTRY_WORDS
from bot.ui import facts

_WITH_ARTICLE = frozenset(
    {"Soviet Union", "United States", "United Kingdom", "Netherlands", "Philippines", "Czech Republic"}
    | {"United Arab Emirates", "Dominican Republic", "Bahamas", "Central African Republic"}
)
_TOGETHER: Mapping[tuple[str, ...], str] = {
    COUNTRY_WORDS[word]: name
    for word, name in {
        "korean": "Korea",
        "german": "Germany",
        "czech": "Czechia or Czechoslovakia",
        "macedonian": "North Macedonia",
        "nordic": "Scandinavia",
        "baltic": "the Baltic states",
        "balkan": "the Balkans",
        "middle eastern": "the Middle East",
        **{
            word.casefold(): word
            for word in (
                *("Africa", "North Africa", "West Africa", "Asia", "East Asia", "South Asia", "Southeast Asia"),
                *("Latin America", "South America", "North America"),
                *("Europe", "Eastern Europe", "Central Europe", "Western Europe"),
            )
        },
    }.items()
}
"""What several countries are called that one word of a question means."""


def country_said(name: str) -> str:
    """Return a country as it stands behind `from`: `the Soviet Union`."""
    said = facts.country(name)
    return f"the {said}" if said in _WITH_ARTICLE else said


def countries_said(names: Sequence[str], last: str = "and") -> str:
    """Return countries in a row, and those that one word means by what it says."""
    return _TOGETHER.get(tuple(names)) or listed([country_said(name) for name in names], last)

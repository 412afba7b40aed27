"""Countries, parts of the world and languages as people call them, and the names under which records keep them."""

from collections.abc import Mapping

from bot.asking.wording.lexicon import table
from bot.ui.names import COUNTRIES, LANGUAGES


def _countries(text: str) -> tuple[str, ...]:
    return tuple(" ".join(name.split()) for name in text.split(","))


_DEMONYMS = table("""
    Soviet Union: soviet; ussr; the ussr; soviet russia
    Russia: russian
    France: french
    Germany, West Germany, East Germany: german
    West Germany: west german
    East Germany: east german
    Italy: italian
    Spain: spanish
    United Kingdom: british; uk; the uk; great britain; britain; england; english made
    United States: american; usa; the usa; america; the us; the states; hollywood; united states of america
    Japan: japanese
    South Korea, North Korea: korean; korea
    South Korea: south korean
    China: chinese
    Hong Kong: hongkong
    Taiwan: taiwanese
    India: indian; bollywood
    Iran: iranian; persian
    Turkey: turkish
    Greece: greek
    Sweden: swedish
    Norway: norwegian
    Denmark: danish
    Finland: finnish
    Iceland: icelandic
    Netherlands: dutch; holland
    Belgium: belgian
    Switzerland: swiss
    Austria: austrian
    Poland: polish
    Hungary: hungarian
    Romania: romanian
    Bulgaria: bulgarian
    Czechia, Czech Republic, Czechoslovakia: czech
    Czechoslovakia: czechoslovak; czechoslovakian
    Slovakia: slovak
    Yugoslavia: yugoslav; yugoslavian
    Serbia: serbian
    Croatia: croatian
    Bosnia and Herzegovina: bosnian; bosnia
    North Macedonia, Macedonia: macedonian; macedonia
    Ukraine: ukrainian
    Georgia: georgian
    Armenia: armenian
    Estonia: estonian
    Latvia: latvian
    Lithuania: lithuanian
    Portugal: portuguese
    Brazil: brazilian
    Argentina: argentine; argentinian; argentinean
    Chile: chilean
    Mexico: mexican
    Cuba: cuban
    Colombia: colombian
    Peru: peruvian
    Venezuela: venezuelan
    Canada: canadian
    Australia: australian; aussie
    New Zealand: kiwi; new zealander
    Ireland: irish
    Israel: israeli
    Lebanon: lebanese
    Egypt: egyptian
    Algeria: algerian
    Morocco: moroccan
    Tunisia: tunisian
    Senegal: senegalese
    Mali: malian
    Burkina Faso: burkinabe
    Mauritania: mauritanian
    Nigeria: nigerian; nollywood
    South Africa: south african
    Saudi Arabia: saudi
    Vietnam: vietnamese
    Thailand: thai
    Indonesia: indonesian
    Philippines: filipino; philippine; the philippines
    Pakistan: pakistani
    Bangladesh: bangladeshi
    Kazakhstan: kazakh
""")
_EASTERN_EUROPE = """
    Albania, Belarus, Bosnia and Herzegovina, Bulgaria, Croatia, Czech Republic, Czechia, Czechoslovakia, East Germany,
    Estonia, Hungary, Latvia, Lithuania, Macedonia, Moldova, Montenegro, North Macedonia, Poland, Romania, Russia,
    Serbia, Slovakia, Slovenia, Soviet Union, Ukraine, Yugoslavia
"""
_NORTH_AFRICA = "Algeria, Egypt, Libya, Morocco, Sudan, Tunisia"
_AFRICA = """
    Benin, Burkina Faso, Cameroon, Chad, Ethiopia, Ghana, Guinea, Ivory Coast, Kenya, Mali, Mauritania, Niger, Nigeria,
    Senegal, South Africa
"""
_EAST_ASIA = "China, Hong Kong, Japan, Mongolia, North Korea, South Korea, Taiwan"
_SOUTH_EAST_ASIA = "Cambodia, Indonesia, Malaysia, Philippines, Singapore, Thailand, Vietnam"
_SOUTH_ASIA = "Bangladesh, India, Nepal, Pakistan, Sri Lanka"
_MIDDLE_EAST = "Iran, Iraq, Israel, Jordan, Lebanon, Palestine, Saudi Arabia, Syria, Turkey"
_SOUTH_AMERICA = "Argentina, Bolivia, Brazil, Chile, Colombia, Ecuador, Paraguay, Peru, Uruguay, Venezuela"
REGIONS: Mapping[str, tuple[str, ...]] = {
    word: _countries(names)
    for words, names in {
        ("scandinavian", "nordic", "scandinavia"): "Denmark, Norway, Sweden, Finland, Iceland",
        ("baltic", "the baltics", "baltics"): "Estonia, Latvia, Lithuania",
        ("balkan", "the balkans", "balkans"): """
            Albania, Bosnia and Herzegovina, Bulgaria, Croatia, Greece, Macedonia, Montenegro, North Macedonia, Romania,
            Serbia, Slovenia, Yugoslavia
        """,
        ("eastern european", "eastern europe", "east european"): f"{_EASTERN_EUROPE}",
        ("central european", "central europe"): """
            Austria, Czech Republic, Czechia, Czechoslovakia, Germany, West Germany, East Germany, Hungary, Poland,
            Slovakia, Slovenia, Switzerland
        """,
        ("western european", "western europe", "west european"): """
            Austria, Belgium, France, Germany, West Germany, Ireland, Italy, Luxembourg, Netherlands, Portugal, Spain,
            Switzerland, United Kingdom
        """,
        ("african", "africa"): f"{_NORTH_AFRICA}, {_AFRICA}",
        ("north african", "north africa", "maghreb"): f"{_NORTH_AFRICA}",
        ("west african", "west africa"): """
            Benin, Burkina Faso, Ghana, Guinea, Ivory Coast, Mali, Mauritania, Niger, Nigeria, Senegal
        """,
        ("asian", "asia"): f"{_EAST_ASIA}, {_SOUTH_EAST_ASIA}, {_SOUTH_ASIA}, {_MIDDLE_EAST}, Kazakhstan",
        ("east asian", "east asia"): f"{_EAST_ASIA}",
        ("south asian", "south asia"): f"{_SOUTH_ASIA}",
        ("southeast asian", "southeast asia", "south east asian", "south east asia"): f"{_SOUTH_EAST_ASIA}",
        ("middle eastern", "middle east", "the middle east"): f"{_MIDDLE_EAST}, Egypt",
        ("latin american", "latin america"): f"{_SOUTH_AMERICA}, Costa Rica, Cuba, Guatemala, Mexico",
        ("south american", "south america"): f"{_SOUTH_AMERICA}",
        ("north american", "north america"): "Canada, Mexico, United States",
        ("european", "europe"): f"""
            Austria, Belgium, Denmark, Finland, France, Germany, West Germany, Greece, Iceland, Ireland, Italy,
            Luxembourg, Netherlands, Norway, Portugal, Spain, Sweden, Switzerland, United Kingdom, {_EASTERN_EUROPE}
        """,
    }.items()
    for word in words
}
"""Countries that a part of the world has, so far as films of the records come from them."""
COUNTRY_WORDS: Mapping[str, tuple[str, ...]] = {
    **{name.casefold().replace("’", ""): (name,) for name in COUNTRIES.values() if name.isascii()},
    **_DEMONYMS,
    **REGIONS,
    "germany": ("Germany", "West Germany", "East Germany"),
}
"""A country's name or adjective, folded, and the names under which records keep it."""

LANGUAGE_WORDS: Mapping[str, tuple[str, ...]] = {
    **{name.casefold(): (code,) for code, name in LANGUAGES.items() if name.isascii()},
    "chinese": ("zh", "cn"),
    "mandarin": ("zh",),
    "farsi": ("fa",),
    "norwegian": ("no", "nb", "nn"),
}
"""A language's English name, folded, and its codes."""

LANGUAGE_CUES = frozenset({"in", "speaking", "language", "spoken", "speaks", "speak"})
"""Words beside which a name that is a country's adjective too means the language."""

"""Letters of other alphabets in the Latin spelling people usually type for them."""

import re
import unicodedata

_CYRILLIC = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґўђјљњћџѓќѕѣѳѵ",
        str.split(
            "a b v g d e e zh z i y k l m n o p r s t u f kh ts ch sh shch - y - e yu ya "
            "i yi ye g u dj j lj nj c dz g k dz e f i"
        ),
        strict=True,
    )
)
_GREEK = dict(
    zip("αβγδεζηθικλμνξοπρσςτυφχψω", str.split("a v g d e z i th i k l m n x o p r s s t y f ch ps o"), strict=True)
)
_LATIN = {
    "ß": "ss",
    "æ": "ae",
    "œ": "oe",
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ð": "d",
    "þ": "th",
    "ı": "i",
    "ħ": "h",
    "ŋ": "ng",
    "ə": "e",
}
_HIRAGANA = dict(
    zip(
        "あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわゐゑをんゔ"
        "がぎぐげござじずぜぞだぢづでどばびぶべぼぱぴぷぺぽぁぃぅぇぉ",
        str.split(
            "a i u e o ka ki ku ke ko sa shi su se so ta chi tsu te to na ni nu ne no ha hi fu he ho ma mi mu me mo "
            "ya yu yo ra ri ru re ro wa i e o n v ga gi gu ge go za ji zu ze zo da ji zu de do ba bi bu be bo "
            "pa pi pu pe po a i u e o"
        ),
        strict=True,
    )
)
_SMALL_Y = {"ゃ": "a", "ゅ": "u", "ょ": "o"}
_KATAKANA_TO_HIRAGANA = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}
_TABLE = str.maketrans(
    {letter: "" if latin == "-" else latin for letter, latin in (_CYRILLIC | _GREEK | _LATIN).items()}
)

_KANA = re.compile("[\u3041-\u3096]+ー*[\u3041-\u3096ー]*")
_HANGUL = re.compile("[\uac00-\ud7a3]+")
_HANGUL_FIRST = str.split("g kk n d tt r m b pp s ss - j jj ch k t p h")
_HANGUL_MIDDLE = str.split("a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i")
_HANGUL_LAST = str.split("- k k k n n n t l k m l l l p l m p p t t ng t t k t p t")
_MARKS = re.compile("[\u0300-\u036f]+")


def to_latin(text: str) -> str:
    """Return casefolded `text` in Latin letters without marks; Han and alphabets with no table stay as they are."""
    text = unicodedata.normalize("NFC", text)
    text = text.translate(_KATAKANA_TO_HIRAGANA).translate(_TABLE)
    text = _KANA.sub(_kana, text)
    text = _HANGUL.sub(_hangul, text)
    text = _MARKS.sub("", unicodedata.normalize("NFKD", text))
    return unicodedata.normalize("NFC", text).translate(_TABLE)


def _kana(run: re.Match[str]) -> str:
    """Spell hiragana in Hepburn letters, long vowels short as they are mostly typed."""
    spelled: list[str] = []
    doubled = False
    for letter in run.group():
        if letter == "っ":
            doubled = True
            continue
        if letter in _SMALL_Y and spelled and spelled[-1].endswith("i"):
            stem = spelled[-1][:-1]
            spelled[-1] = stem + ("" if stem in {"sh", "ch", "j"} else "y") + _SMALL_Y[letter]
            continue
        latin = _HIRAGANA.get(letter, "")
        spelled.append(latin[:1] + latin if doubled else latin)
        doubled = False
    return "".join(spelled)


def _hangul(run: re.Match[str]) -> str:
    """Spell hangul by the Revised Romanization, syllable by syllable."""
    return "".join(map(_syllable, run.group()))


def _syllable(letter: str) -> str:
    first, rest = divmod(ord(letter) - 0xAC00, 588)
    middle, last = divmod(rest, 28)
    return (_HANGUL_FIRST[first] + _HANGUL_MIDDLE[middle] + _HANGUL_LAST[last]).replace("-", "")

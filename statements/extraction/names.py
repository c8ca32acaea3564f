"""Keys under which spellings of one name meet, and letters that only pretend to be Latin.

A key folds what is spelling (case, accents, apostrophes, the script), never what is a
different name: `Gadzhiev` and `Hajiyev` keep different keys, and a table of known
spellings joins them.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Final

_CYRILLIC: Final = dict(
    zip(
        "абвгдежзийклмнопрстуфхцчшщъыьэюяёіїєґўђјљњћџќѓѕ",
        "a b v g d e zh z i y k l m n o p r s t u f kh ts ch sh shch |"
        " y | e yu ya yo i yi ye g u dj j lj nj c dz k g dz".replace("|", "-").split(),
        strict=True,
    )
)
_ARMENIAN: Final = dict(
    zip(
        "աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆև",
        "a b g d e z e y t zh i l kh ts k h dz gh ch m y n sh o ch p j r s v t r ts v p k o f ev".split(),
        strict=True,
    )
)
_LATIN: Final = {
    "ə": "a",
    "ı": "i",
    "ł": "l",
    "đ": "d",
    "ð": "d",
    "þ": "th",
    "ø": "o",
    "æ": "ae",
    "œ": "oe",
    "ß": "ss",
    "ħ": "h",
}
_LETTERS: Final = str.maketrans(
    {**_LATIN, **_ARMENIAN, **{key: value.strip("-") for key, value in _CYRILLIC.items()}}
)
_APOSTROPHES: Final = str.maketrans(
    dict.fromkeys("'’‘ʼʻ`´ʹʺ′\u00ad\u200b\u200c\u200d\u2060\ufeff")
)
_BETWEEN: Final = re.compile(r"[\W_]+")
_APOSTROPHE: Final = ("'", "’")
_SCRIPTS: Final = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN")


@lru_cache(maxsize=8192)
def name_key(name: str) -> str:
    """Return the key of a spelling: lower case ASCII words where the script allows it.

    >>> name_key("HACIYEV"), name_key("Hacıyev"), name_key("Гаджиев")
    ('haciyev', 'haciyev', 'gadzhiev')
    >>> name_key("O’Brien") == name_key("OBrien"), name_key("José Muñoz")
    (True, 'jose munoz')
    """
    if name.isascii():
        folded = name.lower().translate(_APOSTROPHES)
    else:
        lowered = name.translate({0x130: "i"}).lower().translate(_APOSTROPHES)
        composed = unicodedata.normalize("NFC", lowered).translate(_LETTERS)
        decomposed = unicodedata.normalize("NFKD", composed)
        plain = "".join(c for c in decomposed if not unicodedata.combining(c))
        folded = plain.lower().translate(_LETTERS)
    return _BETWEEN.sub(" ", folded).strip()


def without_possessive(name: str) -> str:
    """Return `name` without a possessive ending.

    >>> without_possessive("Aliyev’s"), without_possessive("the ministers'")
    ('Aliyev', 'the ministers')
    """
    stem = name.removesuffix("s")
    return stem[:-1] if stem.endswith(_APOSTROPHE) else name


def foreign_letters(name: str) -> str:
    """Return the letters of `name` that belong to another script than its word, in order.

    Anything returned means that the spelling must not be merged by a machine: a word
    with letters of two scripts is a mistake or a disguise.

    >>> foreign_letters("Zаkharova"), foreign_letters("Zakharova"), foreign_letters("Захарова")
    ('а', '', '')
    """
    if name.isascii():
        return ""
    return "".join(_foreign_in(w) for w in _BETWEEN.split(name) if not w.isascii())


def _foreign_in(word: str) -> str:
    scripts = [_script(letter) for letter in word]
    known = [script for script in scripts if script]
    if len(set(known)) < 2:  # noqa: PLR2004
        return ""
    main = max(sorted(set(known)), key=known.count)
    return "".join(
        c for c, script in zip(word, scripts, strict=True) if script and script != main
    )


def _script(letter: str) -> str:
    if not letter.isalpha():
        return ""
    name = unicodedata.name(letter, "")
    return next((script for script in _SCRIPTS if name.startswith(script)), "")

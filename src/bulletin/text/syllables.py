"""Letters → whether they are a Vietnamese syllable, judged by its structure: onset, rhyme, tone and the tone's place.

No list of words: the tables are the spelling rules of quốc ngữ (onsets and rhymes after TCVN 6909's alphabet and the
school grammars). A stop at the end takes only sắc and nặng; k, gh and ngh stand before e, ê, i, y only, and c, g, ng
never do. Both places of a tone are good: hòa and hoà.
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from itertools import product

_TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
_STOP_TONES = ("\u0301", "\u0323")

# Rhymes that any onset may take, by their first letter.
_OPEN_TO_ALL = """
a ai ao au ay ac ach am an ang anh ap at ăc ăm ăn ăng ăp ăt âu ây âc âm ân âng âp ât
e eo ec em en eng ep et ê êu êch êm ên ênh êp êt
i ia iu ich im in inh ip it iêc iêm iên iêng iêp iêt iêu
o oi oc om on ong op ot ooc oong oa oai oao oay oac oach oam oan oang oanh oap oat oăc oăm oăn oăng oăt
oe oeo oen oet oem oep ô ôi ôc ôm ôn ông ôp ôt ôôc ôông ơ ơi ơm ơn ơp ơt
u ua ui uc um un ung up ut uân uâng uât uây uê uêch uênh uên uơ uôc uôi uôm uôn uông uôt uôp
uy uya uych uyên uyêt uyn uynh uyp uyt uyu uau uao ư ưa ưi ưu ưc ưm ưn ưng ưt ươc ươi ươm ươn ương ươp ươt ươu
"""
_RHYMES = tuple(_OPEN_TO_ALL.split())
_RHYMES_ALONE = ("yêm", "yên", "yêng", "yêt", "yêu")  # with no onset, or after qu
_RHYMES_AFTER_QU = ("yn", "ynh", "yt", "ych", "yp")  # as in quýt, quỳnh; "quyên" stands above
_STOPS = ("c", "ch", "p", "t")

_FRONT = "eêiy"
_BACK = "aăâoôơuư"
# onset → the first letters of the rhymes that it takes
_ONSETS = {
    "": _BACK + _FRONT, "b": _BACK + _FRONT, "c": _BACK, "ch": _BACK + _FRONT, "d": _BACK + _FRONT, "đ": _BACK + _FRONT,
    "g": _BACK + "i", "gh": "eêi", "gi": _BACK + "eê", "h": _BACK + _FRONT, "k": _FRONT, "kh": _BACK + _FRONT,
    "l": _BACK + _FRONT, "m": _BACK + _FRONT, "n": _BACK + _FRONT, "ng": _BACK, "ngh": "eêi", "nh": _BACK + _FRONT,
    "p": _BACK + _FRONT, "ph": _BACK + _FRONT, "q": "u", "qu": "aăâeêioôơy", "r": _BACK + _FRONT, "s": _BACK + _FRONT,
    "t": _BACK + _FRONT, "th": _BACK + _FRONT, "tr": _BACK + _FRONT, "v": _BACK + _FRONT, "x": _BACK + _FRONT,
}  # fmt: skip

_MARKED = "ăâêôơư"
_GLIDES = ("oa", "oe", "uy")
LONGEST = 7  # nghiêng


def _tone_places(rhyme: str) -> tuple[int, ...]:
    """Return which letters of the rhyme may carry its tone."""
    vowels = [place for place, letter in enumerate(rhyme) if letter in _BACK + _FRONT]
    marked = [place for place in vowels if rhyme[place] in _MARKED]
    if rhyme in ("ưa", "ưu", "ưi"):
        return (0,)
    if marked:
        return (marked[-1],)
    if len(vowels) == 1:
        return (vowels[0],)
    if rhyme.startswith("oo"):
        return (1,)
    if rhyme.startswith(_GLIDES):  # hòa and hoà; the same with a coda, as old typewriters did (hòan)
        return (0, 1)
    if len(vowels) == 3:
        return (1,)
    return (0,)


@cache
def _toned_rhymes() -> dict[str, str]:
    """Return every written rhyme with its tone → its first letter without the tone."""
    found: dict[str, str] = {}
    for rhyme in ("y", *_RHYMES, *_RHYMES_ALONE, *_RHYMES_AFTER_QU):
        tones = _STOP_TONES if rhyme.endswith(_STOPS) else _TONES
        for tone, place in product(tones, _tone_places(rhyme)):
            written = unicodedata.normalize("NFC", rhyme[: place + 1] + tone + rhyme[place + 1 :])
            found[written] = rhyme[0]
    return found


_ALONE = frozenset(
    unicodedata.normalize("NFC", rhyme[:2] + tone + rhyme[2:]) for rhyme in _RHYMES_ALONE for tone in _TONES
)
_Y = frozenset(unicodedata.normalize("NFC", "y" + tone) for tone in _TONES)
_QU = frozenset(
    unicodedata.normalize("NFC", rhyme[: place + 1] + tone + rhyme[place + 1 :])
    for rhyme in _RHYMES_AFTER_QU
    for place in _tone_places(rhyme)
    for tone in _TONES
)
_BEFORE_Y = ("", "h", "k", "l", "m", "qu", "s", "t", "v")


@lru_cache(maxsize=1 << 14)
def is_syllable(letters: str) -> bool:
    """Return whether small letters in NFC are spelt as one Vietnamese syllable."""
    if not letters or len(letters) > LONGEST:
        return False
    return any(
        letters.startswith(onset) and _fits(onset, letters[len(onset) :])
        for onset in (letters[:3], letters[:2], letters[:1], "")
        if onset in _ONSETS
    )


def _fits(onset: str, rhyme: str) -> bool:
    first = _toned_rhymes().get(rhyme)
    if first is None:
        return False
    if rhyme in _Y:
        return onset in _BEFORE_Y
    if rhyme in _ALONE:
        return onset in ("", "qu")
    if rhyme in _QU:
        return onset == "qu"
    return first in _ONSETS[onset]


# Spellings of the highland languages that Vietnamese news is full of: Đắk Lắk, Krông Nô, Đrăng, Pleiku.
_LOOSE_ONSETS = ("kr", "đr", "br", "bl", "pl", "kl", "chr", "hr", "f", "j", "w", "z")


@lru_cache(maxsize=1 << 12)
def is_loosely_spelt(letters: str) -> bool:
    """Return whether small letters might be a name of the highlands: neither for nor against a reading."""
    for onset in _LOOSE_ONSETS:
        rest = letters[len(onset) :]
        if letters.startswith(onset) and (is_syllable(rest) or is_syllable("l" + rest)):
            return True
    return letters.endswith("k") and is_syllable(letters[:-1] + "c")

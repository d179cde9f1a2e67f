"""Which script a character is of."""

from __future__ import annotations

from functools import lru_cache

from fontTools.unicodedata import script

_OF_SEVERAL = {
    "Hans": frozenset({"Hani", "Bopo"}),
    "Hant": frozenset({"Hani", "Bopo"}),
    "Jpan": frozenset({"Hani", "Hira", "Kana"}),
    "Hrkt": frozenset({"Hira", "Kana"}),
    "Kore": frozenset({"Hang", "Hani"}),
    "Aran": frozenset({"Arab"}),
}
"""What ISO 15924 calls one script and Unicode several, or otherwise."""


@lru_cache(maxsize=4096)
def script_of(character: str) -> str:
    """Give a character's script as Unicode has it: ``Latn``, or ``Zyyy`` for what all scripts use."""
    return str(script(character))


def in_script(character: str, name: str) -> bool:
    """Say whether a character is of a script, which may be one that Unicode divides (``Jpan``)."""
    return script_of(character) in _OF_SEVERAL.get(name, {name})

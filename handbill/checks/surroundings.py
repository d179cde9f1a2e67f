"""What is known beyond one unit: what else the language's catalogs hold, and what the campaign says.

Checks of one unit that need it (is the same text translated otherwise
elsewhere? is this one much longer than is usual?) are given it with the unit,
so that there is one kind of check and one way to run it.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from handbill.catalogs.changes import fold
from handbill.checks.conventions import USUAL_PROPORTION
from handbill.content.texts import visible_length
from handbill.glossary import NO_TERMS, Glossary
from handbill.languages import Language
from handbill.model import Catalog, State, Unit

SHORTEST = 40
"""Characters of source below which a translation's length says nothing."""

_WEIGHT = 10
"""How many texts the proportion that is expected beforehand counts for."""
_SPREAD = 0.3
"""How far texts of one language usually are from its proportion, as a natural logarithm."""


@dataclass(frozen=True, slots=True)
class Rendering:
    """How a text is translated in one place."""

    text: str
    place: str
    """``path:line``, or the path alone."""


@dataclass(frozen=True, slots=True)
class Proportion:
    """How long translations into a language are for their sources: logarithms of their proportion."""

    mean: float = 0.0
    spread: float = _SPREAD


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is known beyond one unit."""

    source: Language | None = None
    """The language of the source."""
    country: str = "US"
    """ISO 3166: where phone numbers are at home."""
    renderings: Mapping[tuple[str, str], Sequence[Rendering]] = field(default_factory=dict)
    """How each text is translated wherever it stands; by `same_text`."""
    proportion: Proportion | None = None
    """How long translations usually are; nothing where it is not known."""
    glossary: Glossary = NO_TERMS
    """The campaign's terms."""


ALONE = Surroundings()
"""Nothing is known beyond the unit."""


def survey(
    catalogs: Iterable[tuple[str, Catalog]],
    language: Language,
    *,
    source: Language | None = None,
    country: str = "US",
    glossary: Glossary = NO_TERMS,
) -> Surroundings:
    """Give what all catalogs of one language, each with its path, tell about it."""
    renderings: dict[tuple[str, str], list[Rendering]] = defaultdict(list)
    proportions: list[float] = []
    for path, catalog in catalogs:
        for unit in catalog.by_key.values():
            if unit.state < State.TRANSLATED or unit.message.plural is not None:
                continue
            place = path if unit.line is None else f"{path}:{unit.line}"
            renderings[same_text(unit)].append(Rendering(unit.msgstr[0], place))
            if (measured := proportion(unit.message.msgid, unit.msgstr[0])) is not None:
                proportions.append(measured)
    return Surroundings(source, country, renderings, _usual(proportions, language, source), glossary)


def same_text(unit: Unit) -> tuple[str, str]:
    """Give what all units share that should be translated alike: their text and the kind of place it stands in."""
    context = unit.message.context or ""
    # petition:title and letter:title are the same kind of place.
    return (context.rpartition(":")[2], fold(unit.message.msgid))


def proportion(msgid: str, msgstr: str) -> float | None:
    """Give how long a translation is for its source, as a logarithm; nothing where the source is too short to tell."""
    before, after = visible_length(msgid), visible_length(msgstr)
    return math.log(after / before) if before >= SHORTEST and after else None


def _usual(proportions: Sequence[float], language: Language, source: Language | None) -> Proportion:
    expected = math.log(USUAL_PROPORTION.get(language.script, 1.1))
    if source is not None:
        expected -= math.log(USUAL_PROPORTION.get(source.script, 1.0))
    count = _WEIGHT + len(proportions)
    mean = (_WEIGHT * expected + sum(proportions)) / count
    # The one that is far off must not hide itself by widening what is usual.
    squares = (min(abs(each - mean), 2 * _SPREAD) ** 2 for each in proportions)
    return Proportion(mean, math.sqrt((_WEIGHT * _SPREAD**2 + sum(squares)) / count))

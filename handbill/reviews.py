"""What was signed off, word for word: ``locales/LOCALE/reviews.jsonl``.

A sign-off in a catalog is a digest, which tells that a text has changed since,
but not how. This record does. It has one line a sign-off, in the order of the
digests, so that what two people record in two branches seldom meets, and git
is told to keep both where it does (``merge=union``).
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from handbill.errors import CatalogError
from handbill.model import REVIEWED, Unit


@dataclass(frozen=True, slots=True)
class Review:
    """One sign-off."""

    digest: str
    """`Unit.digest` of what was signed off."""
    domain: str
    context: str | None
    msgid: str
    msgstr: tuple[str, ...]
    date: str
    """``2011-07-04``."""
    by: str | None = None
    """Who signed off, if a name was given."""


def review_of(unit: Unit, domain: str, date: str, by: str | None) -> Review:
    """Give the record of a sign-off."""
    return Review(unit.digest, domain, unit.message.context, unit.message.msgid, unit.msgstr, date, by)


def parse_reviews(text: str, path: str) -> tuple[Review, ...]:
    """Read a record. What is none is a `CatalogError` with its line; nothing is passed over."""
    return tuple(_parsed(line, path, number) for number, line in enumerate(text.split("\n"), start=1) if line.strip())


def _parsed(line: str, path: str, number: int) -> Review:
    try:
        data: dict[str, Any] = json.loads(line)
        found = Review(**{**data, "msgstr": tuple(data["msgstr"])})
        if not all(isinstance(each, str) for each in (found.digest, found.domain, found.msgid, found.date)):
            raise TypeError(found)  # noqa: TRY301 - one answer to all that can be wrong with a line
    except (ValueError, TypeError, KeyError) as error:
        raise CatalogError(
            "this line is no record of a review",
            path=path,
            line=number,
            hint="Bring back an older version of the file. If git left a conflict in it, keep the lines of both sides.",
        ) from error
    return found


def serialize_reviews(reviews: Iterable[Review]) -> bytes:
    """Write a record: each sign-off once, the later one where a text was signed off twice."""
    latest = {each.digest: each for each in sorted(reviews, key=lambda each: each.date)}
    lines = (json.dumps(asdict(latest[digest]), ensure_ascii=False) for digest in sorted(latest))
    return "".join(f"{line}\n" for line in lines).encode()


def last_review(reviews: Iterable[Review], unit: Unit, domain: str) -> Review | None:
    """Give what was last signed off of a unit whose sign-off has lapsed; nothing where that is not known.

    The digest of the lapsed sign-off says which it is; where an update has
    carried that on, the newest record of the same text, or of the text before.
    """
    noted = {found[1] for each in unit.comments if (found := REVIEWED.fullmatch(each.strip()))}
    texts = {unit.message.msgid, unit.previous.msgid if unit.previous else unit.message.msgid}
    place = (domain, unit.message.context)
    exact = [each for each in reviews if each.digest in noted]
    alike = [each for each in reviews if (each.domain, each.context) == place and each.msgid in texts]
    return max(exact or alike, key=lambda each: each.date, default=None)

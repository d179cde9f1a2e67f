"""Questions about the words of a sheet: most need no more than what it is made of."""

from __future__ import annotations

import datetime as dt
import re
import warnings
from collections.abc import Iterator
from functools import cache

from myanmartools import ZawgyiDetector

from handbill.facts import Fact, Kind, format_fact
from handbill.languages import language
from handbill.model import Severity
from handbill.policy import Below, Publish
from handbill.render.preflight.base import Intended, Problem
from handbill.render.preflight.reading import Reading

CERTAIN = 0.9
"""The probability from which on a text is taken for Zawgyi. Most texts are below 0.01 or above 0.99."""

_BURMESE = re.compile("[\u1000-\u109f]")


class Blank:
    """There is something on it."""

    id = "blank"
    severity = Severity.ERROR

    def problems(self, reading: Reading, intended: Intended) -> Iterator[Problem]:
        """Say so where no page has a text or a figure."""
        # What has no tags has no figures that could be counted; that it has none is another question.
        if reading.tags.marked and not reading.tags.figures and not any(page.glyphs for page in reading.pages):
            yield Problem(
                "there is nothing on it", "Set something in the template: docs/templates.md shows a whole one."
            )


class Version:
    """A printed sheet carries its version code, by which handbill which tells what it is and whether it is out of date.

    Once is enough: the library sets it on every copy, and a folded sheet has it on
    one side. Pictures for screens need none.
    """

    id = "version"
    severity = Severity.ERROR

    def problems(self, reading: Reading, intended: Intended) -> Iterator[Problem]:
        """Say so where it stands nowhere."""
        if intended.printed and not _shows(reading, intended.version):
            yield Problem(
                f"its version code, {intended.version}, stands nowhere on it",
                "Set foot() of the template library: imposed(foot: foot(), ..), pages.with(footer: numbered-foot()).",
                path=intended.template or None,
            )


def _shows(reading: Reading, version: str) -> bool:
    return any(version in line.text.replace(" ", "") for line in reading.lines)


class Zawgyi:
    """Burmese is in Unicode, not in Zawgyi, which looks right to its author and prints as nonsense."""

    id = "zawgyi"
    severity = Severity.ERROR

    def problems(self, reading: Reading, intended: Intended) -> Iterator[Problem]:
        """Give the texts in Zawgyi."""
        for text, _, place in intended.texts:
            if _burmese(text) and _detector().get_zawgyi_probability(text) > CERTAIN:
                shown = text if len(text) <= 60 else f"{text[:57]}..."
                yield Problem(
                    f"“{shown}” is in Zawgyi, an older encoding",
                    "Convert it to Unicode, and ask for Unicode next time.",
                    path=place,
                )


def _burmese(text: str) -> bool:
    return _BURMESE.search(text) is not None


@cache
def _detector() -> ZawgyiDetector:
    with warnings.catch_warnings():
        # It reads its model by a function that the standard library has since renamed.
        warnings.simplefilter("ignore", DeprecationWarning)
        return ZawgyiDetector()


class Untranslated:
    """A sheet that does not say that it is partly in another language is wholly in its own.

    The release policy decides what it means: with ``below = "hold back"`` an
    error, with ``below = "label"`` a warning, with ``publish = "any"`` nothing.
    """

    id = "untranslated"
    severity = Severity.WARNING

    def problems(self, reading: Reading, intended: Intended) -> Iterator[Problem]:
        """Give the texts in another language, together."""
        said = intended.labelled and _shows(reading, intended.version)
        if intended.policy.publish is Publish.ANY or said or not intended.others:
            return
        first = intended.others[0]
        count = len(intended.others)
        yield Problem(
            f"{f'{count} texts, such as “{first}”, are' if count > 1 else f'“{first}” is'} not in"
            f" {intended.language.name}, and nothing on it says so",
            f"Translate it: handbill review -l {intended.language.tag} --needs-work.",
            severity=Severity.ERROR if intended.policy.below is Below.HOLD_BACK else None,
        )


class Deadline:
    """No date on it has passed.

    Asked of the facts that the template sets, by themselves or within a text. A
    fact with ``expires = false`` may lie in the past.
    """

    id = "deadline"
    severity = Severity.ERROR

    def problems(self, reading: Reading, intended: Intended) -> Iterator[Problem]:
        """Give the dates that have."""
        for name in sorted(intended.shown):
            fact = intended.facts.get(name)
            if fact and passed(fact, intended.today):
                yield Problem(*_told(fact, intended.today), path=fact.place, shared=True)


def passed(fact: Fact, today: dt.date) -> bool:
    """Say whether a fact is a date that lies before a day and is not meant to."""
    return fact.expires and isinstance(fact.value, dt.date) and _day(fact.value) < today


def _day(value: dt.date) -> dt.date:
    return value.date() if isinstance(value, dt.datetime) else value


def _told(fact: Fact, today: dt.date) -> tuple[str, str]:
    assert isinstance(fact.value, dt.date)
    english = language("en")
    shown = format_fact(Fact("", Kind.DATE, _day(fact.value)), english).text
    now = format_fact(Fact("", Kind.DATE, today), english).text
    return (
        f"the {fact.name.replace('_', ' ')} of {shown} has passed (today is {now}): what shows it is refused",
        f"Set facts.{fact.name} to a new date. If it is meant to lie in the past: expires = false.",
    )

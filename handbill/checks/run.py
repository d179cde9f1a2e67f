"""Running checks over a unit, over a catalog."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence

from handbill.checks.base import Check, Problem, Subject
from handbill.checks.plurals import PluralRule, Plurals
from handbill.checks.surroundings import ALONE, Surroundings
from handbill.facts import Fact
from handbill.languages import Language
from handbill.model import Catalog, Finding, Key, Severity, State, Unit, shows

IGNORE = "ignore-"
"""What a flag begins with that switches a check off for one message: ``ignore-numbers``."""


def check_unit(
    subject: Subject, checks: Sequence[Check], *, off: Container[str] = ()
) -> Iterator[tuple[Check, Problem]]:
    """Give what is wrong with one translation, whatever its state; `off` are the ids of checks to leave out."""
    flags = subject.unit.message.flags
    for check in checks:
        ignored = check.id in off or IGNORE + check.id in flags
        for problem in check.problems(subject):
            if problem.unusable or not ignored:
                yield check, problem


def check_catalog(
    catalog: Catalog,
    checks: Sequence[Check],
    *,
    path: str,
    domain: str,
    language: Language,
    facts: Mapping[str, Fact],
    limits: Mapping[Key, int],
    surroundings: Surroundings = ALONE,
    off: Container[str] = (),
) -> Iterator[Finding]:
    """Give the findings of a catalog's translations that could be released, in the order of the file.

    `surroundings` is what `survey` gives of all catalogs of the language. Of a
    translation that is begun, only its plural forms are looked at; of the
    header, which has no msgid, only its plural rule. Of a pseudo-locale errors
    alone are told: how a language is written well says nothing of it.
    """
    if language.is_pseudo:
        checks = [check for check in checks if check.severity is Severity.ERROR]
    rule = catalog.fields.get("Plural-Forms", "")
    for unit in (catalog.header, *catalog.by_key.values()):
        subject = Subject(unit, language, facts, limits.get(unit.key), surroundings, rule)
        for check, problem in check_unit(subject, _asked_of(unit, catalog, checks), off=off):
            yield Finding(
                check.id,
                check.severity,
                problem.message,
                problem.hint,
                path=path,
                line=unit.line,
                locale=language.tag,
                domain=domain,
                key=unit.key,
                text=problem.text,
                span=problem.span,
            )


def _asked_of(unit: Unit, catalog: Catalog, checks: Sequence[Check]) -> Sequence[Check]:
    if unit is catalog.header:
        counted = any(each.message.plural is not None for each in catalog.by_key.values())
        return [check for check in checks if counted and check.id == PluralRule.id]
    if unit.state >= State.TRANSLATED:
        return checks
    begun = not unit.fuzzy and any(map(shows, unit.msgstr))
    return [check for check in checks if check.id == Plurals.id] if begun else ()

"""Running checks over a catalog."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from handbill.checks.base import Check, Subject
from handbill.facts import Fact
from handbill.glossary import NO_TERMS, Glossary
from handbill.languages import Language
from handbill.model import Catalog, Finding, Key, Severity, State


def check_catalog(
    catalog: Catalog,
    checks: Sequence[Check],
    *,
    path: str,
    domain: str,
    language: Language,
    facts: Mapping[str, Fact],
    limits: Mapping[Key, int],
    glossary: Glossary = NO_TERMS,
) -> Iterator[Finding]:
    """Give the findings of a catalog's translations that could be released, in the order of the file.

    Of a pseudo-locale errors alone: how a language is written well says nothing of it.
    """
    if language.is_pseudo:
        checks = [check for check in checks if check.severity is Severity.ERROR]
    for unit in catalog.by_key.values():
        if unit.state < State.TRANSLATED:
            continue
        subject = Subject(unit, language, facts, limits.get(unit.key), glossary)
        for check in checks:
            for problem in check.problems(subject):
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
                )

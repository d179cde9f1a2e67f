"""The checks of plural forms and of the rule that chooses among them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from gettext import c2py

from handbill.checks.base import Problem, Subject
from handbill.languages import PLURAL_RULE
from handbill.model import Severity, shows

_COMPARED = 1000
"""How many numbers two rules are compared on."""


class Plurals:
    """A text that counts something has a form for each kind of number that the language tells apart.

    The catalog's header says how many forms there are and which number takes
    which. A header without a rule, or with that of English in a language that
    needs three forms or more, gives readers the wrong one; so does a form that
    was left empty.
    """

    id = "plurals"
    severity = Severity.ERROR

    def problems(self, subject: Subject) -> Iterator[Problem]:
        """Give what is wrong with the translation."""
        unit, language = subject.unit, subject.language
        if unit.message.plural is None:
            return
        right = f"Write in the catalog's header: Plural-Forms: {language.plural}"
        said = count = language.plural_count
        if subject.rule is not None:
            found = _forms(subject.rule)
            if found is None:
                yield Problem("the catalog's header has no plural rule that can be read", right)
            said = found[0] if found else said
            if found and said <= 2 < count:
                yield Problem(f"the catalog's header knows {said} plural forms, and {language.name} has {count}", right)
        if len(unit.msgstr) != said:
            yield Problem(f"there are {len(unit.msgstr)} plural forms, and must be {said}", "Write one for each.")
        empty = [f"msgstr[{index}]" for index, form in enumerate(unit.msgstr) if not shows(form)]
        if empty and len(empty) < len(unit.msgstr):
            yield Problem(f"{' and '.join(empty)} of the plural forms is empty", "Write every form, or none.")


class PluralRule:
    """The catalog's plural rule tells apart all numbers that the language does.

    Where a header's rule is valid it is used, and the language's own is not. One
    that tells more numbers apart does no harm. If a coarser one is right, say so
    in handbill.toml: ``plural`` in ``[languages.TAG]``. The finding is of the
    header; where no rule is known for a language, there is none.
    """

    id = "plural-rule"
    severity = Severity.WARNING

    def problems(self, subject: Subject) -> Iterator[Problem]:
        """Give what is wrong with the header, which is the unit without a msgid."""
        language = subject.language
        if subject.unit.message.msgid or subject.rule is None or not language.plural_known:
            return
        pair = _taken_for_one(subject.rule, language.plural)
        if pair is not None:
            yield Problem(
                f"the plural rule has one form for {pair[0]} and {pair[1]}, which {language.name} usually tells apart",
                f"Write in the header: Plural-Forms: {language.plural} Or, if its rule is right, write it as plural "
                f"under [languages.{language.tag}] in handbill.toml.",
            )


@lru_cache(maxsize=256)
def _taken_for_one(rule: str, known: str) -> tuple[int, int] | None:
    """Give two numbers that a rule has one form for, and the known rule two; nothing where there are none."""
    theirs, ours = _forms(rule), _forms(known)
    if theirs is None or ours is None:
        return None
    first: dict[int, int] = {}
    for number, form in enumerate(theirs[1]):
        other = first.setdefault(form, number)
        if ours[1][other] != ours[1][number]:
            return other, number
    return None


@lru_cache(maxsize=256)
def _forms(rule: str) -> tuple[int, tuple[int, ...]] | None:
    """Give how many forms a rule has and which each number takes; nothing where it cannot be read."""
    found = PLURAL_RULE.fullmatch(rule.strip())
    if found is None:
        return None
    try:
        form = c2py(rule.partition(";")[2].partition("=")[2].strip().rstrip("; "))
        forms = tuple(form(number) for number in range(_COMPARED))
    except (ValueError, ZeroDivisionError, RecursionError):
        return None
    return (int(found[1]), forms) if max(forms) < int(found[1]) else None

"""The checks of plural forms and of the rule that chooses among them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from handbill.checks.base import Problem, Subject
from handbill.model import Severity, shows
from handbill.plurals import forms_of, forms_taken, is_plural_rule


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
            readable = is_plural_rule(subject.rule)
            if not readable:
                yield Problem("the catalog's header has no plural rule that can be read", right)
            said = (forms_of(subject.rule) or said) if readable else said
            if readable and said <= 2 < count:
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
    theirs, ours = forms_taken(rule), forms_taken(known)
    if theirs is None or ours is None:
        return None
    first: dict[int, int] = {}
    for number, form in enumerate(theirs):
        other = first.setdefault(form, number)
        if ours[other] != ours[number]:
            return other, number
    return None

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
    """The catalog's plural rule is the one that is known for the language.

    Where a header's rule is valid it is used, and the language's own is not. If
    it is right, say so in handbill.toml: ``plural`` in ``[languages.TAG]``.
    """

    id = "plural-rule"
    severity = Severity.WARNING

    def problems(self, subject: Subject) -> Iterator[Problem]:
        """Give what is wrong with the translation."""
        if subject.unit.message.plural is None or subject.rule is None:
            return
        theirs, ours = _forms(subject.rule), _forms(subject.language.plural)
        if theirs is None or ours is None or theirs == ours:
            return
        name = subject.language.name
        pairs = zip(theirs[1], ours[1], strict=True)
        number = next((index for index, (first, second) in enumerate(pairs) if first != second), 0)
        yield Problem(
            f"the catalog's header takes form {theirs[1][number]} for {number}, and {name} usually takes "
            f"form {ours[1][number]} of {ours[0]}",
            f"Write in the catalog's header: Plural-Forms: {subject.language.plural} Or, if its rule is right, write "
            f"it as plural under [languages.{subject.language.tag}] in handbill.toml.",
        )


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

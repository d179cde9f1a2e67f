"""The check of texts that are still in the language of the source."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbill.catalogs.changes import fold
from handbill.checks.base import Problem, Subject
from handbill.checks.conventions import primary
from handbill.checks.prose import is_word, letters, words
from handbill.checks.scripts import in_script
from handbill.model import Severity

_SEVERAL = 3
"""Words from which a text is more than a name or a word that two languages share."""
_LONG = 4
"""Letters from which a word in lower case is hardly part of a name: not "of", "de la", "van"."""


class Unchanged:
    """The translation is not the source itself.

    Names, addresses, numbers and single words may be the same in two languages
    and are left alone. If the text is the same on purpose, say so with the
    flag ``ignore-unchanged``.
    """

    id = "unchanged"
    severity = Severity.WARNING

    def problems(self, subject: Subject) -> Iterator[Problem]:
        """Give what is wrong with the translation."""
        source = subject.surroundings.source
        if source is not None and primary(source.tag) == primary(subject.language.tag):
            return
        same = {fold(each) for each in subject.sources}
        for form in subject.forms:
            if fold(form) in same and _is_language(form, subject):
                yield Problem("the translation is the source itself", "Translate it.", form)


def _is_language(text: str, subject: Subject) -> bool:
    """Say whether a text is more than names."""
    found = [each[0].strip(".,:;!?()“”\"'’«»") for each in words(text)]
    found = [each for each in found if is_word(re.sub("['’]", "", each))]
    cased = any(each.islower() or each.isupper() for each in letters(text))
    if cased:
        return len(found) >= _SEVERAL and any(each.islower() and len(each) >= _LONG for each in found)
    # Without capitals nothing tells names; but another script than the language's own does.
    kept = list(letters(text))
    return len(kept) >= _LONG and not any(in_script(each, subject.language.script) for each in kept)

"""The check of the encoding of Burmese."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from functools import cache
from typing import Protocol

from handbill.checks.base import Problem, Subject
from handbill.checks.conventions import primary
from handbill.model import Severity

CERTAIN = 0.95
"""The probability from which the detector's makers call a text Zawgyi."""

CERTAIN_OF_A_WORD = 0.999
"""The same for a word or two, of which the model knows less: it takes ငါး, five, for Zawgyi at 0.97."""

_WORD = 10
"""Letters of the script below which a text is a word or two."""


class Zawgyi:
    """Burmese is written in Unicode, and not in the encoding of the Zawgyi fonts.

    The two look the same on a phone with the right font and like letters thrown
    together on every other; what is printed would be unreadable. Told apart by
    the model of myanmartools; other languages of the script were never written
    in Zawgyi to speak of.
    """

    id = "zawgyi"
    severity = Severity.ERROR

    def problems(self, subject: Subject) -> Iterator[Problem]:
        """Give what is wrong with the translation."""
        if primary(subject.language.tag) != "my":
            return
        for form in subject.forms:
            letters = sum("\u1000" <= each <= "\u109f" for each in form)
            if letters and _detector().get_zawgyi_probability(form) >= (
                CERTAIN if letters >= _WORD else CERTAIN_OF_A_WORD
            ):
                hint = "Convert it from Zawgyi to Unicode, and type new text with a Unicode keyboard."
                yield Problem("the text is in the Zawgyi encoding, not in Unicode", hint, form)


class _Detector(Protocol):
    def get_zawgyi_probability(self, text: str) -> float: ...


@cache
def _detector() -> _Detector:
    # Its model is read from disk; nobody but writers of Burmese shall wait for it.
    from myanmartools import ZawgyiDetector  # noqa: PLC0415

    with warnings.catch_warnings():
        # It reads the model in a way that Python wants to give up.
        warnings.simplefilter("ignore", DeprecationWarning)
        detector: _Detector = ZawgyiDetector()
    return detector

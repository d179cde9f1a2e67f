"""The question about the code to scan."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import segno

from handbill.model import Severity
from handbill.render.preflight.base import Intended, Problem
from handbill.render.preflight.reading import Reading

SMALLEST = 0.7
"""The width, in inches and without its white border, that every telephone reads at arm's length; with it, 0.8."""

FINEST = 0.01
"""The width of one of its squares, in inches: a long address needs many."""


class CodeToScan:
    """The code to scan can be read and leads to the page in the reader's language.

    Every page is drawn as a printer draws it, and read as a telephone reads it.
    A figure whose alternative text is an address is taken for a code.
    """

    id = "code"
    severity = Severity.ERROR

    def problems(self, reading: Reading, intended: Intended) -> Iterator[Problem]:
        """Give the codes that lead elsewhere, cannot be read, or are small."""
        for code in reading.codes:
            if code.text not in intended.codes:
                yield Problem(
                    f"the code leads to {code.text}, and should lead to {' or '.join(intended.codes)}",
                    "Draw it with qr() of the template library.",
                    code.page,
                )
            elif code.width < SMALLEST * 72:
                yield Problem(
                    f"the code is {code.width / 72:.2f}in wide; old telephones need {SMALLEST}in",
                    "Give it more room in the template, or shorten the address.",
                    code.page,
                    severity=Severity.WARNING,
                )
            elif (module := code.width / 72 / _modules(code.text)) < FINEST:
                yield Problem(
                    f"the code's squares are {module:.3f}in wide; old telephones need {FINEST}in",
                    "Shorten the address, or make the code larger in the template.",
                    code.page,
                    severity=Severity.WARNING,
                )
        meant = sum(text in intended.codes for text in reading.tags.figures)
        if len(reading.codes) < meant:
            yield Problem(
                f"{meant} codes to scan are on it, and {len(reading.codes)} can be read"
                if meant > 1
                else "its code to scan cannot be read",
                "Leave white room around it, print it dark on light, and make it larger.",
            )


@lru_cache(maxsize=256)
def _modules(address: str) -> float:
    return segno.make(address, error="m", micro=False).symbol_size(border=0)[0]

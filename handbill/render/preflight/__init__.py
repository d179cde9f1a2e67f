"""Preflight: small classes that ask one question of one finished sheet each. docs/preflight.md tells why.

Pure: the bytes of a PDF and what it should be give flaws. An error refuses the
sheet, a warning is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from handbill.errors import RenderError
from handbill.model import Severity
from handbill.render.preflight.access import Tagging
from handbill.render.preflight.base import Flaw, Intended, Problem, Question
from handbill.render.preflight.code import CodeToScan
from handbill.render.preflight.content import Blank, Deadline, Untranslated, Version, Zawgyi
from handbill.render.preflight.direction import Turned
from handbill.render.preflight.fonts import MissingGlyphs, OtherFonts
from handbill.render.preflight.order import Reversed
from handbill.render.preflight.places import Outside, Overlapping
from handbill.render.preflight.reading import Reading
from handbill.render.preflight.sight import Unseen
from handbill.render.preflight.sizes import SmallText, TinyText

QUESTIONS: tuple[Question, ...] = (
    Deadline(),
    Blank(),
    Version(),
    Untranslated(),
    Zawgyi(),
    SmallText(),
    TinyText(),
    MissingGlyphs(),
    OtherFonts(),
    Unseen(),
    Reversed(),
    Turned(),
    Outside(),
    Overlapping(),
    CodeToScan(),
    Tagging(),
)
"""Every question, in the order in which flaws are listed."""


QUESTIONS_OF_A_BUILD = tuple(question for question in QUESTIONS if not isinstance(question, SmallText))
"""Those that a build asks of what a template has fitted: the size it knows, without reading it back."""


QUESTIONS_OF_A_PICTURE = tuple(question for question in QUESTIONS if isinstance(question, Deadline | Zawgyi))
"""Those that what a sheet is made of answers, so that no PDF is needed."""


def preflight(data: bytes, intended: Intended, questions: Sequence[Question] = QUESTIONS) -> list[Flaw]:
    """Give what is wrong with a PDF, which is not opened for `QUESTIONS_OF_A_PICTURE`. What cannot be read at all is
    a `RenderError`.
    """
    reading = Reading(data)
    # Of several copies on a page each has the same flaw.
    return list(dict.fromkeys(flaw for question in questions for flaw in _flaws(question, reading, intended)))


def _flaws(question: Question, reading: Reading, intended: Intended) -> Iterator[Flaw]:
    for problem in question.problems(reading, intended):
        yield Flaw(
            question.id,
            problem.severity or question.severity,
            intended.product,
            intended.language.tag,
            problem.page,
            problem.message,
            problem.hint,
            problem.path,
            problem.shared,
            intended.stem,
        )


def told(flaws: Iterable[Flaw]) -> list[Flaw]:
    """Give flaws as people are told them: each once, however many profiles of a product have it.

    It is told of the product where its first profile has it, else of the files that
    do; what many sheets share, of the first.
    """
    alike: dict[Flaw, list[Flaw]] = {}
    for flaw in flaws:
        alike.setdefault(_without_sheet(flaw), []).append(flaw)
    return [_of_all(each) for each in alike.values()]


def _without_sheet(flaw: Flaw) -> Flaw:
    return replace(flaw, product="", locale="", page=None, stem="") if flaw.shared else replace(flaw, stem="")


def _of_all(alike: Sequence[Flaw]) -> Flaw:
    first = alike[0]
    names = dict.fromkeys(flaw.stem or flaw.product for flaw in alike)
    return first if first.shared or first.product in names else replace(first, product=", ".join(names))


def refuse(flaws: Sequence[Flaw]) -> None:
    """Raise one `RenderError` for all errors among the flaws of one sheet, or for the first that many sheets share."""
    errors = [flaw for flaw in flaws if flaw.severity is Severity.ERROR]
    if not errors:
        return
    first = next((flaw for flaw in errors if flaw.shared), errors[0])
    if first.shared:
        raise RenderError(f"{first.message} [{first.question}]", hint=first.hint, path=first.path)
    rest = "".join(f"\n  Also: {flaw.line}" for flaw in errors[1:])
    raise RenderError(first.line, hint=f"{first.hint}{rest}", path=first.path)


__all__ = [
    "QUESTIONS",
    "QUESTIONS_OF_A_BUILD",
    "QUESTIONS_OF_A_PICTURE",
    "Flaw",
    "Intended",
    "Problem",
    "Question",
    "Reading",
    "preflight",
    "refuse",
    "told",
]

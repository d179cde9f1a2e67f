"""The trial before a print run: one sheet of each kind is set, looked at, and thrown away.

What all rows of a kind have in common (words that are missing, a font, a deadline
of the campaign that has passed, a template that is broken) is wrong with the
first of them already. Found row by row it would be told a thousand times.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from handbill.errors import HandbillError
from handbill.runs.crew import Crew, carried_out
from handbill.runs.kit import Press
from handbill.runs.rows import RowFile
from handbill.runs.table import Checked, Job, Sample

_OWN = re.compile("\\d+|“[^”]*”")
"""What of a message is of the sheet that it tells of: by how much a text is too long, and the text."""


def trial(press: Press, crew: Crew, checked: Checked, file: RowFile) -> list[HandbillError]:
    """Give what is wrong with whole kinds of rows, each thing once: in how many rows, and which is the first.

    What is wrong with a row alone is left to the run, which tells it and makes the others.
    """
    template = press.kit.product.template
    with crew:
        failed = _tried(crew, [sample.job for sample in checked.samples], template)
        # Once more with nothing of the row's own: what is wrong then too is not its doing.
        jobs = [replace(sample.job, facts={}) for sample in checked.samples if sample.job.number in failed]
        bare = _tried(crew, jobs, template)
    found: dict[str, tuple[HandbillError, list[Sample]]] = {}
    for sample in checked.samples:
        error, common = failed.get(sample.job.number), bare.get(sample.job.number)
        if error and common and _alike(error, common):
            found.setdefault(str(common), (common, []))[1].append(sample)
    return [_told(error, samples, checked.rows, file) for error, samples in found.values()]


def _tried(crew: Crew, jobs: Sequence[Job], template: str) -> Mapping[int, HandbillError]:
    """Give what is wrong with the sheets of some rows, by the number of the row."""
    outcomes = carried_out(crew, ((job, b"") for job in jobs), template)
    return {outcome.job.number: outcome.error for outcome in outcomes if outcome.error}


def _alike(error: HandbillError, other: HandbillError) -> bool:
    return _OWN.sub("", error.message) == _OWN.sub("", other.message)


def _told(error: HandbillError, samples: Sequence[Sample], rows: int, file: RowFile) -> HandbillError:
    count = sum(sample.rows for sample in samples)
    first = min((sample.job for sample in samples), key=lambda job: job.number)
    which = "all rows" if count == rows else f"{count} of {rows} rows, first in row {first.number}"
    said = f"It is so in {which} of {file.path}."
    hint = f"{error.hint} {said}" if error.hint else said
    return type(error)(error.message, hint=hint, path=error.path, line=error.line)

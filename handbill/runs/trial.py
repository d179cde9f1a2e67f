"""The trial before a print run: one sheet of each kind is set, looked at, and thrown away.

What all rows of a kind have in common (words that are missing, a font, a deadline
of the campaign that has passed, a template that is broken) is wrong with the
first of them already. Found row by row it would be told a thousand times.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from handbill.errors import HandbillError
from handbill.runs.crew import Crew, carried_out
from handbill.runs.kit import Kit, Outcome, Press
from handbill.runs.rows import RowFile
from handbill.runs.table import NOTE_HINT, Checked, Job, Sample

_OWN = re.compile("\\d+|“[^”]*”")
"""What of a message is of the sheet that it tells of: by how much a text is too long, and the text."""


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of it."""

    errors: Sequence[HandbillError]
    """What is wrong with whole kinds of rows, each thing once: in how many rows, and which is the first."""
    warnings: Sequence[HandbillError]
    """Columns that stand on no sheet, where others do."""


def trial(press: Press, crew: Crew, checked: Checked, file: RowFile) -> Trial:
    """Set a sheet of each kind.

    What is wrong with a row alone is left to the run, which tells it and makes the others.
    """
    template = press.kit.product.template
    with crew:
        tried = _tried(crew, [sample.job for sample in checked.samples], template)
        # Once more with nothing of the row's own: what is wrong then too is not its doing.
        jobs = [replace(sample.job, facts={}) for sample in checked.samples if tried[sample.job.number].error]
        bare = _tried(crew, jobs, template)
    found: dict[str, tuple[HandbillError, list[Sample]]] = {}
    for sample in checked.samples:
        number = sample.job.number
        error, common = tried[number].error, bare[number].error if number in bare else None
        if error and common and _alike(error, common):
            found.setdefault(str(common), (common, []))[1].append(sample)
    errors = [_told(error, samples, checked.rows, file) for error, samples in found.values()]
    shown = _shown([*tried.values(), *bare.values()])
    idle = {tag: checked.given[tag] - names for tag, names in shown.items()}
    warnings = list(_unseen(idle, shown, press.kit, file))
    empty = [tag for tag, names in idle.items() if names and names == checked.given[tag]]
    return Trial([*errors, *_useless(empty, idle, press.kit, file)], () if empty else warnings)


def _tried(crew: Crew, jobs: Sequence[Job], template: str) -> Mapping[int, Outcome]:
    """Give what came of the sheets of some rows, by the number of the row."""
    return {outcome.job.number: outcome for outcome in carried_out(crew, ((job, b"") for job in jobs), template)}


def _shown(outcomes: Iterable[Outcome]) -> Mapping[str, set[str]]:
    """Give for each language the facts that stand on its sheets; none for those of which no sheet was set."""
    shown: dict[str, set[str]] = {}
    for outcome in outcomes:
        if outcome.error is None:
            shown.setdefault(outcome.job.tag, set()).update(outcome.facts)
    return shown


def _useless(tags: Sequence[str], idle: Mapping[str, set[str]], kit: Kit, file: RowFile) -> Iterator[HandbillError]:
    """Tell of rows with facts of their own, none of which stands on a sheet: all of them would be the same."""
    if tags:
        names = sorted(set().union(*(idle[tag] for tag in tags)))
        said = (
            f"nothing of the rows{_in_languages(tags, kit)} would stand on a sheet of the product “{kit.product.name}”"
        )
        yield file.error(f"{said}: {', '.join(names)}", _way_onto_sheets(names[0], kit), 1)


def _unseen(
    idle: Mapping[str, set[str]], shown: Mapping[str, set[str]], kit: Kit, file: RowFile
) -> Iterator[HandbillError]:
    """Tell of columns that stand on no sheet, or on none in some languages."""
    somewhere = set().union(*shown.values())
    for name in sorted(set().union(*idle.values())):
        where = _in_languages([tag for tag in idle if name in idle[tag]], kit) if name in somewhere else ""
        said = f"column {name} stands on no sheet of the product “{kit.product.name}”{where}"
        yield file.error(said, f"{_way_onto_sheets(name, kit)} {NOTE_HINT}", 1)


def _in_languages(tags: Collection[str], kit: Kit) -> str:
    return f" in {', '.join(spoken.name for tag, spoken in kit.campaign.by_tag.items() if tag in tags)}"


def _way_onto_sheets(name: str, kit: Kit) -> str:
    return f"Name it in a text, {{{name}}} in {kit.document.path}, that {kit.product.template} shows, or set it there."


def _alike(error: HandbillError, other: HandbillError) -> bool:
    return _OWN.sub("", error.message) == _OWN.sub("", other.message)


def _told(error: HandbillError, samples: Sequence[Sample], rows: int, file: RowFile) -> HandbillError:
    count = sum(sample.rows for sample in samples)
    first = min((sample.job for sample in samples), key=lambda job: job.number)
    which = "all rows" if count == rows else f"{count} of {rows} rows, first in row {first.number}"
    said = f"It is so in {which} of {file.path}."
    hint = f"{error.hint} {said}" if error.hint else said
    return type(error)(error.message, hint=hint, path=error.path, line=error.line)

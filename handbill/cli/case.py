"""How a reviewer sees one unit."""

from __future__ import annotations

from collections.abc import Iterator

import click

from handbill.catalogs.notes import notes_of_people
from handbill.catalogs.word_difference import word_difference
from handbill.model import State
from handbill.review import Case


def shown(case: Case, place: str) -> Iterator[str]:
    """Give the lines that show a unit: where it stands, source, translation, what changed, what is wrong."""
    unit = case.unit
    where = case.path if unit.line is None else f"{case.path}:{unit.line}"
    yield ""
    yield click.style(f"{place}  {case.language.name}  {where}", bold=True)
    yield from (click.style(f"  {each}", dim=True) for each in unit.message.comments)
    yield from _labelled("source", unit.message.msgid)
    if unit.message.plural is not None:
        yield from _labelled("plural", unit.message.plural)
    for number, form in enumerate(unit.msgstr):
        name = "translation" if unit.message.plural is None else f"form {number}"
        yield from _labelled(name, click.style(form, fg="green") if form else click.style("nothing yet", dim=True))
    if unit.state is State.FUZZY:
        yield from _labelled("state", click.style("needs work", fg="yellow"))
    yield from _history(case)
    yield from (_line(comment) for comment in notes_of_people(unit.comments))
    for number, other in enumerate(case.others, start=1):
        name = other.whence if other.form is None else f"{other.whence}, form {other.form}"
        yield from _labelled(f"{number}", f"{other.text}  ({name})")
    for each in case.remembered:
        yield from _labelled("memory", f"{each.target}  ({each.where}, {each.score:.0f}% alike)")
    for finding in case.findings:
        colour = "red" if finding in case.errors else "yellow"
        yield from _labelled(finding.severity.value, click.style(f"{finding.message}. {finding.hint}", fg=colour))


def _history(case: Case) -> Iterator[str]:
    """Give what changed in source and translation since somebody last looked at them."""
    unit, last = case.unit, case.last
    before = unit.previous.msgid if unit.previous else last.msgid if last else unit.message.msgid
    if before != unit.message.msgid:
        yield from _labelled("source was", word_difference(before, unit.message.msgid))
    if last is not None and last.msgstr != unit.msgstr:
        by = f" by {last.by}" if last.by else ""
        for old, new in zip(last.msgstr, unit.msgstr, strict=False):
            if old != new:
                yield from _labelled("changed", f"{word_difference(old, new)}  (since reviewed on {last.date}{by})")


def _labelled(label: str, text: str) -> Iterator[str]:
    first, *rest = text.split("\n")
    yield f"  {label:<12} {first}"
    yield from (f"  {'':<12} {line}" for line in rest)


def _line(comment: str) -> str:
    return f"  {'note':<12} {comment}"

"""What lies in the output folder, looked at again: is every sheet there, as it should be now, and good?

Nothing is changed by it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from handbill import workspace
from handbill.build import Build
from handbill.errors import HandbillError
from handbill.languages import Language
from handbill.manifest import Artifact, is_whole, read_manifest
from handbill.model import Severity
from handbill.project import Project
from handbill.render.preflight import QUESTIONS, QUESTIONS_OF_A_PICTURE, Flaw, Question, preflight
from handbill.render.print import Sheet, facts_on
from handbill.shelf import Shelf
from handbill.tasks import Planned

CURRENT = "current"
"""The question that comes before all others: whether the file is there and made from the campaign as it is now."""


@dataclass(frozen=True, slots=True)
class SheetAudit:
    """One product in one language."""

    product: str
    locale: str
    profile: str
    paths: tuple[str, ...]
    """Its files, relative to the output folder."""
    asked: tuple[str, ...]
    """The ids of the questions that were asked."""
    flaws: tuple[Flaw, ...]

    def answer(self, question: str) -> str:
        """Give ``good``, ``warning`` or ``error``, or nothing where the question was not asked."""
        if question not in self.asked:
            return ""
        found = {flaw.severity for flaw in self.flaws if flaw.question == question}
        worst = next((each for each in (Severity.ERROR, Severity.WARNING) if each in found), None)
        return worst.value if worst else "good"


@dataclass(slots=True)
class Audit:
    """What came of it."""

    today: dt.date
    sheets: list[SheetAudit] = field(default_factory=list)
    errors: list[HandbillError] = field(default_factory=list)
    """What kept sheets from being looked at."""

    def count(self, severity: Severity) -> int:
        """Count the flaws of a severity."""
        return sum(flaw.severity is severity for sheet in self.sheets for flaw in sheet.flaws)


def audit(
    project: Project,
    shelf: Shelf,
    *,
    languages: Sequence[Language],
    products: Sequence[str],
    timestamp: int,
    today: dt.date | None,
    advance: Callable[[str], None],
) -> Audit:
    """Look at the sheets of some printed products in some languages; `advance` is told each one that is done."""
    build = Build(project, shelf, languages=languages, products=products, timestamp=timestamp, today=today)
    known = read_manifest(project.output)
    made = Audit(build.plan.today)
    for name in products:
        planned = list(build.plan.sheets(project.campaign.products[name]))
        for each in planned:
            made.sheets.append(_look(build, each, known))
            advance(f"{name} {each.sheet.language.tag}")
        made.sheets.extend(_left_over(name, languages, planned, known))
    made.errors = build.report.errors
    return made


def _look(build: Build, planned: Planned, known: Mapping[str, Artifact]) -> SheetAudit:
    sheet = planned.sheet
    files = [
        each for each in _files(known, sheet.product.name, sheet.language.tag) if each.profile == sheet.profile.value
    ]
    if wrong := _not_current(build.project.output, planned, files):
        stem = sheet.product.stem(sheet.profile)
        return _audit(sheet, files, (), [_flaw(sheet.product.name, sheet.language.tag, wrong, stem)])
    # The PDF that a picture was made of is not kept, and what only the PDF tells cannot be asked.
    pdf = next((each for each in files if each.format == "pdf"), None)
    questions = QUESTIONS if pdf else QUESTIONS_OF_A_PICTURE
    data = workspace.read_bytes(build.project.output / pdf.path) if pdf else b""
    plan = build.plan
    meant = plan.intended(sheet, facts_on(plan.typesetter(sheet.product).pages(sheet.data, plan.timestamp)))
    return _audit(sheet, files, questions, preflight(data, meant, questions))


def _not_current(output: Path, planned: Planned, files: Sequence[Artifact]) -> str | None:
    """Say why the files of a sheet are not to be printed as they are; nothing where a build would leave them."""
    if not files:
        return "it is not there: it has not been made, or was refused"
    for each in files:
        if not (output / each.path).is_file():
            return f"{each.path} is gone from the output folder"
        if not is_whole(output, each):
            return f"{each.path} is not as it was made: something has changed the file since"
    if not all(each.inputs in planned.same for each in files):
        return "it is out of date: it was made from something else"
    return None


def _audit(sheet: Sheet, files: Sequence[Artifact], questions: Sequence[Question], flaws: Sequence[Flaw]) -> SheetAudit:
    paths = tuple(each.path for each in files)
    asked = (CURRENT, *(question.id for question in questions))
    return SheetAudit(sheet.product.name, sheet.language.tag, sheet.profile.value, paths, asked, tuple(flaws))


def _left_over(
    product: str, languages: Sequence[Language], planned: Sequence[Planned], known: Mapping[str, Artifact]
) -> Iterator[SheetAudit]:
    """Give what is still there and would not be made any more: held back, or of a source that cannot be read."""
    wanted = {(each.sheet.language.tag, each.sheet.profile.value) for each in planned}
    for spoken in languages:
        by_profile: dict[str, list[str]] = {}
        for each in _files(known, product, spoken.tag):
            by_profile.setdefault(each.profile or "", []).append(each.path)
        for profile, paths in by_profile.items():
            if (spoken.tag, profile) not in wanted:
                flaw = _flaw(product, spoken.tag, "it is still there, and would not be made any more")
                yield SheetAudit(product, spoken.tag, profile, tuple(paths), (CURRENT,), (flaw,))


def _files(known: Mapping[str, Artifact], product: str, locale: str) -> list[Artifact]:
    return [each for each in known.values() if (each.product, each.locale) == (product, locale)]


def _flaw(product: str, locale: str, message: str, stem: str = "") -> Flaw:
    hint = f"handbill build, or handbill render {product} -l {locale}, says more."
    return Flaw(CURRENT, Severity.ERROR, product, locale, None, message, hint, None, stem=stem)

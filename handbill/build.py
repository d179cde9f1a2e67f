"""What must be made, what is already up to date, several at once.

A task that cannot be carried out is kept in the report with its reason, its
older files are removed (a stale flyer in the folder would be printed), and the
others go on.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Collection, Generator, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from handbill import workspace
from handbill.campaign import GIVEN_PRODUCTS
from handbill.crew import Crew, Exhausted, Late
from handbill.errors import FullDiskError, GreedyTemplateError, HandbillError, WorkspaceError
from handbill.fonts.faces import sources_of
from handbill.given import ALL_LANGUAGES
from handbill.interrupts import Interrupts
from handbill.languages import Language
from handbill.limits import TIME_LIMIT, endless, greedy
from handbill.manifest import Artifact, TaskKey, read_manifest
from handbill.model import Finding, Severity
from handbill.output import Output, Report
from handbill.products import Profile
from handbill.project import Project
from handbill.register import Register
from handbill.release import Release, release
from handbill.shelf import Shelf, read_catalogs
from handbill.steps import Extraction, Updating, extract, update_catalogs
from handbill.task import Files, Made, Task
from handbill.tasks import Plan, TypeCase


def present_day() -> dt.date:
    """Give the day that this machine's calendar shows."""
    return dt.datetime.now().astimezone().date()


class Build:
    """One build of a campaign, or of a part of it."""

    def __init__(
        self,
        project: Project,
        shelf: Shelf,
        *,
        languages: Sequence[Language],
        products: Sequence[str] | None = None,
        timestamp: int = 0,
        today: dt.date | None = None,
        profiles: Collection[Profile] = tuple(Profile),
        before: Build | None = None,
    ) -> None:
        """Look at what there is to make. What an earlier build of the same project had of it already is taken over
        from `before`.
        """
        self.project = project
        self.campaign = project.campaign
        self.languages = languages
        self.products = products
        self.profiles = profiles
        self.release: Release = release(project, shelf, languages, self._needs, before.release if before else None)
        self.time_limit = TIME_LIMIT
        self._left: set[TaskKey] = set()
        """The tasks that were not come to."""
        self.report = Report(held_back=self.release.held_back, labelled=self.release.labelled)
        day = today or self.campaign.today or present_day()
        case = before.plan.case if before else TypeCase(sources_of(project.root, self.campaign))
        self.plan: Plan = Plan(
            project, shelf, self.release, languages, timestamp, self._refuse_plan, day, case, profiles
        )

    @property
    def whole(self) -> bool:
        """Whether everything is built, so that what is left over from earlier builds can go."""
        everywhere = len(self.languages) == len(self.campaign.by_tag) and len(self.profiles) == len(Profile)
        return self.products is None and everywhere

    def wants(self, product: str) -> bool:
        """Whether a product was asked for."""
        return self.products is None or product in self.products

    def _needs(self, document: str) -> bool:
        """Whether anything that was asked for is made of a document."""
        printed = any(each.document == document and self.wants(each.name) for each in self.campaign.products.values())
        return printed or any(self.wants(name) for name in GIVEN_PRODUCTS)

    def run(self, advance: Callable[[str], None], total: Callable[[int], None]) -> Report:
        """Carry out all tasks; `total` is told how many there are, `advance` each one that is done."""
        output = Output(self.project.output, self.report, read_manifest(self.project.output))
        there = {artifact.task for artifact in output.known.values()}
        tasks = list(self.plan.tasks(self.wants, there))
        total(len(tasks))
        waiting = []
        for task in tasks:
            if output.is_up_to_date(task):
                advance(task.label)
            else:
                waiting.append(task)
        self._left = {task.key for task in waiting}
        with Interrupts() as interrupts:
            carried_out = self._carry_out(waiting, advance)
            try:
                for task, files in carried_out:
                    with interrupts.held():
                        output.keep(task, files)
                        self._left.discard(task.key)
            except (GreedyTemplateError, FullDiskError) as error:
                self._stop(error)
            finally:
                # After an interruption too: what was made until then need not be made again.
                with interrupts.held():
                    carried_out.close()
                    self._finish(tasks, output)
        return self.report

    def _stop(self, error: HandbillError) -> None:
        """Say why not everything is made, or not even looked at."""
        if not self.report.stopped:
            self.report.refuse(error)
        self.report.stopped = True
        self.report.left = len(self._left)

    def _finish(self, tasks: Sequence[Task], output: Output) -> None:
        """Write down what is there now."""
        output.clean(lambda artifact: (self.whole or self._asked(artifact)) and artifact.task not in self._left)
        try:
            output.write_down(self.campaign.name)
        except FullDiskError as error:
            self._stop(error)
        if not self.report.stopped:
            self._tell_register(tasks, {artifact.task for artifact in output.artifacts.values()})

    def _tell_register(self, tasks: Sequence[Task], whole: AbstractSet[TaskKey]) -> None:
        """Give the register the sheets that are there, made now or earlier; it keeps those that it has not."""
        released = [task.released for task in tasks if task.released and task.key in whole]
        if not released:
            return
        try:
            with Register(self.project.root / self.campaign.register).adding() as additions:
                additions.add([each.entry for each in released], [each.words for each in released])
        except WorkspaceError as error:
            self.report.refuse(error)

    def _carry_out(
        self, tasks: Sequence[Task], advance: Callable[[str], None]
    ) -> Generator[tuple[Task, Files], None, None]:
        crew: Crew[Task, Made] = Crew(
            lambda task: task.run(), lambda task: task.product, size=os.cpu_count() or 1, limit=self.time_limit
        )
        for task, made in self._carried_out(crew, tasks):
            match made:
                case Late():
                    self._refuse_task(
                        task, endless(f"{task.product} is not set", self.time_limit, self._template(task))
                    )
                case HandbillError():
                    self._refuse_task(task, made)
                case Exception():
                    raise made
                case Made():
                    # All profiles of a product have the same text in the same size.
                    self.report.findings.extend(each for each in made.findings if each not in self.report.findings)
                    self.report.flaws.extend(made.flaws)
                    yield task, made.files
            advance(task.label)

    def _refuse_task(self, task: Task, error: HandbillError) -> None:
        self._left.discard(task.key)
        self.report.refused += 1
        self.report.refuse(error)

    def _carried_out(self, crew: Crew[Task, Made], tasks: Sequence[Task]) -> Iterator[tuple[Task, Made | Exception]]:
        try:
            yield from crew.carry_out(tasks)
        except Exhausted as error:
            templates = sorted({path for task in error.jobs if (path := self._template(task))})
            products = sorted({task.product for task in error.jobs})
            raise greedy(f"setting {' or '.join(products)}", error.allowed, " or ".join(templates)) from error

    def _template(self, task: Task) -> str | None:
        product = self.campaign.products.get(task.product)
        return product.template if product else None

    def _refuse_plan(self, error: HandbillError) -> None:
        self.report.refused += 1
        self.report.refuse(error)

    def _asked(self, artifact: Artifact) -> bool:
        tags = {ALL_LANGUAGES, *(spoken.tag for spoken in self.languages)}
        profiles = {None, *(profile.value for profile in self.profiles)}
        return self.wants(artifact.product) and artifact.locale in tags and artifact.profile in profiles


@dataclass(slots=True)
class CampaignReport:
    """What building a whole campaign did, step by step."""

    extraction: Extraction
    updating: Updating
    findings: list[Finding]
    build: Report

    @property
    def errors(self) -> list[HandbillError]:
        """Everything that could not be used or made, each once."""
        found = (*self.extraction.errors, *self.updating.errors, *self.build.errors)
        return list({str(error): error for error in found}.values())

    @property
    def good(self) -> bool:
        """Whether nothing went wrong and no translation has an error."""
        return not self.errors and not any(finding.severity is Severity.ERROR for finding in self.findings)


def build_campaign(
    project: Project,
    languages: Sequence[Language],
    *,
    timestamp: int,
    advance: Callable[[str], None],
    total: Callable[[int], None],
    waiting: Callable[[], None],
    today: dt.date | None = None,
) -> CampaignReport:
    """Extract, update, check, compile and render everything that is out of date, holding the campaign meanwhile.

    `today` is the day that deadlines are looked at from, and that the register writes beside what is new; else the
    campaign's own, or the present day.
    """
    targets = [spoken for spoken in languages if spoken != project.campaign.source]
    with project.locked(waiting), workspace.lock(project.output, waiting):
        extraction = extract(project)
        updating = update_catalogs(project, extraction.messages, targets)
        shelf = read_catalogs(project, project.campaign.languages)
        build = Build(project, shelf, languages=languages, timestamp=timestamp, today=today)
        report = build.run(advance, total)
    asked = {spoken.tag for spoken in targets}
    # Reading met the damaged catalogs of other languages, which nobody asked about, once more.
    unread = [error for (tag, _), error in shelf.errors.items() if tag in asked]
    updating.errors.extend(error for error in unread if str(error) not in {str(each) for each in updating.errors})
    findings = [finding for finding in shelf.findings if finding.locale in asked]
    return CampaignReport(extraction, updating, findings, report)

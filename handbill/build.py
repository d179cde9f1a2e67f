"""What must be made, what is already up to date, several at once.

A task that cannot be carried out is kept in the report with its reason, its
older files are removed (a stale flyer in the folder would be printed), and the
others go on.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import asdict, dataclass, field, replace

from handbill import workspace
from handbill.allowance import shown
from handbill.campaign import GIVEN_PRODUCTS
from handbill.crew import Crew, Exhausted, Late
from handbill.errors import FullDiskError, GreedyTemplateError, HandbillError, TemplateError, WorkspaceError
from handbill.fonts.faces import sources_of
from handbill.given import ALL_LANGUAGES
from handbill.languages import Language
from handbill.manifest import Artifact, TaskKey, digest, is_whole, read_manifest, write_manifest
from handbill.model import Finding, Severity
from handbill.products import Profile
from handbill.project import Project
from handbill.register import Register
from handbill.release import Notice, Release, release
from handbill.render.preflight import Flaw
from handbill.shelf import Shelf, read_catalogs
from handbill.steps import Extraction, Updating, extract, update_catalogs
from handbill.task import Files, Made, Task
from handbill.tasks import Plan, TypeCase


@dataclass(slots=True)
class Report:
    """What a build did."""

    made: list[str] = field(default_factory=list)
    """Paths whose bytes are new."""
    unchanged: int = 0
    removed: list[str] = field(default_factory=list)
    held_back: list[Notice] = field(default_factory=list)
    labelled: list[Notice] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    """Texts that came out smaller than their product's floor."""
    flaws: list[Flaw] = field(default_factory=list)
    """What preflight warns of on sheets that were made."""
    errors: list[HandbillError] = field(default_factory=list)
    refused: int = 0
    """How many products (in one language, for one profile) are not there for that."""
    stopped: bool = False
    """Whether it ended before everything was made: no memory, or no room on the disk."""
    left: int = 0
    """How many products it did not come to then."""


TIME_LIMIT = 60.0
"""How long, in seconds, setting one sheet may take. The slowest take half a second."""


def greedy(work: str, allowed: int, template: str | None) -> GreedyTemplateError:
    """Give what to say where some work took more memory than it may."""
    return GreedyTemplateError(
        f"{work} takes more than {shown(allowed)} of memory: its template asks for far too much",
        path=template,
        hint="Look for a list or a text in it that grows and grows. What was made before is kept.",
    )


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
        known = read_manifest(self.project.output)
        tasks = list(self.plan.tasks(self.wants))
        total(len(tasks))
        artifacts: dict[str, Artifact] = {}
        waiting = []
        for task in tasks:
            if current := self._up_to_date(task, known):
                artifacts |= {artifact.path: artifact for artifact in current}
                self.report.unchanged += len(current)
                advance(task.label)
            else:
                waiting.append(task)
        self._left = {task.key for task in waiting}
        try:
            for task, files in self._carry_out(waiting, advance):
                self._keep_all(task, files, artifacts)
                self._left.discard(task.key)
        except KeyboardInterrupt:
            # What was made until then need not be made again.
            self._finish(tasks, known, artifacts)
            raise
        except (GreedyTemplateError, FullDiskError) as error:
            self._stop(error)
        self._finish(tasks, known, artifacts)
        return self.report

    def _stop(self, error: HandbillError) -> None:
        """Say why not everything is made, or not even looked at."""
        if not self.report.stopped:
            self._refuse(error)
        self.report.stopped = True
        self.report.left = len(self._left)

    def _finish(self, tasks: Sequence[Task], known: Mapping[str, Artifact], artifacts: dict[str, Artifact]) -> None:
        """Write down what is there now."""
        self._clean(known, artifacts)
        try:
            write_manifest(self.project.output, self.campaign.name, artifacts.values())
        except FullDiskError as error:
            self._stop(error)
        if not self.report.stopped:
            self._tell_register(tasks, {artifact.task for artifact in artifacts.values()})

    def _tell_register(self, tasks: Sequence[Task], whole: AbstractSet[TaskKey]) -> None:
        """Give the register the sheets that are there, made now or earlier; it keeps those that it has not."""
        released = [task.released for task in tasks if task.released and task.key in whole]
        if not released:
            return
        try:
            with Register(self.project.root / self.campaign.register).adding() as additions:
                additions.add([each.entry for each in released], [each.words for each in released])
        except WorkspaceError as error:
            self._refuse(error)

    def _up_to_date(self, task: Task, known: Mapping[str, Artifact]) -> list[Artifact]:
        """Give the artifacts of a task that need not be carried out; none where it must be."""
        found = [artifact for artifact in known.values() if artifact.task == task.key]
        whole = all(artifact.inputs == task.inputs and is_whole(self.project.output, artifact) for artifact in found)
        # Bytes can stay the same while a translator's work goes on: a fuzzy text is not in a page.
        now = [replace(artifact, **asdict(task.standing), version=task.version) for artifact in found]
        return now if whole else []

    def _carry_out(self, tasks: Sequence[Task], advance: Callable[[str], None]) -> Iterator[tuple[Task, Files]]:
        crew: Crew[Task, Made] = Crew(
            lambda task: task.run(), lambda task: task.product, size=os.cpu_count() or 1, limit=self.time_limit
        )
        for task, made in self._carried_out(crew, tasks):
            match made:
                case Late():
                    self._refuse_task(task, self._endless(task))
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
        self._refuse(error)

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

    def _endless(self, task: Task) -> HandbillError:
        return TemplateError(
            f"{task.product} is not set after {self.time_limit:g} seconds: its template loops, or does far too much",
            path=self._template(task),
            hint="Look at its loops: what do they count, and when do they end?",
        )

    def _refuse_plan(self, error: HandbillError) -> None:
        self.report.refused += 1
        self._refuse(error)

    def _keep_all(self, task: Task, files: Files, artifacts: dict[str, Artifact]) -> None:
        errors = []
        for path, data in files.items():
            try:
                artifacts[path] = self._keep(task, path, data)
            except FullDiskError:
                raise
            except WorkspaceError as error:
                errors.append(error)
                self._refuse(error)
        self.report.refused += bool(errors)

    def _keep(self, task: Task, path: str, data: bytes) -> Artifact:
        if workspace.write(self.project.output / path, data):
            self.report.made.append(path)
        else:
            self.report.unchanged += 1
        return Artifact(
            path=path,
            sha256=digest(data),
            size=len(data),
            product=task.product,
            format=path.rsplit(".", 1)[1],
            locale=task.locale,
            domains=task.domains,
            **asdict(task.standing),
            version=task.version,
            inputs=task.inputs,
            profile=task.profile,
        )

    def _clean(self, known: Mapping[str, Artifact], artifacts: dict[str, Artifact]) -> None:
        """Keep what another call made, or what this one did not come to; remove what it should have made anew and did
        not.
        """
        for path, artifact in known.items():
            if path in artifacts:
                continue
            wanted = self.whole or self._asked(artifact)
            if (not wanted or artifact.task in self._left) and is_whole(self.project.output, artifact):
                artifacts[path] = artifact
            else:
                self._remove(path)

    def _asked(self, artifact: Artifact) -> bool:
        tags = {ALL_LANGUAGES, *(spoken.tag for spoken in self.languages)}
        profiles = {None, *(profile.value for profile in self.profiles)}
        return self.wants(artifact.product) and artifact.locale in tags and artifact.profile in profiles

    def _remove(self, path: str) -> None:
        try:
            if workspace.remove(self.project.output / path, self.project.output):
                self.report.removed.append(path)
        except WorkspaceError as error:
            # What could not be written either is named once.
            if error.path not in {each.path for each in self.report.errors}:
                self._refuse(error)

    def _refuse(self, error: HandbillError) -> None:
        if str(error) not in {str(each) for each in self.report.errors}:
            self.report.errors.append(error)


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

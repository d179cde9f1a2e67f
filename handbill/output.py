"""The output folder: what lies in it, what is up to date, and the report of what a build did with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from handbill import workspace
from handbill.errors import FullDiskError, HandbillError, WorkspaceError
from handbill.manifest import Artifact, digest, is_whole, write_manifest
from handbill.model import Finding
from handbill.release import Notice
from handbill.render.preflight import Flaw
from handbill.task import Files, Task


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

    def refuse(self, error: HandbillError) -> None:
        """Keep an error, each once."""
        if str(error) not in {str(each) for each in self.errors}:
            self.errors.append(error)


@dataclass
class Output:
    """The files of one build."""

    folder: Path
    report: Report
    known: Mapping[str, Artifact]
    """What the manifest says, by path."""
    artifacts: dict[str, Artifact] = field(default_factory=dict)
    """What it is to say."""

    def is_up_to_date(self, task: Task) -> bool:
        """Say whether a task need not be carried out, and keep its files."""
        found = [artifact for artifact in self.known.values() if artifact.task == task.key]
        if not found or not all(each.inputs == task.inputs and is_whole(self.folder, each) for each in found):
            return False
        # Bytes can stay the same while a translator's work goes on: a fuzzy text is not in a page.
        now = (replace(artifact, **asdict(task.standing), version=task.version) for artifact in found)
        self.artifacts |= {artifact.path: artifact for artifact in now}
        self.report.unchanged += len(found)
        return True

    def keep(self, task: Task, files: Files) -> None:
        """Write the files of a task. Where one of them cannot be written, none counts as up to date the next time."""
        kept: dict[str, Artifact] = {}
        try:
            for path, data in files.items():
                if artifact := self._kept(task, path, data):
                    kept[path] = artifact
        finally:
            inputs = task.inputs if len(kept) == len(files) else ""
            self.artifacts |= {path: replace(artifact, inputs=inputs) for path, artifact in kept.items()}
        self.report.refused += len(kept) < len(files)

    def _kept(self, task: Task, path: str, data: bytes) -> Artifact | None:
        try:
            is_new = workspace.write(self.folder / path, data)
        except FullDiskError:
            raise
        except WorkspaceError as error:
            self.report.refuse(error)
            return None
        if is_new:
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

    def clean(self, is_due: Callable[[Artifact], bool]) -> None:
        """Remove what is due and was not made; keep what another call made, or this one did not come to."""
        for path, artifact in self.known.items():
            if path in self.artifacts:
                continue
            if not is_due(artifact) and is_whole(self.folder, artifact):
                self.artifacts[path] = artifact
            else:
                self._remove(path)

    def _remove(self, path: str) -> None:
        try:
            if workspace.remove(self.folder / path, self.folder):
                self.report.removed.append(path)
        except WorkspaceError as error:
            # What could not be written either is named once.
            if error.path not in {each.path for each in self.report.errors}:
                self.report.refuse(error)

    def write_down(self, campaign: str) -> None:
        """Write the manifest."""
        write_manifest(self.folder, campaign, self.artifacts.values())

"""The workers of a Dask cluster as the crew of a print run.

A worker needs Handbill and the same fonts, nothing else: what the sheets are
made of is sent once as a task of its own, so that Dask makes it again on the
worker that takes the place of one that was lost.
"""

from __future__ import annotations

import logging
import secrets
import shutil
import tempfile
import threading
import weakref
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, replace
from pathlib import Path
from time import monotonic
from typing import Any, Self

from handbill import workspace
from handbill.crew import Crew as LocalCrew
from handbill.crew import Exhausted, Late
from handbill.errors import HandbillError, TemplateError, WorkspaceError
from handbill.fonts.faces import sources_of
from handbill.limits import TIME_LIMIT, endless, greedy
from handbill.render.fonts import Coverage
from handbill.runs.crew import AHEAD, connection_lost
from handbill.runs.kit import Kit, Outcome, Press, made_with, print_row
from handbill.runs.scheduler import Client, connected, dask
from handbill.runs.table import Job
from handbill.typesetter import find_fonts

LOOK = 5.0
"""How often, in seconds, workers are counted while nothing comes."""
_TALKATIVE = ("distributed", "distributed.client", "tornado", "tornado.application")
"""Loggers that tell of a lost connection with a traceback. The run goes on, and what is lost for good is reported."""
RETRIES = 5
"""How often a sheet is tried again after the machine that made it failed."""


@dataclass(frozen=True)
class Parcel:
    """A kit on its way, with a name to know it by."""

    key: str
    kit: Kit
    shared: str | None
    """The folder that workers write to; nothing where they send the files back."""
    limit: float
    """How long, in seconds, setting one sheet may take."""


class Cluster:
    """The workers of a scheduler."""

    limit: float | None = None
    """Workers may come later, and a lost one's sheets are begun again: time counts where a sheet is set, not here."""
    _looked = 0.0
    _waits = False

    def __init__(
        self,
        address: str,
        kit: Kit,
        key: str,
        shared: Path | None,
        alone: Callable[[], None] = lambda: None,
        *,
        limit: float = TIME_LIMIT,
    ) -> None:
        """Connect, and compare every worker with this machine. A `WorkspaceError` says which differs, and how.

        `alone` is called when all workers are gone.
        """
        self.alone = alone
        self.lost: tuple[type[Exception], ...] = (dask().KilledWorker,)
        for name in _TALKATIVE:
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)
        self.client = connected(address)
        parcel = Parcel(key, kit, str(shared.absolute()) if shared else None, limit)
        try:
            _refuse_others(self.client, kit)
            self.parcel = self.client.submit(_hold, parcel, pure=False, retries=RETRIES)
            self.executor = self.client.get_executor(pure=False, retries=RETRIES)
        except BaseException:
            self.client.close()
            raise

    @property
    def window(self) -> int:
        """How many rows may be under way: workers can come and go."""
        return AHEAD * max(1, sum(int(each["nthreads"]) for each in _workers(self.client).values()))

    def submit(self, job: Job, inputs: bytes) -> Future[Outcome]:
        """Begin a sheet."""
        try:
            future: Future[Outcome] = self.executor.submit(print_on_worker, self.parcel, job, inputs)
        except RuntimeError as error:
            # The client gave up.
            raise connection_lost() from error
        return future

    def look(self) -> None:
        """Say so where all workers are gone: the run waits for one. Memory is theirs: each has a limit from Dask."""
        if monotonic() - self._looked < LOOK:
            return
        self._looked = monotonic()
        try:
            none = not _workers(self.client)
        except (OSError, RuntimeError):
            # The scheduler is gone too, which the sheets that are under way will tell.
            return
        if none and not self._waits:
            self.alone()
        self._waits = none

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.executor.shutdown(wait=False)
        self.client.close()


def _refuse_others(client: Client, kit: Kit) -> None:
    versions = _answers(client, _versions)
    ours = made_with()
    for worker, theirs in versions.items():
        if theirs != ours:
            raise WorkspaceError(
                f"the worker at {worker} has {theirs}, and this machine has {ours}",
                hint="Install the same versions on both, or stop that worker.",
            )
    bare = replace(kit, files={path: data for path, data in kit.files.items() if path.startswith(kit.campaign.fonts)})
    for worker, fonts in _answers(client, _fonts_on_worker, bare).items():
        if fonts != list(kit.fonts):
            raise WorkspaceError(f"the worker at {worker} has other fonts: {_difference(fonts, kit)}", hint=_FONTS_HINT)


_FONTS_HINT = (
    "Install the same packages on both, or put the fonts into the campaign's fonts/ folder, which is sent along."
)


def _workers(client: Client) -> dict[str, Any]:
    return dict(client.scheduler_info(n_workers=-1).get("workers", {}))


def _answers(client: Client, function: Callable[..., object], *arguments: object) -> Mapping[str, Any]:
    """Give what each worker answers. One that is lost before it has answered is none that could make a sheet."""
    found: dict[str, Any] = client.run(function, *arguments, on_error="return")
    gone = {worker for worker, answer in found.items() if isinstance(answer, OSError)} - _workers(client).keys()
    if found.keys() <= gone:
        raise WorkspaceError("all workers were lost before they had begun", hint="Look at their logs.")
    for worker in gone:
        del found[worker]
    for worker, answer in found.items():
        if isinstance(answer, HandbillError):
            raise WorkspaceError(f"the worker at {worker}: {answer.message}", hint=answer.hint)
        if isinstance(answer, Exception):
            raise WorkspaceError(
                f"the worker at {worker} cannot take part: {type(answer).__name__}: {answer}",
                hint="It needs Handbill, in the same version as here.",
            )
    return found


def _versions() -> str:
    return made_with()


def _difference(fonts: list[tuple[str, str]], kit: Kit) -> str:
    names = sorted({name for name, _ in set(fonts) ^ set(kit.fonts)})
    return ", ".join(names[:5])


def _fonts_on_worker(kit: Kit) -> list[tuple[str, str]]:
    with tempfile.TemporaryDirectory(prefix="handbill-") as folder:
        return _fonts_of(_laid_out(kit, Path(folder)))


def _fonts_of(press: Press) -> list[tuple[str, str]]:
    kit = press.kit
    languages = [each for lexicon in kit.lexicons.values() for each in lexicon.chain]
    return Coverage(press.fonts).fingerprint(languages)


def _laid_out(kit: Kit, folder: Path) -> Press:
    for path, data in kit.files.items():
        workspace.write(folder / path, data)
    return Press(kit, folder, find_fonts(sources_of(folder, kit.campaign)))


_presses: dict[str, Press] = {}
"""On a worker: the press of the run that it works for."""
_laying_out = threading.Lock()


def _press_of(parcel: Parcel) -> Press:
    with _laying_out:
        if parcel.key not in _presses:
            # One run at a time is enough; another one's folder goes when its last sheet is done.
            _presses.clear()
            _presses[parcel.key] = _new_press(parcel.kit)
        return _presses[parcel.key]


def _new_press(kit: Kit) -> Press:
    folder = tempfile.mkdtemp(prefix="handbill-", dir=_scratch())
    press = _laid_out(kit, Path(folder))
    weakref.finalize(press, shutil.rmtree, folder, ignore_errors=True)
    if _fonts_of(press) != list(kit.fonts):
        # A worker that joined after the run began.
        raise WorkspaceError("a worker that joined later has other fonts", hint=_FONTS_HINT)
    return press


def _scratch() -> str | None:
    """Give the worker's own folder, which Dask removes with it, however it ends; nothing outside of a worker."""
    try:
        return str(dask().get_worker().local_directory)
    except ValueError:
        return None


def _hold(parcel: Parcel) -> Parcel:
    return parcel


def print_on_worker(parcel: Parcel, job: Job, inputs: bytes) -> Outcome:
    """Make one sheet on a worker: `print_row` as on any machine, within the same limits. On shared storage it is laid
    beside its place: what may be written over is known to the run alone.
    """
    try:
        press = _press_of(parcel)
    except HandbillError as error:
        # It is not of this sheet: the worker would refuse them all, and be quick with them.
        return Outcome(job, inputs, error=error, hopeless=True)
    try:
        made = _within_limits(press, parcel.limit, job, inputs)
        if parcel.shared and made.error is None:
            made = _laid_beside(made, Path(parcel.shared))
    except HandbillError as error:
        return Outcome(job, inputs, error=error)
    return made


def _laid_beside(made: Outcome, folder: Path) -> Outcome:
    # A name that nothing else has: Dask can have one sheet made twice. What is left over is swept as a killed run's is.
    name = f".{made.job.file}.{secrets.token_hex(8)}.part"
    workspace.write(folder / name, made.data)
    return replace(made, data=b"", staged=name)


def _within_limits(press: Press, limit: float, job: Job, inputs: bytes) -> Outcome:
    template = press.kit.product.template
    crew: LocalCrew[Job, Outcome] = LocalCrew(lambda each: print_row(press, each, inputs), bool, size=1, limit=limit)
    try:
        _, made = next(crew.carry_out([job]))
    except Exhausted as error:
        return Outcome(job, inputs, error=_on_worker(greedy("setting a sheet", error.allowed, template)), hopeless=True)
    match made:
        case Late():
            return Outcome(job, inputs, error=_on_worker(endless("no sheet is set", limit, template)), hopeless=True)
        case Exception():
            raise made
    return made


def _on_worker(error: TemplateError) -> TemplateError:
    """Add what to do about a thread that nothing ends."""
    busy = "The worker that was at it is busy until it is restarted."
    return TemplateError(error.message, hint=f"{error.hint} {busy}", path=error.path)

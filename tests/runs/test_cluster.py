"""Print runs on a Dask cluster of this machine: two workers, each a process of its own."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path
from typing import Any

import dask
import pytest
from distributed import Client, LocalCluster
from distributed.comm.core import CommClosedError

from handbill.errors import UsageError, WorkspaceError
from handbill.project import open_project
from handbill.render.fonts import Coverage
from handbill.runs import cluster as cluster_module
from handbill.runs import crew as crew_module
from handbill.runs import kit as kit_module
from handbill.runs import scheduler
from handbill.runs.kit import Outcome
from handbill.runs.prepare import Preparation
from handbill.runs.run import Run
from handbill.runs.table import Job
from handbill.typesetter import ENGINE
from tests.conftest import REPOSITORY
from tests.conftest import Run as Call
from tests.runs.event import halls, pdfs, write_rows


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    """Two workers, at the loopback address alone, without a dashboard."""
    with LocalCluster(  # type: ignore[no-untyped-call]
        n_workers=2,
        threads_per_worker=1,
        processes=True,
        host="127.0.0.1",
        dashboard_address="127.0.0.1:0",
        silence_logs=50,
    ) as made:
        yield made


def worker_processes(cluster: Any) -> dict[str, int]:
    with Client(cluster.scheduler_address, set_as_default=False) as client:  # type: ignore[no-untyped-call]
        return dict(client.run(os.getpid))


def test_a_run_on_two_workers_of_which_one_is_killed_makes_every_sheet_with_the_same_bytes(
    event: Path, run: Call, cluster: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = write_rows(event, halls(60))
    here = run("print-run", rows, "--product", "card", "--campaign", event, "--folder", event / "here")
    assert here.exit_code == 0, here.output

    victim = min(worker_processes(cluster).values())
    keep, killed = Run._keep, []

    def keep_and_kill(self: Run, outcome: Any) -> None:
        keep(self, outcome)
        if self.report.made == 10:
            os.kill(victim, signal.SIGKILL)
            killed.append(victim)

    monkeypatch.setattr(Run, "_keep", keep_and_kill)
    there = run(
        "print-run", rows, "--product", "card", "--campaign", event, "--folder", event / "there",
        "--scheduler", cluster.scheduler_address,
    )  # fmt: skip
    assert there.exit_code == 0, there.output
    assert killed
    assert victim not in worker_processes(cluster).values()
    assert "60 made" in there.output
    assert pdfs(event / "there") == pdfs(event / "here")
    assert (event / "there/index.csv").read_bytes() == (event / "here/index.csv").read_bytes()


def test_workers_write_to_shared_storage_themselves(event: Path, run: Call, cluster: Any) -> None:
    rows = write_rows(event, halls(6))
    call = ("print-run", rows, "--product", "card", "--campaign", event)
    assert run(*call, "--folder", event / "here").exit_code == 0
    there = run(*call, "--folder", event / "there", "--scheduler", cluster.scheduler_address, "--shared")
    assert there.exit_code == 0, there.output
    assert pdfs(event / "there") == pdfs(event / "here")


def test_on_shared_storage_too_a_file_that_is_not_of_the_run_is_never_overwritten(
    event: Path, run: Call, cluster: Any
) -> None:
    rows = write_rows(event, ["es,,Hall,,,,mine", "en,,Hall,,,,other"], "locale,event,place,date,time,contact,file")
    shared = event / "shared"
    shared.mkdir()
    (shared / "mine.pdf").write_bytes(b"precious")
    call = ("print-run", rows, "--product", "card", "--campaign", event, "--folder", shared)
    done = run(*call, "--scheduler", cluster.scheduler_address, "--shared")
    assert done.exit_code == 1, done.output
    assert f"{shared / 'mine.pdf'} is there and is not of this run" in done.output
    assert (shared / "mine.pdf").read_bytes() == b"precious"
    assert (shared / "other.pdf").read_bytes().startswith(b"%PDF")
    assert not list(shared.glob(".*.part"))


def test_a_sheet_on_shared_storage_that_a_killed_run_had_put_into_its_place_is_the_runs_own(
    event: Path, run: Call, cluster: Any
) -> None:
    rows = write_rows(event, halls(2))
    call = ("print-run", rows, "--product", "card", "--campaign", event, "--folder", event / "shared", "--shared")
    assert run(*call, "--scheduler", cluster.scheduler_address).exit_code == 0
    (event / "shared/run.sqlite").unlink()
    done = run(*call, "--scheduler", cluster.scheduler_address)
    assert done.exit_code == 0, done.output
    assert "2 made" in done.output


def test_a_folder_that_is_not_the_workers_too_is_told(
    event: Path, run: Call, cluster: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    there, absolute = event / "there", Path.absolute
    monkeypatch.setattr(Path, "absolute", lambda path: there if path.name == "here" else absolute(path))
    call = ("print-run", write_rows(event, halls(2)), "--product", "card", "--campaign", event)
    done = run(*call, "--folder", event / "here", "--scheduler", cluster.scheduler_address, "--shared")
    assert done.exit_code == 1
    assert "a worker has written this file, and it is not here" in done.output


def test_a_sheet_that_cannot_be_made_is_told_and_the_others_are_made(event: Path, run: Call, cluster: Any) -> None:
    rows = write_rows(event, [*halls(3), f"en,,{'Hall ' * 200},,,"])
    call = run("print-run", rows, "--product", "card", "--campaign", event, "--scheduler", cluster.scheduler_address)
    assert call.exit_code == 1
    assert "row 5, column place: card in English: the text does not fit" in call.output
    assert len(pdfs(event / "build/runs/card-rows")) == 3


def test_a_row_whose_sheet_has_no_end_ends_the_run_after_the_limit_and_what_is_made_is_kept(
    event: Path, run: Call, cluster: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster_module.Cluster.__init__, "__kwdefaults__", {"limit": 2.0})
    with (event / "templates/card.typ").open("a", encoding="utf-8") as stream:
        # Ten seconds of work on a fast machine, and an end, so that the worker is free again.
        loop = "let n = 0\n for i in range(9000) { for j in range(3000) { n += 1 } }"
        stream.write(f'\n#if data.facts.place.text == "Endless" {{ {loop} }}\n')
    rows = write_rows(event, [*halls(4), "en,,Endless,,,"])
    call = run("print-run", rows, "--product", "card", "--campaign", event, "--scheduler", cluster.scheduler_address)
    assert call.exit_code == 1
    assert "Traceback" not in call.output
    assert call.output.count("error: ") == 1
    assert "templates/card.typ: no sheet is set after 2 seconds: its template loops" in call.output
    assert "busy until it is restarted" in call.output
    assert len(pdfs(event / "build/runs/card-rows")) == 4


def test_a_worker_with_another_version_is_refused(
    event: Path, run: Call, cluster: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("handbill.runs.kit.ENGINE", "typst 9.9")
    rows = write_rows(event, halls(2))
    call = run("print-run", rows, "--product", "card", "--campaign", event, "--scheduler", cluster.scheduler_address)
    assert call.exit_code == 1
    assert "the worker at tcp://127.0.0.1" in call.output
    assert "typst 9.9" in call.output


def altered(folder: Path, version: str) -> Path:
    """Give a copy of Handbill that calls itself another version, to be found before the one under test."""
    shutil.copytree(REPOSITORY / "handbill", folder / "handbill", ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "handbill/__init__.py").write_text(
        re.sub(
            '__version__ = ".*"', f'__version__ = "{version}"', (folder / "handbill/__init__.py").read_text("utf-8")
        ),
        "utf-8",
    )
    return folder


def test_a_worker_of_another_version_that_joins_later_ends_the_run_and_none_of_its_sheets_is_kept(
    event: Path, run: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = write_rows(event, halls(40))
    folder = event / "there"
    other = altered(tmp_path / "other", "0.0.9")
    joined: list[subprocess.Popen[bytes]] = []
    keep = Run._keep

    def keep_and_let_join(self: Run, outcome: Any) -> None:
        keep(self, outcome)
        if not joined:
            joined.append(
                subprocess.Popen(
                    [sys.executable, "-m", "dask", "worker", alone.scheduler_address, "--no-dashboard"],
                    cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(other)},
                    stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                )
            )  # fmt: skip
            self.crew.client.wait_for_workers(2, timeout=60)  # type: ignore[attr-defined]

    with LocalCluster(  # type: ignore[no-untyped-call]
        n_workers=1,
        threads_per_worker=1,
        processes=True,
        host="127.0.0.1",
        dashboard_address="127.0.0.1:0",
        silence_logs=50,
    ) as alone:
        try:
            monkeypatch.setattr(Run, "_keep", keep_and_let_join)
            call = ("print-run", rows, "--product", "card", "--campaign", event, "--folder", folder)
            done = run(*call, "--scheduler", alone.scheduler_address)
        finally:
            for each in joined:
                each.terminate()
                each.wait()
    assert done.exit_code == 1, done.output
    assert "Traceback" not in done.output
    assert done.output.count("error: ") == 1
    assert f"a worker has Handbill 0.0.9, {ENGINE}, and this machine has" in done.output
    monkeypatch.setattr(Run, "_keep", keep)
    assert run("print-run", rows, "--product", "card", "--campaign", event, "--folder", event / "here").exit_code == 0
    here = pdfs(event / "here")
    assert pdfs(folder)
    assert all(here[name] == data for name, data in pdfs(folder).items())


def test_a_worker_with_other_fonts_is_refused(
    event: Path, run: Call, cluster: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    fingerprint = Coverage.fingerprint
    monkeypatch.setattr(Coverage, "fingerprint", lambda *given: [*fingerprint(*given), ("Own.ttf", "1")])
    rows = write_rows(event, halls(2))
    call = run("print-run", rows, "--product", "card", "--campaign", event, "--scheduler", cluster.scheduler_address)
    assert call.exit_code == 1
    assert "has other fonts: Own.ttf" in call.output


class Shrinking:
    """A client of which one worker is lost while it is asked."""

    def __init__(self, left: tuple[str, ...]) -> None:
        self.left = left

    def run(self, *_: object, on_error: str) -> dict[str, object]:
        assert on_error == "return"
        return {"tcp://one": "Handbill", "tcp://two": CommClosedError("Stream is closed")}

    def scheduler_info(self, n_workers: int) -> dict[str, object]:
        assert n_workers < 0
        return {"workers": {key: {"nthreads": 1} for key in self.left}}


def test_a_worker_that_is_lost_while_it_is_asked_for_its_version_stops_no_run() -> None:
    assert cluster_module._answers(Shrinking(("tcp://one",)), str) == {"tcp://one": "Handbill"}
    with pytest.raises(WorkspaceError, match="the worker at tcp://two cannot take part"):
        cluster_module._answers(Shrinking(("tcp://one", "tcp://two")), str)


def test_that_all_workers_are_gone_is_said_once_until_one_is_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster_module, "LOOK", 0.0)
    client = Shrinking(("tcp://one",))
    said: list[int] = []
    crew = object.__new__(cluster_module.Cluster)
    crew.client, crew.alone = client, lambda: said.append(len(client.left))
    for left in (("tcp://one",), (), (), ("tcp://two",), ()):
        client.left = left
        crew.look()
    assert said == [0, 0]


def test_a_scheduler_that_does_not_answer_is_an_error(event: Path, run: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scheduler, "PATIENCE", 0.2)
    rows = write_rows(event, halls(2))
    call = run("print-run", rows, "--product", "card", "--campaign", event, "--scheduler", "tcp://127.0.0.1:9")
    assert call.exit_code == 1
    assert "no scheduler answers at tcp://127.0.0.1:9" in call.output


@pytest.mark.parametrize(
    ("address", "status", "message"),
    [
        ("nonsense", 2, "“nonsense” is no address of a scheduler: missing port number"),
        ("http://127.0.0.1:8786", 2, "unknown address scheme 'http'"),
        ("tcp://no-such-machine.invalid:8786", 1, "no machine is known by the name in"),
        ("inproc://1.2.3.4/5", 2, "“inproc://1.2.3.4/5” is no address of a scheduler on a network"),
        ("ucx://127.0.0.1:8786", 1, "Dask cannot connect to ucx://127.0.0.1:8786 here"),
        ("tls://127.0.0.1:8786", 1, "tls://127.0.0.1:8786 needs certificates, and Dask's configuration names none"),
    ],
)
def test_an_address_that_leads_nowhere_is_told_at_once(
    event: Path, run: Call, address: str, status: int, message: str
) -> None:
    rows = write_rows(event, halls(1))
    done = run("print-run", rows, "--product", "card", "--campaign", event, "--scheduler", address)
    assert done.exit_code == status, done.output
    assert message in done.output
    assert done.output.count("error: ") == 1


@pytest.mark.parametrize(
    ("setting", "address", "message"),
    [
        (
            {"tls.ca-file": "/nowhere/ca.pem", "tls.client.cert": "/nowhere/cert.pem"},
            "tls://127.0.0.1:8786",
            "certificates of Dask's configuration cannot be used",
        ),
        (
            {"require-encryption": True},
            "tcp://127.0.0.1:8786",
            "tcp://127.0.0.1:8786 is not encrypted, and Dask's configuration asks for it",
        ),
    ],
)
def test_a_configuration_of_dask_that_cannot_be_used_is_told_at_once(
    event: Path, run: Call, setting: dict[str, object], address: str, message: str
) -> None:
    rows = write_rows(event, halls(1))
    with dask.config.set({f"distributed.comm.{key}": value for key, value in setting.items()}):
        done = run("print-run", rows, "--product", "card", "--campaign", event, "--scheduler", address)
    assert done.exit_code == 1, done.output
    assert message in done.output
    assert done.output.count("error: ") == 1


def test_without_dask_the_way_to_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(UsageError, match="not installed") as found:
        scheduler.dask()
    assert found.value.hint == "pip install 'handbill[cluster]'"


def test_a_worker_that_joined_later_with_other_fonts_makes_nothing(event: Path) -> None:
    project = open_project(event)
    kit = Preparation(project, project.campaign.products["card"], 0, "2011-07-04").kit(["es"], portable=True)
    parcel = cluster_module.Parcel("other", replace(kit, fonts=[("Own.ttf", "1")]), None, 60.0)
    made = cluster_module.print_on_worker(parcel, Job(2, 2, "es", {}, "a.pdf"), b"")
    assert "has other fonts" in str(made.error)
    # The run ends: refused one by one, all rows that are left would go to the worker that is quickest with them.
    assert made.hopeless


def test_an_outcome_of_a_version_that_does_not_name_itself_is_of_another() -> None:
    outcome = Outcome(Job(2, 2, "es", {}, "a.pdf"), b"")
    assert outcome.made_with == kit_module.made_with()
    object.__delattr__(outcome, "made_with")
    future: Future[Outcome] = Future()
    future.set_result(outcome)
    with pytest.raises(WorkspaceError, match="a worker has another version of Handbill"):
        crew_module._outcome(crew_module.Threads, future, (outcome.job, b""))  # type: ignore[arg-type]

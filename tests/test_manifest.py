from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handbill.manifest import PATH, Artifact, digest, is_whole, read_manifest, write_manifest

FLYER = Artifact(
    path="print/km/flyer.pdf",
    sha256=digest(b"flyer"),
    size=5,
    product="flyer",
    format="pdf",
    locale="km",
    domains=("petition", "interface"),
    state="translated",
    coverage=0.975,
    origin="machine",
    version="K7QH2M",
    inputs="abc",
)
LETTER = replace(FLYER, path="print/km/letter-1.png", product="letter", format="png")


def test_what_is_written_is_read(tmp_path: Path) -> None:
    write_manifest(tmp_path, "Safe Crossing", [FLYER, LETTER])
    assert read_manifest(tmp_path) == {FLYER.path: FLYER, LETTER.path: LETTER}


def test_the_manifest_has_the_promised_fields(tmp_path: Path) -> None:
    write_manifest(tmp_path, "Une traversée", [FLYER])
    text = (tmp_path / "manifest.json").read_text("utf-8")
    data = json.loads(text)
    assert (data["version"], data["campaign"]) == (1, "Une traversée")
    assert "Une traversée" in text
    promised = {
        "path",
        "sha256",
        "size",
        "product",
        "format",
        "locale",
        "domains",
        "state",
        "coverage",
        "origin",
        "version",
    }
    assert promised <= set(data["artifacts"][0])


def test_the_order_in_which_things_were_made_does_not_show(tmp_path: Path) -> None:
    write_manifest(tmp_path, "c", [LETTER, FLYER])
    assert not write_manifest(tmp_path, "c", [FLYER, LETTER])


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        "[" * 100_000,
        '{"version": 2, "artifacts": []}',
        '{"version": 1}',
        '{"version": 1, "artifacts": [5]}',
        '{"version": 1, "artifacts": [{"path": "a.pdf"}]}',
        '{"version": 1, "artifacts": [{"domains": [], "colour": "red"}]}',
    ],
)
def test_a_damaged_manifest_is_as_none(tmp_path: Path, text: str) -> None:
    (tmp_path / "manifest.json").write_text(text)
    assert read_manifest(tmp_path) == {}


def test_no_manifest_and_one_of_garbage_are_as_none(tmp_path: Path) -> None:
    assert read_manifest(tmp_path / "build") == {}
    (tmp_path / "manifest.json").write_bytes(bytes(range(256)))
    assert read_manifest(tmp_path) == {}


@pytest.mark.parametrize("path", ["../source/petition.md", "/etc/hosts.conf", "a/../../b.po", "", ".", "a\0.pdf", 5])
def test_a_manifest_that_names_files_outside_the_output_is_not_believed(tmp_path: Path, path: object) -> None:
    write_manifest(tmp_path, "c", [FLYER])
    data = json.loads((tmp_path / "manifest.json").read_bytes())
    data["artifacts"][0]["path"] = path
    (tmp_path / "manifest.json").write_text(json.dumps(data))
    assert read_manifest(tmp_path) == {}


@given(st.text(alphabet="ab./\\~:\0\n-_"))
@settings(max_examples=100, deadline=None)
def test_whatever_is_believed_stays_inside(path: str) -> None:
    if PATH.fullmatch(path):
        assert not path.startswith("/")
        assert ".." not in path


@pytest.mark.parametrize(
    ("data", "whole"), [(b"flyer", True), (b"flyex", False), (b"flyers", False), (b"", False), (None, False)]
)
def test_an_artifact_is_whole_if_it_has_the_bytes_that_were_made(
    tmp_path: Path, data: bytes | None, *, whole: bool
) -> None:
    if data is not None:
        (tmp_path / "print" / "km").mkdir(parents=True)
        (tmp_path / FLYER.path).write_bytes(data)
    assert is_whole(tmp_path, FLYER) is whole

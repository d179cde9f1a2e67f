"""Comments that spreadsheets keep beside their sheets, in parts of their own."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator, Mapping

from lxml import etree

_THREADED = "threadedComment"


def of_sheet(archive: zipfile.ZipFile, part: str) -> Mapping[str, str]:
    """Give the comments of a sheet by cell (``C7``). `part` is the sheet's own name in the archive."""
    folder, name = posixpath.split(part.lstrip("/"))
    relations = f"{folder}/_rels/{name}.rels"
    if relations not in archive.namelist():
        return {}
    found: dict[str, list[str]] = {}
    threaded: dict[str, list[str]] = {}
    for target in _targets(archive.read(relations), folder):
        if target in archive.namelist():
            for cell, text in _comments(archive.read(target)):
                (threaded if _THREADED in target else found).setdefault(cell, []).append(text)
    # A thread is there a second time, as a comment that advises to buy a newer program.
    return {cell: "\n".join(texts) for cell, texts in (found | threaded).items()}


def _targets(relations: bytes, folder: str) -> Iterator[str]:
    for each in _parsed(relations):
        if each.get("Type", "").rpartition("/")[2] in {"comments", _THREADED}:
            target = each.get("Target", "")
            yield posixpath.normpath(posixpath.join(folder, target)).lstrip("/") if target[:1] != "/" else target[1:]


def _comments(xml: bytes) -> Iterator[tuple[str, str]]:
    for each in _parsed(xml).iter():
        if isinstance(each.tag, str) and etree.QName(each).localname in {"comment", _THREADED} and each.get("ref"):
            runs = each.iterfind(".//{*}t") if etree.QName(each).localname == "comment" else each.iterfind("{*}text")
            if text := "".join(run.text or "" for run in runs).strip():
                yield str(each.get("ref")).replace("$", ""), text


def _parsed(xml: bytes) -> etree._Element:
    return etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))

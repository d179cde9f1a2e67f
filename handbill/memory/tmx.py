"""TMX 1.4 <-> pairs of texts. Any text survives, and names of people are kept only where that is asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from handbill.errors import ExchangeError
from handbill.safe_xml import LANG, children, clean, local, put_text, read_xml, text_of

CONTEXT = "x-context"
"""The type of the ``<prop>`` that holds a msgctxt, as Translate Toolkit and Weblate have it."""
NAMES = ("creationid", "changeid")
"""The attributes that name people."""


@dataclass(frozen=True, slots=True)
class Pair:
    """One text and its translation."""

    source: str
    target: str
    tag: str
    """The language of the translation."""
    contexts: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    names: tuple[tuple[str, str], ...] = ()
    """Who made and who changed it, by attribute: ``("creationid", "MARIA")``."""

    @property
    def key(self) -> tuple[str, str, str]:
        """What makes two pairs the same."""
        return (self.source, self.target, self.tag)


@dataclass(slots=True)
class Reading:
    """What a TMX file holds."""

    pairs: list[Pair] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    """How many translations are in languages that were not asked for, by tag; under "" those without a source."""


def parse_tmx(data: bytes, path: str, *, source: str, tag_of: Callable[[str], str | None], names: bool) -> Reading:
    """Read the pairs of a TMX file from the source language into those that `tag_of` gives a tag for.

    Marks inside a text (``<bpt>``, ``<ph>`` ...) are read as their text.
    `names` says whether who made a pair is kept.
    """
    root = read_xml(data, path)
    if local(root) != "tmx":
        raise ExchangeError(f"is not TMX: it begins with <{local(root)}>", path=path, hint="Export it as TMX 1.4.")
    reading = Reading()
    for unit in root.iter("{*}tu"):
        _read_unit(unit, source, tag_of, reading, names=names)
    return reading


def _read_unit(
    unit: etree._Element, source: str, tag_of: Callable[[str], str | None], reading: Reading, *, names: bool
) -> None:
    variants = [(variant, variant.get(LANG) or variant.get("lang") or "") for variant in children(unit, "tuv")]
    sources = [text for variant, tag in variants if tag_of(tag) == source and (text := _segment(variant))]
    targets = [(variant, tag) for variant, tag in variants if tag_of(tag) != source and _segment(variant)]
    if not sources:
        reading.left_out[""] += len(targets)
        return
    for variant, said in targets:
        tag = tag_of(said)
        if tag is None:
            reading.left_out[said] += 1
            continue
        about = (unit, variant)
        reading.pairs += [
            Pair(text, _segment(variant), tag, _contexts(about), _notes(about), _people(about) if names else ())
            for text in sources
        ]


def _segment(variant: etree._Element) -> str:
    return "".join(map(text_of, children(variant, "seg")))


def _contexts(elements: Iterable[etree._Element]) -> tuple[str, ...]:
    found = (text_of(each) for element in elements for each in children(element, "prop") if each.get("type") == CONTEXT)
    return tuple(dict.fromkeys(found))


def _notes(elements: Iterable[etree._Element]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text_of(each) for element in elements for each in children(element, "note")))


def _people(elements: Iterable[etree._Element]) -> tuple[tuple[str, str], ...]:
    found = {name: value for element in elements for name in NAMES if (value := element.get(name))}
    return tuple(found.items())


def merged(pairs: Iterable[Pair]) -> tuple[Pair, ...]:
    """Give each pair once, with the contexts, notes and names that it has anywhere, in the order of the texts."""
    found: dict[tuple[str, str, str], Pair] = {}
    for pair in pairs:
        known = found.get(pair.key)
        found[pair.key] = pair if known is None else _both(known, pair)
    return tuple(found[key] for key in sorted(found))


def _both(first: Pair, second: Pair) -> Pair:
    return replace(
        first,
        contexts=tuple(sorted({*first.contexts, *second.contexts})),
        notes=tuple(dict.fromkeys((*first.notes, *second.notes))),
        names=tuple({**dict(second.names), **dict(first.names)}.items()),
    )


def serialize_tmx(pairs: Iterable[Pair], source: str) -> bytes:
    """Write pairs as TMX 1.4, a unit each, sorted by their texts, without dates: equal pairs give equal bytes."""
    root = etree.Element("tmx", version="1.4")
    header = etree.SubElement(root, "header", creationtool="Handbill", creationtoolversion="1", segtype="block")
    for name, value in {"o-tmf": "PO", "adminlang": "en", "srclang": source, "datatype": "plaintext"}.items():
        header.set(name, value)
    body = etree.SubElement(root, "body")
    for pair in merged(pairs):
        body.append(_unit(pair, source))
    _lay_out(root, 1)
    _lay_out(body, 2)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8") + b"\n"


def _unit(pair: Pair, source: str) -> etree._Element:
    unit = etree.Element("tu", {name: clean(value) for name, value in pair.names})
    for note in pair.notes:
        put_text(etree.SubElement(unit, "note"), note)
    for context in pair.contexts:
        put_text(etree.SubElement(unit, "prop", type=CONTEXT), context)
    for tag, text in ((source, pair.source), (pair.tag, pair.target)):
        variant = etree.SubElement(unit, "tuv")
        variant.set(LANG, tag)
        put_text(etree.SubElement(variant, "seg"), text)
    _lay_out(unit, 3)
    return unit


def _lay_out(element: etree._Element, depth: int) -> None:
    """Give each child a line of its own; texts are never touched."""
    if len(element):
        element.text = "\n" + "  " * depth
        for each in element:
            each.tail = "\n" + "  " * depth
        element[-1].tail = "\n" + "  " * (depth - 1)


def sorted_by_language(pairs: Iterable[Pair]) -> Iterator[tuple[str, tuple[Pair, ...]]]:
    """Give the pairs of each language, languages in the order in which they come."""
    found: dict[str, list[Pair]] = {}
    for pair in pairs:
        found.setdefault(pair.tag, []).append(pair)
    return ((tag, tuple(each)) for tag, each in found.items())

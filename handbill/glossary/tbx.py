"""TBX <-> terms: version 2 (``martif``) is written, version 2 and 3 (``tbx``) are read.

A translation is a term in the set of its language; one that is forbidden is
such a term with the status *deprecated*. What is left as it is carries
``Translation needed: No``, as Translate Toolkit and Weblate have it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from handbill.errors import ExchangeError
from handbill.glossary.model import EVERY, Glossary, Term
from handbill.safe_xml import LANG, children, clean, local, put_text, read_xml, text_of

_LANGUAGE, _GROUP = ("langSet", "langSec"), ("tig", "ntig", "termSec")
_NEEDED = "Translation needed"
_PREFERRED, _DEPRECATED = "preferredTerm-admn-sts", "deprecatedTerm-admn-sts"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a TBX file holds."""

    terms: tuple[Term, ...]
    left_out: int
    """How many of its entries have no term in the source language."""


def parse_tbx(data: bytes, path: str, *, source: str, tag_of: Callable[[str], str]) -> Reading:
    """Read the terms of a TBX file. `tag_of` gives the campaign's tag for a language of the file.

    Of several terms in the source language each becomes an entry of its own,
    with the same translations; deprecated ones are forbidden words.
    """
    root = read_xml(data, path)
    if local(root) not in {"martif", "tbx"}:
        raise ExchangeError(
            f"is not TBX: it begins with <{local(root)}>", path=path, hint="Export it as TBX 2 (martif) or TBX 3 (tbx)."
        )
    terms: list[Term] = []
    left_out = 0
    for entry in root.iter("{*}termEntry", "{*}conceptEntry"):
        found = list(_terms(entry, source, tag_of))
        left_out += not found
        terms += found
    return Reading(tuple(terms), left_out)


@dataclass(slots=True)
class _Words:
    """The terms of one language in one entry."""

    good: list[str] = field(default_factory=list)
    bad: list[str] = field(default_factory=list)
    part_of_speech: str = ""


def _terms(entry: etree._Element, source: str, tag_of: Callable[[str], str]) -> Iterator[Term]:
    words: dict[str, _Words] = {}
    for section in children(entry, *_LANGUAGE):
        own = words.setdefault(tag_of(section.get(LANG) or section.get("lang") or ""), _Words())
        for group in _groups(section):
            _take(group, own)
    own = words.pop(source, _Words())
    notes, fixed = _notes(entry)
    translations = {tag: tuple(dict.fromkeys(each.good)) for tag, each in words.items() if each.good and tag}
    forbidden = {tag: tuple(dict.fromkeys(each.bad)) for tag, each in words.items() if each.bad and tag}
    if own.bad:
        forbidden[EVERY] = tuple(dict.fromkeys(own.bad))
    for text in dict.fromkeys(own.good):
        yield Term(text, own.part_of_speech, notes, fixed, translations, forbidden)


def _groups(section: etree._Element) -> Iterator[etree._Element]:
    for group in children(section, *_GROUP):
        inner = list(children(group, "termGrp"))
        yield from inner or [group]


def _take(group: etree._Element, own: _Words) -> None:
    text = " ".join(clean("".join(map(text_of, children(group, "term")))).split())
    if not text:
        return
    own.part_of_speech = own.part_of_speech or _said(group, "partOfSpeech")
    status = _said(group, "administrativeStatus").casefold()
    (own.bad if status.startswith(("deprecated", "superseded", "obsolete")) else own.good).append(text)


def _said(element: etree._Element, name: str) -> str:
    """Give what an element says under a name, as ``<termNote type="name">`` or as ``<name>``."""
    for each in element.iter():
        if isinstance(each.tag, str) and name in {each.get("type"), local(each)}:
            return " ".join(clean(text_of(each)).split())
    return ""


def _notes(entry: etree._Element) -> tuple[str, bool]:
    """Give what an entry says of itself, and whether it is left as it is."""
    said: list[str] = []
    fixed = False
    for each in entry.iter("{*}note", "{*}descrip", "{*}definition"):
        text = clean(text_of(each)).strip()
        if each.get("type") == _NEEDED:
            fixed = text.casefold() == "no"
        elif local(each) in {"note", "definition"} or each.get("type") in {"definition", "context", None}:
            said.append(text)
    return "; ".join(dict.fromkeys(filter(None, said))), fixed


def serialize_tbx(glossary: Glossary, tags: Iterable[str] | None = None) -> bytes:
    """Write a glossary as TBX 2, with all its languages or with some."""
    root = etree.Element("martif", type="TBX-Basic")
    root.set(LANG, glossary.source)
    described = etree.SubElement(etree.SubElement(root, "martifHeader"), "fileDesc")
    etree.SubElement(etree.SubElement(described, "sourceDesc"), "p").text = "Handbill"
    body = etree.SubElement(etree.SubElement(root, "text"), "body")
    wanted = None if tags is None else frozenset(tags)
    for term in glossary.terms:
        _add_entry(body, term, glossary.source, wanted)
    etree.indent(root)
    # Indenting gives an element that is empty but for texts no white space of its own, so texts stay as they are.
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8") + b"\n"


def _add_entry(body: etree._Element, term: Term, source: str, wanted: frozenset[str] | None) -> None:
    entry = etree.SubElement(body, "termEntry")
    if term.fixed:
        etree.SubElement(entry, "descrip", type=_NEEDED).text = "No"
    if term.note:
        put_text(etree.SubElement(entry, "note"), term.note)
    section = _section(entry, source)
    _add_term(section, term.text, _PREFERRED, term.part_of_speech)
    for word in term.forbidden.get(EVERY, ()):
        _add_term(section, word, _DEPRECATED)
    for tag in dict.fromkeys((*term.translations, *term.forbidden)):
        if tag != EVERY and (wanted is None or tag in wanted):
            section = _section(entry, tag)
            for word in term.translations.get(tag, ()):
                _add_term(section, word, _PREFERRED)
            for word in term.forbidden.get(tag, ()):
                _add_term(section, word, _DEPRECATED)


def _section(entry: etree._Element, tag: str) -> etree._Element:
    section = etree.SubElement(entry, "langSet")
    section.set(LANG, tag)
    return section


def _add_term(section: etree._Element, text: str, status: str, part_of_speech: str = "") -> None:
    group = etree.SubElement(section, "tig")
    put_text(etree.SubElement(group, "term"), text)
    if part_of_speech:
        put_text(etree.SubElement(group, "termNote", type="partOfSpeech"), part_of_speech)
    etree.SubElement(group, "termNote", type="administrativeStatus").text = status

"""XLIFF 1.2 and 2.x that came back from a CAT tool."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from handbill.errors import ExchangeError
from handbill.exchange import archive, xliff, xliff2
from handbill.exchange.characters import restored
from handbill.exchange.parcel import STATES, Label, Returned, ReturnedRow, one_label, parse_reference
from handbill.model import State

UTF_16 = (b"\xff\xfe", b"\xfe\xff")
"""The marks that UTF-16 begins with."""
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_FAMILY = "urn:oasis:names:tc:xliff:document:"
_STATES = {word: STATES[state] for state, word in xliff.STATES.items()} | {
    "needs-translation": STATES[State.FUZZY],
    "needs-adaptation": STATES[State.FUZZY],
    "needs-l10n": STATES[State.FUZZY],
    "needs-review-adaptation": STATES[State.FUZZY],
    "needs-review-l10n": STATES[State.FUZZY],
    "final": STATES[State.REVIEWED],
    "reviewed": STATES[State.REVIEWED],
    "initial": STATES[State.UNTRANSLATED],
}
"""The states of both versions in our words."""


def read(data: bytes, name: str) -> Returned:
    """Read XLIFF. What a tool put around words stays out, what stands in it stays in."""
    root = _parsed(data, name)
    namespace = etree.QName(root).namespace or ""
    if not namespace.startswith(_FAMILY):
        raise ExchangeError("is XML, but not XLIFF 1.2 or 2", path=name, hint="Let the tool save it as XLIFF.")
    returned = Returned(name, states_count=False)
    older = namespace == xliff.NAMESPACE
    labels: list[Label] = []
    for file in root.iter(f"{{{namespace}}}file"):
        slug, _, domain = file.get("original", "").rpartition("/")
        tag = file.get("target-language") if older else root.get("trgLang")
        if slug and tag:
            labels.append(Label(tag, slug))
        returned.rows += _units_1(file, domain, namespace) if older else _units_2(file, domain, namespace)
    if not returned.rows:
        raise ExchangeError("has no texts", path=name, hint="Let the tool save it as XLIFF once more.")
    returned.label = one_label(labels)
    return returned


def _parsed(data: bytes, name: str) -> etree._Element:
    if data.startswith(UTF_16):
        # The declaration would say UTF-16 of what is UTF-8 now.
        data = _DECLARATION.sub("", data.decode("utf-16", "replace"), count=1).encode()
    archive.refuse_declarations(data, name)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True)
    try:
        return etree.fromstring(data.removeprefix(b"\xef\xbb\xbf"), parser)
    except etree.XMLSyntaxError as error:
        raise ExchangeError(
            f"is not whole: {error.msg}", path=name, line=error.lineno, hint="Ask for the file once more."
        ) from error


def _units_1(file: etree._Element, domain: str, namespace: str) -> Iterator[ReturnedRow]:
    names = {"x": namespace}
    for number, unit in enumerate(file.iter(f"{{{namespace}}}trans-unit"), start=1):
        target = unit.find("x:target", names)
        # Another tool's notes are a translator's; ours stay out.
        told = [_text(note) for note in unit.findall("x:note", names) if note.get("from") != xliff.OURS]
        context = unit.find(".//x:context[@context-type='x-gettext-msgctxt']", names)
        yield _row(
            f"{domain}, unit {number}",
            unit,
            domain,
            source=_text(unit.find("x:source", names)),
            context=_text(context),
            translation=_text(target),
            state=None if target is None else target.get("state"),
            note="\n".join(told),
        )


def _units_2(file: etree._Element, domain: str, namespace: str) -> Iterator[ReturnedRow]:
    names = {"x": namespace}
    for number, unit in enumerate(file.iter(f"{{{namespace}}}unit"), start=1):
        told = [
            _text(note)
            for note in unit.findall("x:notes/x:note", names)
            if not note.get("category", "").startswith(f"{xliff.OURS}:")
        ]
        parts = [part for part in unit if etree.QName(part).localname in {"segment", "ignorable"}]
        segments = unit.findall("x:segment", names)
        state = next((_state_2(each) for each in segments), None)
        yield _row(
            f"{domain}, unit {number}",
            unit,
            domain,
            source="".join(_text(part.find("x:source", names)) for part in parts),
            context=restored(unit.get("name", "")),
            translation=_joined(parts, names),
            state=state,
            note="\n".join(told),
        )


def _joined(parts: list[etree._Element], names: dict[str, str]) -> str:
    """Give the translation of a unit, which a tool may have cut into sentences."""
    targets = [part.find("x:target", names) for part in parts]
    if not any(map(_text, targets)):
        return ""
    pieces = []
    for part, target in zip(parts, targets, strict=True):
        between = etree.QName(part).localname == "ignorable" and target is None
        pieces.append(_text(part.find("x:source", names)) if between else _text(target))
    return "".join(pieces)


def _state_2(segment: etree._Element) -> str | None:
    if segment.get("subState") == xliff2.NEEDS_WORK and segment.get("state") == "initial":
        return STATES[State.FUZZY]
    return segment.get("state")


def _row(
    place: str,
    unit: etree._Element,
    domain: str,
    *,
    source: str,
    context: str,
    translation: str,
    state: str | None,
    note: str,
) -> ReturnedRow:
    return ReturnedRow(
        place=place,
        reference=parse_reference(unit.get("id", "")),
        domain=domain,
        source=source,
        context=context,
        translation=translation,
        state=None if state is None else _STATES.get(state, state),
        note=note,
    )


def _text(element: etree._Element | None) -> str:
    """Give an element's text; of inline elements their text, and the characters that XLIFF 2 names by number."""
    return "" if element is None else restored("".join(_pieces(element)))


def _pieces(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if etree.QName(child).localname == "cp":
            yield restored(f"⟦U+{child.get('hex', 'FFFD').upper():0>4}⟧")
        else:
            yield from _pieces(child)
        yield child.tail or ""

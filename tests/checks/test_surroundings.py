"""The checks that need more than one unit: consistency and proportion."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from handbill.checks import Consistency, Proportion, check_catalog, survey
from handbill.languages import language
from handbill.model import Catalog, Finding, Message, Unit
from tests.checks.subjects import ENGLISH

SPANISH = language("es")


def catalog(*units: Unit) -> Catalog:
    return Catalog(Unit(Message("")), units)


def findings(check: Consistency | Proportion, catalogs: dict[str, Catalog], tag: str = "es") -> list[Finding]:
    told = language(tag)
    known = survey(catalogs.items(), told, source=ENGLISH)
    return [
        finding
        for path, each in catalogs.items()
        for finding in check_catalog(
            each, [check], path=path, domain=path, language=told, facts={}, limits={}, surroundings=known
        )
    ]


def test_the_same_text_translated_two_ways_in_two_documents_is_found_where_it_differs() -> None:
    first = catalog(Unit(Message("What we ask"), ("Lo que pedimos",), line=7))
    second = catalog(Unit(Message("What we ask"), ("Nuestras demandas",), line=9))
    (finding,) = findings(Consistency(), {"a.po": first, "b.po": second})
    assert finding.place == "b.po:9"
    assert finding.message == "the same text is translated otherwise at a.po:7: “Lo que pedimos”"


def test_what_is_commoner_is_the_rule() -> None:
    units = [Unit(Message("What we ask"), (text,)) for text in ("Demandas", "Lo que pedimos", "Lo que pedimos")]
    paths = {f"{index}.po": catalog(unit) for index, unit in enumerate(units)}
    assert [finding.path for finding in findings(Consistency(), paths)] == ["0.po"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (Unit(Message("What we ask"), ("Pedimos “esto”",)), Unit(Message("What we ask"), ('Pedimos "esto"',))),
        (Unit(Message("What we ask"), ("Pedimos",)), Unit(Message("What we ask", "b:title"), ("Lo que pedimos",))),
        (Unit(Message("Name"), ("Nombre",)), Unit(Message("Name"), ("Apellido",))),
        (Unit(Message("What we ask"), ("Pedimos",)), Unit(Message("What we ask"), ("Demandas",), fuzzy=True)),
        (Unit(Message("What we ask"), ("Pedimos",)), Unit(Message("What we ask"), ("",))),
        (Unit(Message("One page", plural="Pages"), ("a", "b")), Unit(Message("One page", plural="Pages"), ("c", "d"))),
    ],
    ids=["typography", "kind of place", "single word", "fuzzy", "untranslated", "plural"],
)
def test_what_may_differ_is_not_found(first: Unit, second: Unit) -> None:
    assert findings(Consistency(), {"a.po": catalog(first), "b.po": catalog(second)}) == []


def test_titles_are_compared_with_titles() -> None:
    first = catalog(Unit(Message("End the PARS agreement", "a:title"), ("Fin a PARS",)))
    second = catalog(Unit(Message("End the PARS agreement", "b:title"), ("Acabar con PARS",)))
    assert [finding.path for finding in findings(Consistency(), {"a": first, "b": second})] == ["b"]


def sentences(proportion: float, count: int = 30, length: int = 60) -> Sequence[Unit]:
    return [Unit(Message(f"{index:02}" + "x" * length), ("y" * round(length * proportion),)) for index in range(count)]


@pytest.mark.parametrize(
    ("tag", "usual", "off"), [("es", 1.15, 3.2), ("es", 1.15, 0.3), ("zh-Hans", 0.33, 1.1), ("km", 1.9, 0.5)]
)
def test_what_is_far_from_usual_is_found(tag: str, usual: float, off: float) -> None:
    odd = Unit(Message("z" * 60), ("y" * round(60 * off),), line=5)
    (finding,) = findings(Proportion(), {"a.po": catalog(*sentences(usual), odd)}, tag)
    assert finding.line == 5
    assert ("longer" if off > usual else "shorter") in finding.message


@pytest.mark.parametrize(
    ("tag", "proportion"), [("es", 1.6), ("zh-Hans", 0.25), ("km", 1.4), ("mam", 1.8), ("am", 0.5)]
)
def test_the_language_is_learnt_before_it_is_judged(tag: str, proportion: float) -> None:
    assert findings(Proportion(), {"a.po": catalog(*sentences(proportion))}, tag) == []


def test_short_texts_tell_nothing() -> None:
    units = [*sentences(1.15), Unit(Message("Sign by"), ("Ponga su firma antes de esta fecha",))]
    assert findings(Proportion(), {"a.po": catalog(*units)}) == []


def test_few_texts_are_judged_by_the_script() -> None:
    assert findings(Proportion(), {"a.po": catalog(*sentences(0.33, count=1))}, "zh-Hans") == []
    assert len(findings(Proportion(), {"a.po": catalog(*sentences(0.33, count=1))}, "es")) == 1


def test_the_source_counts_too() -> None:
    known = survey([("a", catalog(*sentences(3.0, count=1)))], SPANISH, source=language("zh-Hans"))
    assert known.proportion is not None
    assert known.proportion.mean > 1

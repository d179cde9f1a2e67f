from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from translate.storage.tbx import tbxfile

from handbill.errors import ExchangeError
from handbill.glossary import EVERY, Glossary, Term
from handbill.glossary.tbx import parse_tbx, serialize_tbx
from handbill.languages import fitting

GLOSSARY = Glossary(
    (
        Term(
            "deadline",
            "noun",
            "the day <it> ends & no other",
            translations={"es": ("fecha límite", "plazo"), "zh-Hans": ("截止日期",)},
            forbidden={"es": ("vencimiento",), EVERY: ("dead line",)},
        ),
        Term("PARS", note="the police database", fixed=True),
        Term("petition", translations={"ar": ("عريضة",)}),
    )
)


def read(data: bytes) -> tuple[Term, ...]:
    known = ["en", "es", "zh-Hans", "ar"]
    return parse_tbx(data, "terms.tbx", source="en", tag_of=lambda tag: fitting(tag, known)).terms


def test_what_is_written_is_read_again() -> None:
    assert read(serialize_tbx(GLOSSARY)) == GLOSSARY.terms


def test_translate_toolkit_reads_every_term_translation_note_and_status() -> None:
    store = tbxfile.parsestring(serialize_tbx(GLOSSARY), "en", "es")  # type: ignore[no-untyped-call]
    assert [unit.source for unit in store.units] == ["deadline", "PARS", "petition"]
    deadline, pars, petition = store.units
    terms = [(term.text, term.deprecated) for term in deadline.get_target_terms()]
    assert terms == [("fecha límite", False), ("plazo", False), ("vencimiento", True)]
    assert [(term.text, term.deprecated) for term in deadline.get_source_terms()] == [
        ("deadline", False),
        ("dead line", True),
    ]
    assert (deadline.getnotes(), deadline.getnotes("pos")) == ("the day <it> ends & no other", "noun")
    assert (pars.istranslatable(), petition.istranslatable()) == (False, True)
    assert [term.text for term in petition.get_target_terms("ar")] == ["عريضة"]
    assert [term.text for term in deadline.get_target_terms("zh-Hans")] == ["截止日期"]


def test_some_languages_alone_can_be_written() -> None:
    assert [set(term.translations) for term in read(serialize_tbx(GLOSSARY, ["es"]))] == [{"es"}, set(), set()]


BASIC_2 = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">
<martif type="TBX-Basic" xml:lang="en-US"><text><body>
<termEntry id="c1"><descripGrp><descrip type="definition">The last day</descrip></descripGrp>
<langSet xml:lang="en-US"><ntig><termGrp><term>dead<hi>line</hi></term><termNote type="partOfSpeech">noun</termNote>
</termGrp></ntig><tig><term>due date</term></tig></langSet>
<langSet xml:lang="es-MX"><tig><term>fecha
  límite</term></tig></langSet><langSet xml:lang="zh-CN"><tig><term>截止日期</term></tig></langSet></termEntry>
<termEntry><langSet xml:lang="es"><tig><term>huérfano</term></tig></langSet></termEntry>
</body></text></martif>"""

DCA_3 = """<tbx style="dca" type="TBX-Basic" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"><text><body>
<conceptEntry id="c1"><descrip type="definition">The last day</descrip>
<langSec xml:lang="en"><termSec><term>deadline</term><termNote type="partOfSpeech">noun</termNote></termSec>
<termSec><term>due date</term></termSec></langSec>
<langSec xml:lang="es"><termSec><term>fecha límite</term></termSec></langSec>
<langSec xml:lang="zh-Hans"><termSec><term>截止日期</term></termSec></langSec></conceptEntry>
<conceptEntry><langSec xml:lang="es"><termSec><term>huérfano</term></termSec></langSec></conceptEntry>
</body></text></tbx>"""

DCT_3 = """<tbx style="dct" type="TBX-Basic" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"
 xmlns:min="http://www.tbxinfo.net/ns/min" xmlns:basic="http://www.tbxinfo.net/ns/basic"><text><body>
<conceptEntry id="c1"><basic:definition>The last day</basic:definition>
<langSec xml:lang="en"><termSec><term>deadline</term><min:partOfSpeech>noun</min:partOfSpeech></termSec>
<termSec><term>due date</term></termSec></langSec>
<langSec xml:lang="es"><termSec><term>fecha límite</term></termSec><termSec><term>vencimiento</term>
<min:administrativeStatus>deprecatedTerm-admn-sts</min:administrativeStatus></termSec></langSec>
<langSec xml:lang="zh-Hans"><termSec><term>截止日期</term></termSec></langSec></conceptEntry>
<conceptEntry><langSec xml:lang="es"><termSec><term>huérfano</term></termSec></langSec></conceptEntry>
</body></text></tbx>"""


@pytest.mark.parametrize("text", [BASIC_2, DCA_3, DCT_3], ids=["2", "3 DCA", "3 DCT"])
def test_every_dialect_is_read(text: str) -> None:
    found = parse_tbx(text.encode(), "terms.tbx", source="en", tag_of=lambda tag: fitting(tag, ["en", "es", "zh-Hans"]))
    assert [term.text for term in found.terms] == ["deadline", "due date"]
    assert {(term.part_of_speech, term.note) for term in found.terms} == {("noun", "The last day")}
    assert found.terms[0].translations == {"es": ("fecha límite",), "zh-Hans": ("截止日期",)}
    assert found.terms[0].forbidden == ({"es": ("vencimiento",)} if text is DCT_3 else {})
    assert found.left_out == 1


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "is not XML"),
        ("<martif>", "is not XML"),
        ("<html/>", "is not TBX: it begins with <html>"),
        ('<!DOCTYPE martif [<!ENTITY a "b">]><martif>&a;</martif>', "defines entities of its own"),
    ],
)
def test_what_is_no_tbx_is_refused_in_words(text: str, message: str) -> None:
    with pytest.raises(ExchangeError) as error:
        read(text.encode())
    assert error.value.path == "terms.tbx"
    assert message in error.value.message
    assert error.value.hint


def test_nothing_that_a_file_names_elsewhere_is_read() -> None:
    with pytest.raises(ExchangeError):
        read(b'<!DOCTYPE martif [<!ENTITY a SYSTEM "file:///etc/passwd">]><martif>&a;</martif>')


PLAIN = st.characters(exclude_categories=("Cc", "Cs", "Cn"))
WORDS = st.text(PLAIN, min_size=1).map(lambda text: " ".join(text.split()))
EXPRESSIONS = st.lists(WORDS.filter(bool), min_size=1, max_size=3, unique=True).map(tuple)
TERMS = st.builds(
    Term,
    WORDS.filter(bool),
    WORDS,
    WORDS,
    st.booleans(),
    st.dictionaries(st.sampled_from(["es", "zh-Hans"]), EXPRESSIONS),
    st.dictionaries(st.sampled_from(["es", EVERY]), EXPRESSIONS),
)


@given(TERMS)
def test_any_term_survives(term: Term) -> None:
    assert read(serialize_tbx(Glossary((term,)))) == (term,)

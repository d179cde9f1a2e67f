"""The check of placeholders, as a table of good and bad translations."""

from __future__ import annotations

import pytest

from handbill.checks import CHECKS, Placeholders, Subject, check_catalog
from handbill.languages import language
from handbill.model import Catalog, Message, Severity, Unit
from tests.checks.subjects import FACTS, marks

SOURCE = "Until {deadline}, call {hotline}."


def problems(msgid: str, *msgstr: str, tag: str = "es", plural: str | None = None) -> list[str]:
    subject = Subject(Unit(Message(msgid, plural=plural), msgstr), language(tag), FACTS, None)
    return [problem.message for problem in Placeholders().problems(subject)]


@pytest.mark.parametrize(
    ("tag", "msgstr"),
    [
        ("es", "Llame al {hotline} hasta el {deadline}."),
        ("es", "Hasta el {deadline:EEEE d MMMM}, llame al {hotline:international}: {hotline}."),
        ("ar", "اتصلوا بالرقم {hotline} حتى {deadline}."),
        ("ar", "اتصلوا بالرقم \u2068{hotline}\u2069 حتى \u200f{deadline}\u200f."),
        ("he", "עד {deadline}, התקשרו אל {hotline}."),
        ("fa", "تا {deadline} با {hotline} تماس بگیرید."),
        ("zh-Hans", "请在{deadline}前致电{hotline}。"),
        ("ja", "{deadline}までに{hotline}へお電話ください。"),
        ("km", "សូម\u200bទូរស័ព្ទ\u200bទៅ {hotline} មុន\u200bថ្ងៃ\u200bទី{deadline}។"),
        ("my", "{deadline} မတိုင်မီ {hotline} သို့ ဖုန်းဆက်ပါ။"),
        ("am", "እስከ {deadline} ድረስ በ{hotline} ይደውሉ።"),
        ("ru", "До {deadline} звоните: {hotline}."),
        ("cy", "Ffoniwch {hotline} erbyn {deadline}."),
        ("haw", "E kelepona iā {hotline} ma mua o {deadline}; ʻo ia nō."),
        ("mam", "Qʼajlaj tuj {hotline}, q'ij {deadline}'."),
        ("ksw", "{hotline} ဆူ {deadline} တချုး"),
    ],
)
def test_a_good_translation_has_no_finding(tag: str, msgstr: str) -> None:
    assert problems(SOURCE, msgstr, tag=tag) == []


@pytest.mark.parametrize(
    ("msgid", "msgstr"),
    [
        ("Sign", "Firme"),
        ("Use {{deadline}} for the date", "Escriba {{deadline}} para la fecha"),
        ("Save 50% of {unknown}", "Ahorre 50 % de {otro}"),
        ("{ and }", "{ y }"),
        ("%(title)s · PARS", "PARS · %(title)s"),
        ("100% sure", "100% s"),
        ("100% free", "100 % (gratis) si viene"),
        ("100% free", "100%d'avance"),
        ("{{deadline}} is a name", "{ deadline } es un nombre"),
        ("a { b", "a ｛ b"),
    ],
)
def test_a_text_without_facts_may_have_any_braces(msgid: str, msgstr: str) -> None:
    assert problems(msgid, msgstr) == []


@pytest.mark.parametrize("form", ["｛注｝{deadline}まで", "{deadline} :-}", "{deadline} ;} ja", "｛※（1）｝{deadline}"])
def test_full_width_braces_around_other_words_and_smileys_are_none(form: str) -> None:
    assert problems("By {deadline}", form) == []


@pytest.mark.parametrize(
    ("msgstr", "found"),
    [
        ("Llame al {hotline}.", ["the translation lost {deadline}"]),
        ("Llame.", ["the translation lost {deadline}", "the translation lost {hotline}"]),
        (
            "Hasta {deadline}, {hotline}: {petition_url}",
            ["the translation has {petition_url}, which the source has not"],
        ),
        ("Hasta {fecha}, {deadline}, {hotline}", ["the translation has {fecha}, which the source has not"]),
        ("Hasta {deadlin}, {hotline}", ["{deadlin} is not a placeholder; the source has {deadline}"]),
        ("Hasta {Deadline}, {hotline}", ["{Deadline} is not a placeholder; the source has {deadline}"]),
        ("Hasta { deadline }, {hotline}", ["{ deadline } is not a placeholder; the source has {deadline}"]),
        ("Hasta {{deadline}}, {hotline}", ["{{deadline}} is not a placeholder; the source has {deadline}"]),
        ("｛deadline｝前致电{hotline}", ["｛deadline｝ is not a placeholder; the source has {deadline}"]),
        ("前{截止日期}致电{hotline}", ["{截止日期} is not a placeholder; the source has {deadline}"]),
        ("حتى }deadline{ اتصلوا {hotline}", ["}deadline{ is not a placeholder; the source has {deadline}"]),
        ("Hasta {dead\u200bline}, {hotline}", ["{dead\u200bline} is not a placeholder; the source has {deadline}"]),
        ("Hasta {deadline }, {hotline}", ["{deadline } is not a placeholder; the source has {deadline}"]),
        ("Hasta {Deadline:full}, {hotline}", ["{Deadline:full} is not a placeholder; the source has {deadline}"]),
        ("Hasta {deadline, {hotline}", ["the translation lost {deadline}", "{ is not a placeholder, and shows"]),
        ("Hasta [deadline], {hotline}", ["[deadline] is not a placeholder; the source has {deadline}"]),
        ("Hasta %deadline%, {hotline}", ["%deadline% is not a placeholder; the source has {deadline}"]),
        ("Hasta $deadline, {hotline}", ["$deadline is not a placeholder; the source has {deadline}"]),
        ("Hasta %(deadline)s, {hotline}", ["%(deadline)s is not a placeholder; the source has {deadline}"]),
        ("{deadline}, {Deadline}, {hotline}", ["{Deadline} is not a placeholder, and shows as it stands"]),
        ("Hasta {deadline}}, {hotline}", ["{deadline}} is not a placeholder, and shows as it stands"]),
        ("Hasta {{deadline}, {hotline}", ["{{deadline} is not a placeholder, and shows as it stands"]),
        ("{deadline}, {foo}, {hotline}", ["the translation has {foo}, which the source has not"]),
        ("{deadline}, {hotline}: ¿firmar{?", ["{ is not a placeholder, and shows as it stands"]),
        ("Hasta {deadline}, {hotline:long}", ["{hotline:long} cannot be written: a phone has the formats"]),
        ("Hasta {deadline:!}, {hotline}", ["{deadline:!} cannot be written"]),
    ],
)
def test_a_bad_translation_has_one_finding_for_each_fault(msgstr: str, found: list[str]) -> None:
    given = problems(SOURCE, msgstr)
    assert len(given) == len(found)
    assert all(message.startswith(start) for message, start in zip(given, found, strict=True))


@pytest.mark.parametrize(
    ("msgid", "msgstr", "found"),
    [
        ("Sign", "Firme antes del {deadline}", "the translation has {deadline}, which the source has not"),
        ("%(title)s", "PARS", "the translation lost %(title)s"),
        ("%(title)s", "%(titulo)s", "%(titulo)s is not a placeholder; the source has %(title)s"),
        ("%(title)s", "% (title)s", "% (title)s is not a placeholder; the source has %(title)s"),
        ("%(title)s", "%(title) s", "%(title) s is not a placeholder; the source has %(title)s"),
        ("%(title)s", "%(Title)s", "%(Title)s is not a placeholder; the source has %(title)s"),
        ("%(title)s", "％（title）s", "％（title）s is not a placeholder; the source has %(title)s"),
        ("%(title)s", "{title}", "{title} is not a placeholder; the source has %(title)s"),
        ("%(title)s", "%s", "%s is not a placeholder; the source has %(title)s"),
        ("Sign", "Firme {esto}", "the translation has {esto}, which the source has not"),
        ("Sign", "Firme {Deadline}", "{Deadline} is not a placeholder, and shows as it stands"),
        ("Sign", "Firme {dead line}", "{dead line} is not a placeholder, and shows as it stands"),
        ("Sign", "Firme {{deadline}}", "{{deadline}} is not a placeholder, and shows as it stands"),
        ("Sign", "签名｛deadline｝", "｛deadline｝ is not a placeholder, and shows as it stands"),
        ("Sign", "Firme %(deadline)s", "the translation has %(deadline)s, which the source has not"),
        ("Sign", "¿Firmar{?", "{ is not a placeholder, and shows as it stands"),
    ],
)
def test_other_faults_are_found_too(msgid: str, msgstr: str, found: str) -> None:
    assert problems(msgid, msgstr) == [found]


@pytest.mark.parametrize(
    ("tag", "forms"),
    [
        ("es", ("una página", "%(n)s páginas")),
        ("zh-Hans", ("%(n)s 页",)),
        ("ru", ("%(n)s страница", "%(n)s страницы", "%(n)s страниц")),
        ("ar", ("لا صفحات", "صفحة واحدة", "صفحتان", "%(n)s صفحات", "%(n)s صفحة", "%(n)s صفحة")),
        ("cy", ("dim tudalen", "un dudalen", "dwy dudalen", "tair tudalen", "%(n)s thudalen", "%(n)s tudalen")),
    ],
)
def test_a_plural_form_may_say_the_number_in_words(tag: str, forms: tuple[str, ...]) -> None:
    assert problems("One page", *forms, tag=tag, plural="%(n)s pages") == []


def test_a_plural_form_may_not_add_anything() -> None:
    found = problems("One page", "una página", "%(m)s páginas", plural="%(n)s pages")
    assert found == ["the translation has %(m)s, which the source has not"]


def test_a_plural_form_may_not_leave_out_a_fact() -> None:
    found = problems("Page: {hotline}", "Página", "%(n)s páginas: {hotline}", plural="%(n)s pages: {hotline}")
    assert found == ["the translation lost {hotline}"]


def test_a_fault_of_several_equal_forms_is_found_once() -> None:
    assert len(problems("a", "{hotline}", "{hotline}", plural="as")) == 1


def test_a_catalog_gives_findings_for_what_could_be_released_alone() -> None:
    wrong = ("Hasta la fecha.",)
    units = (
        Unit(Message("One {deadline}"), wrong, line=10),
        Unit(Message("Two {deadline}"), wrong, fuzzy=True),
        Unit(Message("Three {deadline}"), wrong, obsolete=True),
        Unit(Message("Four {deadline}"), ("",)),
    )
    (finding,) = check_catalog(
        Catalog(Unit(Message("")), units),
        CHECKS,
        path="locales/es.po",
        domain="faq",
        language=language("es"),
        facts=FACTS,
        limits={},
    )
    assert (finding.check, finding.severity) == ("placeholders", Severity.ERROR)
    assert (finding.place, finding.locale, finding.domain) == ("locales/es.po:10", "es", "faq")
    assert finding.key == (None, "One {deadline}")


@pytest.mark.parametrize(
    "form", ["%d páginas", "% (n)s páginas", "%(n) s páginas", "%(N)s páginas", "{n} páginas", "1 %(N)s"]
)
def test_a_number_that_is_spelt_otherwise_is_found_in_a_plural_form(form: str) -> None:
    (found,) = problems("One page", "una página", form, plural="%(n)s pages")
    assert found.endswith("is not a placeholder; the source has %(n)s")


@pytest.mark.parametrize(
    ("msgstr", "mark", "hint"),
    [
        ("Hasta {deadline }, {hotline}.", "{deadline }", "Write {deadline} just so."),
        ("在｛deadline｝前{hotline}", "｛deadline｝", "Write {deadline} just so."),
        (
            "{deadline}, {hotline}, {Petition_URL}",
            "{Petition_URL}",
            "Delete it. The source has {deadline}, {hotline}. A fact is named {petition_url}.",
        ),
        ("Hasta {deadline}}, {hotline}.", "{deadline}}", "Write {deadline} just so."),
    ],
)
def test_what_is_spelt_otherwise_is_marked_and_the_near_name_told(msgstr: str, mark: str, hint: str) -> None:
    subject = Subject(Unit(Message(SOURCE), (msgstr,)), language("es"), FACTS, None)
    (problem,) = Placeholders().problems(subject)
    assert (marks(problem), problem.hint) == (mark, hint)


@pytest.mark.parametrize(
    "form",
    [
        "%(num)s personnes, soit 10 % (dix pour cent)",
        "%(num)s personnes, soit 10\u00a0% (dix pour cent)",
        "%(num)s personnes, soit 10\u202f% (dix pour cent)",
        "%(num)s personnes, soit dix % (environ)",
        "%(num)s haben unterschrieben; das sind 10 % (aller).",
        "%(num)s haben unterschrieben; das sind 10% (aller).",
        "%(num)s osób, czyli 10 % (dziesięć) i więcej",
        "%(num)s personnes, dix % (environ) d’entre elles",
    ],
)
def test_a_percentage_with_brackets_behind_it_is_no_placeholder(form: str) -> None:
    assert problems("%(num)s people, that is 10% (ten percent)", form) == []
    assert problems("%(num)s person signed", "una", form, plural="%(num)s people signed") == []

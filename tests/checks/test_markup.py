from __future__ import annotations

import pytest

from handbill.checks import Markup, Subject
from handbill.languages import language
from handbill.model import Message, Unit

GOOD = [
    ("Sign [here](/u) **now**", "[هنا](/u) وقّعوا **الآن**", "ar"),
    ("Sign [here](/u) **now**", "请立即[在这里](/u)签名", "zh-Hans"),
    ("**Trust.** Policing rests on it.", "**ទំនុកចិត្ត។** ការងារ", "km"),
    ("The *old* law", "Sheria", "sw"),
    ("Don't `run` it", "K'iche' `run` q'aq'", "quc"),
    ("See[^1] and [this][r]", "ይመልከቱ[^1] [ይህን][r]", "am"),
    ("5 * 3 ** 2 and a_b", "5 * 3 ** 2 ကို a_b", "my"),
    ("plain", "Ça va ? « oui »", "fr"),
    ("By {deadline}", "До {deadline}", "ru"),
    ("tabs", "tab`lar", "uz"),
    ("![map](m.png)", "![地図](m.png)", "ja"),
    ("if a < b and c", "wenn a <b und c", "de"),
    ("a < b and c > d", "a <b und c> d", "de"),
    ("Line<br>break", "Salto<br/>de línea", "es"),
    ("Write `x`", "Escriba `<b>`", "es"),
    ("<{email}>", "<{email}>", "es"),
    ("less than <i", "menos que <i", "es"),
]

BAD = [
    ("Sign [here](/u)", "Firme aquí", "it lost the link to /u"),
    ("Sign [here](/u)", "Firme [aquí](/v)", "it lost the link to /u"),
    ("Sign [here](/u)", "Firme [aquí(/u)", "it lost the link to /u"),
    ("See [this][r]", "Vea esto", "it lost the link to [r]"),
    ("A note[^1]", "Una nota", "it lost the footnote [^1]"),
    ("![map](m.png)", "mapa", "it lost the picture m.png"),
    ("A **bold** word", "Una **palabra", "“**” opens or closes nothing"),
    ("信任 **b**", "**信任。**接下来", "“**” opens or closes nothing"),
    ("Sign [here]({u})", "Firme [aquí]({u}) [x](https://e.example)", "it added the link to https://e.example"),
    ("Sign", "Firme ![x](https://e.example/t.png)", "it added the picture https://e.example/t.png"),
    ("A `code`", "Un `código", "“`” opens or closes nothing"),
]


def problems(msgid: str, msgstr: str, tag: str = "es") -> list[str]:
    subject = Subject(Unit(Message(msgid), (msgstr,)), language(tag), {}, None)
    return [problem.message for problem in Markup().problems(subject)]


@pytest.mark.parametrize(("msgid", "msgstr", "tag"), GOOD)
def test_good_translations_give_no_finding(msgid: str, msgstr: str, tag: str) -> None:
    assert problems(msgid, msgstr, tag) == []


@pytest.mark.parametrize(("msgid", "msgstr", "reason"), BAD)
def test_broken_markup_is_found(msgid: str, msgstr: str, reason: str) -> None:
    assert problems(msgid, msgstr) == [f"the translation's markup is broken: {reason}"]


@pytest.mark.parametrize(
    ("msgstr", "tag"),
    [("<b>Firme</b> hoy", "<b>"), ('Firme <a href="/u">hoy</a>', '<a href="/u">'), ("Firme<BR />", "<BR />")],
)
def test_a_tag_that_the_source_has_not_is_found(msgstr: str, tag: str) -> None:
    assert problems("Sign today", msgstr) == [f"the tag {tag} shows as its own signs"]

from __future__ import annotations

import pytest

from handbill.checks import Markup, Subject
from handbill.languages import language
from handbill.model import Message, Unit
from tests.checks.subjects import marks

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
    ("**{deadline}** ends it", "**{deadline}**까지", "ko"),
    ("**{deadline}** ends it", "**{deadline}**までに", "ja"),
    ("before **{deadline}**", "喺**{deadline}**之前", "yue"),
    ("**The crossing** is", "**「横断歩道」**は", "ja"),
    ("信任 **b**", "**信任。**接下来", "zh-Hans"),
    ("Neighbors", "Nachbar*innen", "de"),
    ("Neighbors and citizens", "Nachbar\\*innen und Bürger\\*innen", "de"),
    ("Neighbors", "Nachbar_innen", "de"),
    ("3 × 4", "3 * 4", "es"),
    ("3 × 4", "3*4", "es"),
    ("5 * 3 is **much**", "5 * 3 es **mucho**", "es"),
    ("Required\\*", "Obligatorio*", "es"),
    ("Required*", "Obligatorio*", "es"),
    ("Name: ________", "Nombre: ______", "es"),
    ("Your name", "Nombre: ______", "es"),
    ("Write to a_b", "Escriba a a_b", "es"),
    ("About 5 km", "~ 5 km", "es"),
    ("#1 reason", "#1 motivo", "es"),
    ("We use C# and F#", "C# y F# usamos", "es"),
    ("Join us", "#CruceSeguro", "es"),
    ("[![a](b)]({u}) y", "[![c](b)]({u}) z", "es"),
    ("May 1 is free", "1. května je volno", "cs"),
    ("The first of May is free", "1. Mai ist frei", "de"),
    ("1. Sign", "1. Firme", "es"),
    ("1. Sign", "១. ចុះហត្ថលេខា", "km"),
    ("May 1 is free", "1) de mayo", "es"),
    ("Minus five", "- 5 °C", "es"),
    ("- Sign", "- Firme", "es"),
    ("a", "\\# b", "es"),
    ("a", "1\\. b", "es"),
    ("– Sign", "- Firme", "es"),
    ("“We are neighbors,” said Maria.", "- Chúng tôi là hàng xóm, Maria nói.", "vi"),
    ("More than 5", "> 5", "es"),
    ("→ More", "> Más", "es"),
    ("Mon | Tue", "lun | mar", "es"),
    ("An * marks it", "“*” lo marca", "es"),
    ("A star marks it", "La marca «*» y (*)", "es"),
    ("10M is 10 times 1024 times 1024", "10M es 10*1024*1024", "es"),
    ("Before a # stands", "# s’écrit avant", "fr"),
    ("---", "---", "es"),
    (": a", ": b", "es"),
    ("\\# is a sign", "# es un signo", "es"),
    ("Note", "＊ご注意", "ja"),
    ("**Note**", "**ご注意**　＊詳しくは", "ja"),
    ("So long", "それは～～長い", "ja"),
    ("Sign &lt;here", "Firme &lt;aquí", "es"),
    ("Safe for women and children", "Sicher für Frauen* und Kinder", "de"),
    ("Trans people and women", "Trans* Personen und Frauen*", "de"),
    ("Trans people", "Trans* Menschen", "de"),
    ("Trans people", "Trans*, Inter* und nichtbinäre Menschen", "de"),
    ("**Free** for women", "**Kostenlos** für Frauen*", "de"),
    ("Free for **women** and men", "Kostenlos für **Frauen\\*** und Männer*", "de"),
    ("Free coffee", "Kaffee*", "de"),
    ("Free coffee and tea", "Kaffee* und Tee**", "de"),
    ("Room 3", "Zimmer 3*", "de"),
    ("Coffee and tea: free.", "Café* et thé : gratuits.", "fr"),
    ("Note: sign", "*참고: 서명", "ko"),
    ("Note: sign", "* 참고: 서명", "ko"),
    ("Weekdays only", "* Nur werktags", "de"),
    ("Dear all, welcome.", "Car* tutt*, benvenut*.", "it"),
    ("Friends: sign.", "Querid* vecin*: firma.", "es"),
    ("Children cross here", "Los niños cruzan*", "es"),
    ("Come to the meeting!", "모임에 오세요~~!", "ko"),
    ("**Come** to the meeting!", "**모임**에 오세요~~!", "ko"),
    ("Come!", "来吧~~~！", "zh-Hans"),
    ("Come to the meeting!", "来开会吧~~ 一起来~~", "zh-Hans"),
    ("About 5", "ca. ~~5", "de"),
    ("A hotel", "Hotel****", "de"),
    ("A hotel", "****-Hotel", "de"),
    ("A hotel", "*** Hotel", "de"),
    ("Damn", "f**k", "de"),
    ("Neighbors", "die _innen", "de"),
    ("Name", "Nombre: __", "es"),
]

BAD = [
    ("Sign [here](/u)", "Firme aquí", "it lost the link to /u"),
    ("Sign [here](/u)", "Firme [aquí](/v)", "it lost the link to /u"),
    ("Sign [here](/u)", "Firme [aquí(/u)", "it lost the link to /u"),
    ("See [this][r]", "Vea esto", "it lost the link to [r]"),
    ("A note[^1]", "Una nota", "it lost the footnote [^1]"),
    ("![map](m.png)", "mapa", "it lost the picture m.png"),
    ("A **bold** word", "Una **palabra", "“**” opens or closes nothing"),
    ("信任 **b**", "**信任。 **接下来", "“**” opens or closes nothing"),
    ("**Children** cross here", "**Los niños* cruzan aquí", "“**” opens or closes nothing"),
    ("**Children** cross here", "*Los niños** cruzan aquí", "“**” opens or closes nothing"),
    ("**Children** cross here", "*Los niños cruzan aquí", "“*” opens or closes nothing"),
    ("**Children** cross here", "Los * niños * cruzan", "“*” opens or closes nothing"),
    ("**Children** cross here", "** Los niños ** cruzan", "“**” opens or closes nothing"),
    ("**Children** cross here", "_Los niños cruzan aquí", "“_” opens or closes nothing"),
    ("*Children* cross here", "Los _niños_as cruzan", "“_” opens or closes nothing"),
    ("**Children** cross here", "**(Los niñ)**os cruzan", "“**” opens or closes nothing"),
    ("Children cross here", "~~Los niños cruzan", "“~~” opens or closes nothing"),
    ("*Children* cross here", "Los niños cruzan*", "“*” opens or closes nothing"),
    ("**Children** cross **here**", "**Los niños** cruzan* aquí", "“*” opens or closes nothing"),
    ("*Children* cross here", "**Los niños* cruzan", "“**” opens or closes nothing"),
    ("Children cross here", "**Los niños* cruzan aquí", "“**” opens or closes nothing"),
    ("Children cross here", "*Los niños** cruzan aquí", "“**” opens or closes nothing"),
    ("Children cross here", "**Los niños cruzan aquí", "“**” opens or closes nothing"),
    ("Children cross here", "** Los niños ** cruzan", "“**” opens or closes nothing"),
    ("**Children**", "\\*\\*Los niños\\*\\*", "“**” opens or closes nothing"),
    ("Children cross", "Los niños[^1] cruzan", "“[^1]” calls no footnote"),
    ("[Sign]({u}) now", "[]({u}) ya", "the link to {u} has no words"),
    ("[Sign]({u}) now", "[ **\u200b** ]({u}) ya", "the link to {u} has no words"),
    ("[Sign]({u}) now", "Firme ya", "it lost the link to {u}"),
    (
        "neighbors",
        "Bürger*innen und Nachbar*innen",
        "“*” within a word makes italics of what follows, which the source has not",
    ),
    ("Sign [here]({u})", "Firme [aquí]({u}) [x](https://e.example)", "it added the link to https://e.example"),
    ("Sign", "Firme ![x](https://e.example/t.png)", "it added the picture https://e.example/t.png"),
    ("Sign", "```\nFirme", "“```” opens or closes nothing"),
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


@pytest.mark.parametrize(
    ("msgstr", "tag", "mark"),
    [
        ("# Firme hoy", "es", "#"), ("## Firme hoy", "es", "##"), ("> Firme hoy", "es", ">"),
        ("- Firme hoy", "es", "-"),
        ("* Firme hoy", "es", "*"), ("+ Firme hoy", "es", "+"), ("1. Firme hoy", "es", "1."),
        ("2) 今天签名", "zh-Hans", "2)"),
        ("Firme\n# hoy", "es", "#"), ("- **Firme** hoy", "es", "-"),
        ("| a | b |", "es", "|"), ("Firme\n===", "es", "==="), ("---", "es", "---"),
        ("a\n+---+", "es", "+---+"),
    ],
)  # fmt: skip
def test_what_would_begin_a_block_in_a_document_begins_none_in_a_translation(msgstr: str, tag: str, mark: str) -> None:
    said = problems("**Sign** today", msgstr, tag)
    assert f"“{mark}” shows as its own sign" in said


@pytest.mark.parametrize(
    ("msgid", "msgstr", "sign"),
    [
        ("**Let** them", "＊＊让孩子＊＊过街", "＊＊"),
        ("Let them", "＊＊让孩子＊＊过街", "＊＊"),
        ("*Let* them", "＊让孩子＊过街", "＊"),
        ("Write `x`", "｀x｀と書く", "｀"),
    ],
)
def test_full_width_signs_of_stress_are_found(msgid: str, msgstr: str, sign: str) -> None:
    assert problems(msgid, msgstr, "zh-Hans")[-1] == f"“{sign}” is full-width, and shows as its own sign"


def test_what_is_loose_is_marked_and_told_with_a_way_out() -> None:
    def fault(msgid: str, msgstr: str) -> tuple[str | None, str]:
        subject = Subject(Unit(Message(msgid), (msgstr,)), language("fi"), {}, None)
        (problem,) = Markup().problems(subject)
        return marks(problem), problem.hint

    assert fault("a", "1) b")[1].endswith("write 1\\)")
    assert fault("a", "# b")[1].endswith("write \\#")
    marked, hint = fault("**a** b", "** a ** b")
    assert (marked, hint[:40]) == ("**", "No space stands between the signs and wh")
    marked, hint = fault("**a** b", "x **(a)**ssa")
    assert (marked, hint[:40]) == ("**", "Between a letter and a mark of punctuati")
    assert fault("*a* b", "x _(a)_ssa")[1].startswith("Within a word write * in place of _.")


@pytest.mark.parametrize("msgstr", ["<!-- x --> Firme", "Firme <script>x</script>", "<section>Firme"])
def test_comments_and_other_tags_are_found(msgstr: str) -> None:
    assert any("shows as its own signs" in each for each in problems("Sign", msgstr))


def test_stars_before_several_lines_are_a_list() -> None:
    assert problems("Sign today", "* Firme\n* Llame") == ["“*” shows as its own sign"]
    assert problems("Sign today", "Firme\n* hoy") == []

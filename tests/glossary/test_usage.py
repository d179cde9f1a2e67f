"""Whether translations use a term, in the forms that their languages give it: tables of good and bad ones."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbill.glossary import EVERY, Term, forbidden_words, uses
from handbill.languages import language

# Language, part of speech, the glossary's word, a translation that uses it.
GOOD = [
    ("es", "noun", "petición", "Firmen las peticiones"),
    ("es", "noun", "fiscal de distrito", "la oficina del fiscal del distrito"),
    ("es", "verb", "vencer", "antes de que venza"),
    ("es", "verb", "renovar", "a menos que lo renueven"),
    ("es", "noun", "fecha límite", "las **fechas límites**"),
    ("fr", "noun", "accord", "l’accord"),
    ("fr", "adjective", "national", "des services nationaux"),
    ("ht", "noun", "akò", "akò sa a"),
    ("de", "noun", "Vereinbarung", "der PARS-Vereinbarungen"),
    ("de", "noun", "Anwalt", "mit Staatsanwälten"),
    ("pl", "noun", "umowa", "tych umów"),
    ("pl", "noun", "świadek", "dla świadków"),
    ("pl", "noun", "błąd", "z błędem"),
    ("ru", "noun", "день", "в эти дни"),
    ("sv", "noun", "fil", "säkerhetskopiefilen"),
    ("ga", "noun", "comhad", "ainm an chomhaid"),
    ("kn", "noun", "ಕಡತ", "ಕಡತವನ್ನು ತೆರೆ"),
    ("hi", "noun", "फ़ाइल", "फाइलें"),
    ("ar", "noun", "خطأ", "أخطاء كثيرة"),
    ("ru", "noun", "соглашение", "условия соглашений"),
    ("ru", "noun", "окружной прокурор", "просим окружного прокурора"),
    ("ru", "noun", "рынок", "на рынках"),
    ("uk", "noun", "угода", "продовження угоди"),
    ("el", "noun", "συμφωνία", "των συμφωνιών"),
    ("tr", "noun", "anlaşma", "anlaşmasının sonu"),
    ("tr", "noun", "İMZA", "imzalar"),
    ("fi", "noun", "sopimus", "sopimuksen päätyttyä"),
    ("fi", "noun", "kaupunki", "kaupungissa"),
    ("hu", "noun", "megállapodás", "a megállapodásokat"),
    ("ar", "noun", "عريضة", "وقّعوا العرائض"),
    ("ar", "noun", "اتفاقية", "والاتفاقيات"),
    ("ar", "noun", "المدعي العام", "إلى مدعٍ عام وللمدعي العام"),
    ("ar", "noun", "مهاجر", "سلامة المُهاجِرين"),
    ("ar", "verb", "تجديد", "ما لم يجددها"),
    ("fa", "noun", "توافق", "توافق‌نامه‌ها"),
    ("ur", "noun", "معاہدہ", "معاہدے کی"),
    ("he", "noun", "הסכם", "שבהסכמים"),
    ("hi", "noun", "समझौता", "समझौते के"),
    ("ne", "noun", "सम्झौता", "सम्झौताको"),
    ("am", "noun", "ስምምነት", "በስምምነቱ"),
    ("am", "noun", "ፖሊስ", "ፖሊሶች"),
    ("ko", "noun", "청원서", "청원서에 서명"),
    ("ko", "verb", "서명하다", "서명해 주세요"),
    ("sw", "noun", "mhamiaji", "haki za wahamiaji"),
    ("so", "noun", "heshiis", "heshiiska"),
    ("id", "noun", "tanda tangan", "tanda-tangani"),
    ("tl", "verb", "sulat", "sumulat"),
    ("vi", "noun", "thỏa thuận", "Thoả thuận này"),
    ("vi", "noun", "hòa bình", "nền hoà bình"),
    ("zh-Hans", "noun", "请愿书", "请您签署请愿书。"),
    ("zh-Hant", "noun", "協議", "終止這項協議"),
    ("ja", "verb", "署名する", "ここに署名してください"),
    ("km", "noun", "កិច្ចព្រមព្រៀង", "នូវ\u200bកិច្ចព្រម\u200bព្រៀងនេះ"),
    ("th", "noun", "คำร้อง", "ลงชื่อในคำร้องนี้"),
    ("lo", "noun", "ຄຳຮ້ອງ", "ເຊັນຄຳຮ້ອງນີ້"),
    ("my", "noun", "သဘောတူညီချက်", "ဤသဘောတူညီချက်ကို"),
    ("mam", "noun", "q'ajb'il", "tuj qʼajbʼil"),
]

# A translation that does not use it.
BAD = [
    ("es", "noun", "petición", "Pida que se acabe"),
    ("es", "noun", "fiscal de distrito", "el alcalde del distrito"),
    ("es", "noun", "deportación", "el departamento"),
    ("es", "noun", "fecha límite", "la fecha en que, según dijo una y otra vez el alcalde, se acaba el límite"),
    ("fr", "noun", "accord", "l’entente"),
    ("ht", "noun", "akò", "kontra sa a"),
    ("de", "noun", "Vereinbarung", "der Vertrag"),
    ("pl", "noun", "umowa", "ten układ"),
    ("pl", "noun", "błąd", "blady człowiek"),
    ("ru", "noun", "день", "в этом доме"),
    ("sv", "noun", "fil", "säkerhetskopian"),
    ("ga", "noun", "comhad", "ainm an leabhair"),
    ("kn", "noun", "ಕಡತ", "ಪುಟವನ್ನು"),
    ("ar", "noun", "خطأ", "نجاح"),
    ("ru", "noun", "соглашение", "этот договор"),
    ("ru", "noun", "иммигрант", "имущество"),
    ("tr", "noun", "anlaşma", "sözleşme"),
    ("fi", "noun", "sopimus", "soppa"),
    ("ar", "noun", "عريضة", "وقّعوا الرسالة"),
    ("ar", "noun", "شرطة", "الشارع"),
    ("he", "noun", "הסכם", "חוזה"),
    ("hi", "noun", "समझौता", "करार"),
    ("am", "noun", "ስምምነት", "ውል"),
    ("ko", "noun", "청원서", "편지"),
    ("sw", "noun", "mhamiaji", "mkazi"),
    ("vi", "noun", "ma", "má"),
    ("vi", "noun", "thỏa thuận", "thuận lợi thỏa đáng"),
    ("zh-Hans", "noun", "请愿书", "请您签署信件。"),
    ("ja", "verb", "署名する", "ここに記入してください"),
    ("km", "noun", "ញត្តិ", "សំបុត្រ"),
    ("th", "noun", "คำร้อง", "จดหมาย"),
    ("my", "noun", "သဘောတူညီချက်", "စာချုပ်"),
    ("mam", "noun", "q'ajb'il", "txol"),
    ("es", "noun", "petición", "vea [esto](https://example.org/petición)"),
    ("es", "noun", "petición", ""),
]


def is_used(tag: str, part: str, word: str, translation: str) -> bool:
    return uses(Term("term", part, translations={tag: (word,)}), translation, language(tag))


@pytest.mark.parametrize(("tag", "part", "word", "translation"), GOOD)
def test_a_word_is_used_in_whatever_form_its_language_gives_it(
    tag: str, part: str, word: str, translation: str
) -> None:
    assert is_used(tag, part, word, translation)


@pytest.mark.parametrize(("tag", "part", "word", "translation"), BAD)
def test_another_word_is_not_it(tag: str, part: str, word: str, translation: str) -> None:
    assert not is_used(tag, part, word, translation)


@pytest.mark.parametrize(
    ("translation", "tag"),
    [
        ("ICE ya lo sabe", "es"), ("وكالة ICE", "ar"), ("ICEអាចមើល", "km"), ("（ICE）可以", "zh-Hans"),
        ("ICE-а", "ru"), ("ICEn tiedot", "fi"), ("ICE'nin", "tr"), ("**ICE**", "vi"),
    ],
)  # fmt: skip
def test_a_term_that_is_left_as_it_is_stands_among_any_script(translation: str, tag: str) -> None:
    assert uses(Term("ICE", fixed=True), translation, language(tag))


@pytest.mark.parametrize("translation", ["hielo", "ice", "POLICE", "ICELAND", "Icelandic", "`ICE`", "أيس"])
def test_a_term_that_is_left_as_it_is_is_nothing_else(translation: str) -> None:
    assert not uses(Term("ICE", fixed=True), translation, language("es"))


def test_a_fixed_term_can_have_translations_for_some_languages() -> None:
    term = Term("Obama", fixed=True, translations={"zh-Hans": ("奥巴马",)})
    assert uses(term, "奥巴马总统", language("zh-Hans"))
    assert uses(term, "Obama 总统", language("zh-Hans"))
    assert not uses(term, "奥巴马总统", language("zh-Hant"))


def test_any_of_several_translations_will_do() -> None:
    term = Term("deadline", translations={"es": ("fecha límite", "plazo")})
    assert uses(term, "fuera de plazo", language("es"))


def test_where_the_glossary_says_nothing_all_is_well() -> None:
    assert uses(Term("deadline", translations={"es": ("plazo",)}), "xyz", language("vi"))


@pytest.mark.parametrize(
    ("tag", "forbidden", "translation", "found"),
    [
        ("es", ("ilegal",), "los ilegales", ("ilegal",)),
        ("es", ("ilegal",), "la ilegalidad de los inmigrantes", ()),
        ("es", ("extranjero ilegal",), "un extranjero ilegal", ("extranjero ilegal",)),
        ("zh-Hans", ("移民",), "移民与海关执法局", ()),
        ("zh-Hans", ("非法移民",), "非法移民", ("非法移民",)),
        ("vi", ("dân lậu",), "di dân lậu", ("dân lậu",)),
        ("vi", ("dân lậu",), "di dân", ()),
        ("ar", ("غير شرعي",), "مهاجر غير شرعيين", ("غير شرعي",)),
    ],
)
def test_forbidden_words_are_found_with_an_ending_at_most(
    tag: str, forbidden: tuple[str, ...], translation: str, found: tuple[str, ...]
) -> None:
    approved = {"zh-Hans": ("移民与海关执法局",)}
    term = Term("immigrant", translations=approved, forbidden={tag: forbidden})
    assert forbidden_words(term, translation, language(tag)) == found


def test_words_can_be_forbidden_in_every_language() -> None:
    term = Term("immigrant", forbidden={EVERY: ("alien",)})
    assert forbidden_words(term, "el alien", language("es")) == ("alien",)


@given(st.text(min_size=1), st.text(), st.sampled_from(["es", "vi", "ar", "he", "am", "ko", "ja", "km", "tr"]))
def test_no_text_breaks_the_comparison(word: str, text: str, tag: str) -> None:
    term = Term("x", "verb", fixed=True, translations={tag: (word,)}, forbidden={tag: (word,)})
    uses(term, text, language(tag))
    forbidden_words(term, text, language(tag))

"""PO text: what comes in, what goes out, and what is refused."""

from __future__ import annotations

import datetime as dt
import io
import re
import shutil
import subprocess
from pathlib import Path

import polib
import pytest
from babel.messages.pofile import read_po
from hypothesis import given, settings
from hypothesis import strategies as st

from handbill.catalogs.new import new_catalog, new_template
from handbill.catalogs.po import parse, serialize
from handbill.errors import CatalogError
from handbill.languages import language
from handbill.model import Catalog, Message, Previous, Unit

BEGUN = dt.datetime(2011, 7, 1, tzinfo=dt.UTC)

needs_gettext = pytest.mark.skipif(shutil.which("msgcat") is None, reason="gettext is not installed")

CASES = sorted((Path(__file__).parent.parent / "cases" / "po").glob("*.po"))
PECULIARITIES = pytest.mark.parametrize("case", CASES, ids=[case.stem for case in CASES])
UNKNOWN = "x-needs-legal-review"

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'

GOOD = 'msgid "a"\nmsgstr "b"\n\n'


def in_catalog(body: str) -> bytes:
    return f"{HEADER}\n{body}".encode()


def by_msgcat(data: bytes) -> bytes:
    return subprocess.run(["msgcat", "--no-wrap", "-"], input=data, capture_output=True, check=True).stdout


def in_plain_utf_8(data: bytes) -> bytes:
    """Take away what msgcat leaves as it is or stumbles over: byte order mark, CRLF in comments, other charsets."""
    charset = next((each for each in ("ISO-8859-1", "KOI8-R") if f"plain; charset={each}\\n".encode() in data), "UTF-8")
    text = data.removeprefix(b"\xef\xbb\xbf").decode(charset).replace("\r\n", "\n")
    return text.replace(f"plain; charset={charset}", "plain; charset=UTF-8").encode()


def rewritten(case: Path) -> bytes:
    return serialize(parse(case.read_bytes(), case.name))


@needs_gettext
@PECULIARITIES
def test_what_is_written_is_what_msgcat_writes(case: Path) -> None:
    expected = by_msgcat(in_plain_utf_8(case.read_bytes()))
    # msgcat drops flags that it does not know; they belong to someone, and stay.
    ours = re.sub(f"#, {UNKNOWN}\n|, {UNKNOWN}", "", rewritten(case).decode())
    assert ours.encode() == expected


@PECULIARITIES
def test_what_was_written_is_written_the_same_again(case: Path) -> None:
    once = rewritten(case)
    assert serialize(parse(once, case.name)) == once


def test_flags_that_gettext_does_not_know_survive() -> None:
    data = in_catalog(f'#, fuzzy, python-brace-format, {UNKNOWN}, x-another\nmsgid "a"\nmsgstr "b"\n')
    assert serialize(parse(data, "es.po")) == data


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ('msgid "a" "b"\nmsgstr "c""d"  "e"\n', 'msgid "ab"\nmsgstr "cde"\n'),
        ('msgid\n"a"\nmsgstr\n"b"\n', 'msgid "a"\nmsgstr "b"\n'),
        ('msgid "a" msgstr "b" msgid "c" msgstr "d"', 'msgid "a"\nmsgstr "b"\n\nmsgid "c"\nmsgstr "d"\n'),
        ('  msgid\f"a" \v\n\tmsgstr"b"\t \n \n', 'msgid "a"\nmsgstr "b"\n'),
        ('msgid "a"\nmsgstr "b" # c\n\nmsgid "c"\nmsgstr "d"\n', GOOD + '# c\nmsgid "c"\nmsgstr "d"\n'),
        (
            'msgid "a"\nmsgid_plural "as"\nmsgstr [ 00 ]"b"\nmsgstr\n[1]\n"c"\n',
            'msgid "a"\nmsgid_plural "as"\nmsgstr[0] "b"\nmsgstr[1] "c"\n',
        ),
        ('#| msgid\n#| "x" "y"\n#| "z"\n' + GOOD, '#| msgid "xyz"\n' + GOOD),
        ('#~ #| msgid "x"\n#~msgid "a" "b"\n#~ \n#~ msgstr "c"\n', '#~| msgid "x"\n#~ msgid "ab"\n#~ msgstr "c"\n'),
        ('msgid "\\x41\\101" "\\7" "1"\nmsgstr "\\303\\251\\xe2\\x82\\xac"\n', 'msgid "AA\\a1"\nmsgstr "é€"\n'),
        ("#,fuzzy c-format , no-wrap,c-format\n" + GOOD, "#, fuzzy, c-format, no-wrap\n" + GOOD),
        ("#, no-wrap, range: 0..3, python-format, c-format, fuzzy\n" + GOOD,
         "#, fuzzy, c-format, python-format, range: 0..3, no-wrap\n" + GOOD),
        ("#: a.md: 012 b.md :3 c.md\t:\t4 d:5:6\n" + GOOD, "#: a.md:12 b.md:3 c.md:4 d:5:6\n" + GOOD),
    ],
)  # fmt: skip
@needs_gettext
def test_whatever_the_layout_the_same_is_read_as_by_msgcat(written: str, meant: str) -> None:
    expected = in_catalog(meant.strip() + "\n")
    assert serialize(parse(in_catalog(written), "es.po")) == expected
    assert by_msgcat(in_catalog(written)) == expected


ENTRY = ("msgctxt", '"q"', "\n", "msgid", '"a"', "\n", "msgid_plural", '"as"', "\n", "msgstr[0]", '"b"', "\n")
LAYOUT = st.sampled_from(["\n", "\n#~ ", "\n#| ", " ", '"x"', '"\\n"', "\n# c\n", "msgid", "msgstr", *ENTRY])


@needs_gettext
@given(st.lists(st.tuples(st.integers(0, len(ENTRY)), LAYOUT), max_size=3), st.sets(st.integers(0, 11), max_size=3))
@settings(max_examples=100, deadline=None)
def test_what_msgcat_reads_is_read_and_what_it_refuses_is_refused(added: list[tuple[int, str]], gone: set[int]) -> None:
    parts = [part for number, part in enumerate(ENTRY) if number not in gone]
    for place, part in added:
        parts.insert(place, part)
    # Behind the entry stands another, whose comments these are not: msgcat drops those behind the last.
    data = in_catalog("".join(parts) + '\n\nmsgid "last"\nmsgstr "z"\n')
    done = subprocess.run(["msgcat", "--no-wrap", "-"], input=data, capture_output=True, check=False)
    try:
        ours = serialize(parse(data, "es.po"))
    except CatalogError:
        assert done.returncode != 0
    else:
        assert (done.returncode, done.stdout) == (0, ours)


def test_a_comment_of_two_lines_is_written_as_two_comments() -> None:
    written = serialize(Catalog(Unit(Message("")), (Unit(Message("a", comments=("b\nc",)), comments=("d\ne",)),)))
    unit = parse(written, "es.po").units[0]
    assert (unit.message.comments, unit.comments) == (("b", "c"), ("d", "e"))


def test_notes_behind_the_last_entry_are_kept_with_those_of_the_header() -> None:
    # msgcat drops them. Editors note there how they are to treat the file.
    data = b"# Spanish\n" + in_catalog(GOOD + "# Local Variables:\n# mode: po\n")
    assert parse(data, "es.po").header.comments == ("Spanish", "Local Variables:", "mode: po")


def seen(unit: Unit) -> tuple[object, ...]:
    message = unit.message
    return (message.context, message.msgid, message.plural, unit.msgstr, unit.fuzzy, unit.obsolete)


def without(names: set[str]) -> list[Path]:
    return [case for case in CASES if case.stem not in names]


NOT_FOR_POLIB = {"line-separators", "control-characters"}
"""polib takes U+2028 for the end of a line, and \\a, \\b, \\f and \\v for two characters each."""
NOT_FOR_BABEL = {"line-separators", "control-characters"}
"""Babel takes \\a, \\b, \\f and \\v for two characters each."""


@pytest.mark.parametrize("case", without(NOT_FOR_POLIB), ids=lambda case: case.stem)
def test_polib_reads_in_our_output_what_we_read(case: Path) -> None:
    data = rewritten(case)
    theirs = [
        (
            entry.msgctxt,
            entry.msgid,
            entry.msgid_plural or None,
            tuple(entry.msgstr_plural.values()) if entry.msgid_plural else (entry.msgstr,),
            entry.fuzzy,
            bool(entry.obsolete),
        )
        for entry in polib.pofile(data.decode())
    ]
    assert theirs == [seen(unit) for unit in parse(data, case.name).units]


@pytest.mark.parametrize("case", without(NOT_FOR_BABEL), ids=lambda case: case.stem)
def test_babel_reads_in_our_output_what_we_read(case: Path) -> None:
    data = rewritten(case)
    theirs = {
        (message.context, message.id if isinstance(message.id, tuple) else (message.id,)): (
            message.string if isinstance(message.string, tuple) else (message.string,),
            message.fuzzy,
        )
        for message in read_po(io.BytesIO(data))
        if message.id
    }
    ours = {
        (unit.message.context, (unit.message.msgid, unit.message.plural)[: 1 + bool(unit.message.plural)]): (
            unit.msgstr,
            unit.fuzzy,
        )
        for unit in parse(data, case.name).units
        if not unit.obsolete and unit.message.msgid
    }
    assert theirs == ours


@needs_gettext
@pytest.mark.parametrize("tag", ["en", "es", "zh-Hans", "vi", "km", "ar", "ht", "ru", "ksw", "mam"])
def test_msgfmt_accepts_a_new_catalog(tag: str, tmp_path: Path) -> None:
    spoken = language(tag)
    catalog = new_catalog("petition", "protect-philly", spoken, begun=BEGUN)
    count = spoken.plural_count
    units = (
        Unit(Message("Sign by {deadline}", flags=("python-brace-format",)), ("{deadline}",)),
        Unit(Message("One page", plural="Some pages"), ("x",) * count),
        Unit(Message("Share", "petition:call_to_action")),
    )
    path = tmp_path / "petition.po"
    path.write_bytes(serialize(Catalog(catalog.header, units)))
    done = subprocess.run(["msgfmt", "--check", "-o", "/dev/null", path], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@needs_gettext
def test_a_new_template_is_what_msgcat_writes() -> None:
    template = new_template("faq", "protect-philly", [Message("One", plural="Some"), Message("Ask", "faq:title")])
    assert by_msgcat(serialize(template)) == serialize(template)


def test_no_name_or_address_stands_in_a_new_catalog() -> None:
    header = new_catalog("faq", "protect-philly", language("es"), begun=BEGUN).fields
    assert header["Last-Translator"] == ""
    assert header["Report-Msgid-Bugs-To"] == ""
    assert "@" not in "".join(header.values())


# Anybody's text, without NUL, which no text has, and halves of surrogate pairs, which no file can hold.
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
LINE = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\n\r"), max_size=20)
NAME = st.from_regex(r"[a-z0-9/é请 \u00a0]{0,12}[a-z]", fullmatch=True)
REFERENCES = st.lists(
    st.builds(lambda name, line: f"{name}{line}", NAME, st.sampled_from(["", ":1", ":250"])), max_size=3
)
FLAGS = st.lists(
    st.from_regex(r"[a-z][a-z0-9-]{0,10}", fullmatch=True).filter(lambda flag: flag != "fuzzy"), max_size=2
)
MESSAGES = st.builds(
    Message,
    TEXT,
    context=st.none() | TEXT,
    plural=st.none(),
    references=REFERENCES.map(tuple),
    comments=st.lists(LINE, max_size=2).map(tuple),
    flags=FLAGS.map(tuple),
)
UNITS = st.builds(
    Unit,
    MESSAGES,
    TEXT.map(lambda text: (text,)),
    comments=st.lists(LINE, max_size=3).map(tuple),
    fuzzy=st.booleans(),
    obsolete=st.booleans(),
    previous=st.none() | st.builds(Previous, TEXT, context=st.none() | TEXT, plural=st.none() | TEXT),
)
COUNTED = st.builds(
    lambda unit, plural, forms: Unit(
        Message(unit.message.msgid, unit.message.context, plural, flags=unit.message.flags),
        tuple(forms),
        fuzzy=unit.fuzzy,
        obsolete=unit.obsolete,
        previous=unit.previous,
    ),
    UNITS,
    TEXT,
    st.lists(TEXT, min_size=1, max_size=6),
)
CATALOGS = st.lists(UNITS | COUNTED, max_size=4, unique_by=lambda unit: unit.key).map(
    lambda units: Catalog(
        Unit(Message(""), ("Content-Type: text/plain; charset=UTF-8\n",)),
        tuple(sorted((unit for unit in units if unit.key != (None, "")), key=lambda unit: unit.obsolete)),
    )
)


@given(CATALOGS)
@settings(max_examples=150, deadline=None)
def test_any_catalog_is_read_back_as_it_was_written(catalog: Catalog) -> None:
    assert parse(serialize(catalog), "es.po") == catalog


def test_a_unit_knows_the_line_of_its_first_string() -> None:
    catalog = parse(
        in_catalog('# comment\n#, fuzzy\nmsgctxt "c"\nmsgid "a"\nmsgstr "b"\n\nmsgid "c"\nmsgstr ""\n'), "es.po"
    )
    assert [unit.line for unit in catalog.units] == [6, 10]


def test_a_catalog_of_another_charset_becomes_utf_8() -> None:
    data = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=ISO-8859-1\\n"\n\nmsgid "a"\nmsgstr "ñ"\n'
    assert serialize(parse(data.encode("latin-1"), "es.po")) == data.replace("ISO-8859-1", "UTF-8").encode()


@pytest.mark.parametrize(
    "header",
    [
        "",
        'msgid ""\nmsgstr "Language: es\\n"\n\n',
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=CHARSET\\n"\n\n',
    ],
)
def test_a_catalog_that_names_no_charset_is_taken_for_utf_8_and_says_so_afterwards(header: str) -> None:
    catalog = parse(f'{header}msgid "a"\nmsgstr "ñ"\n'.encode(), "es.po")
    assert catalog.units[0].msgstr == ("ñ",)
    assert catalog.fields["Content-Type"] == "text/plain; charset=UTF-8"


def test_a_file_name_with_spaces_stays_one_reference() -> None:
    message = Message("a", references=("source/our petition.md:3", "source/faq.md:1"))
    written = serialize(Catalog(Unit(Message("")), (Unit(message),)))
    assert "#: \u2068source/our petition.md\u2069:3 source/faq.md:1\n" in written.decode()
    assert parse(written, "es.po").units[0].message.references == message.references


PLURALS = (
    'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Plural-Forms: nplurals=3; plural=0;\\n"\n\n'
)

ENTRY_OF_THREE = b'msgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\nmsgstr[1] "d"\nmsgstr[2] "e"\n'
LATIN_1 = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=ISO-8859-1\\n"\n\nmsgid "a"\nmsgstr "ñ"\n'

# Each stands on line 4 and below, after the header.
DAMAGES = {
    "unclosed msgid": ('msgid "a\nmsgstr "b"\n', 4, "not closed"),
    "unclosed msgstr": ('msgid "a"\nmsgstr "b\n', 5, "not closed"),
    "unclosed in the middle of several lines": ('msgid "a"\nmsgstr ""\n"b\n"c"\n', 6, "not closed"),
    "unclosed by a backslash": ('msgid "a"\nmsgstr "b\\"\n', 5, "not closed"),
    "quotation mark inside": ('msgid "a"\nmsgstr "the "best" one"\n', 5, "quotation mark inside"),
    "typographic quotation marks": ('msgid "a"\nmsgstr “b”\n', 5, "neither a comment nor a keyword"),
    "text after a string": ('msgid "a" b\nmsgstr "c"\n', 4, "quotation mark inside"),
    "text outside quotes": ('msgid "a"\nmsgstr "b"\nc\n', 6, "neither a comment nor a keyword"),
    "a misspelt keyword": ('msgid "a"\nmsgst "b"\n', 5, "neither a comment nor a keyword"),
    "a string after a comment": ('msgid "a"\nmsgstr "b"\n# c\n"d"\n', 7, "belongs to no msgid"),
    "a bad escape": ('msgid "a"\nmsgstr "C:\\Users"\n', 5, "means nothing"),
    "an escape of half a letter": ('msgid "a"\nmsgstr "\\303"\n', 5, "is not UTF-8"),
    "an escape of NUL": ('msgid "a"\nmsgstr "\\000"\n', 5, "NUL"),
    "a duplicate": (GOOD + 'msgid "a"\nmsgstr "c"\n', 7, "stands twice, first on line 4"),
    "a duplicate with a context": ('msgctxt "c"\n' + GOOD + 'msgctxt "c"\n' + GOOD, 8, "twice, first on line 4"),
    "a duplicate among obsolete entries": (GOOD + '#~ msgid "a"\n#~ msgstr "c"\n', 7, "twice, first on line 4"),
    "a second header": (GOOD + 'msgid ""\nmsgstr "Language: es\\n"\n', 7, "twice, first on line 1"),
    "no msgstr": (GOOD + 'msgid "b"\n', 7, "no msgstr"),
    "no msgstr before the next entry": ('msgid "a"\n\nmsgid "b"\nmsgstr "c"\n', 6, "two msgid"),
    "no msgid": ('# c\nmsgstr "b"\n', 5, "no msgid"),
    "no msgid but a context": ('msgctxt "c"\nmsgstr "b"\n', 5, "no msgid"),
    "two msgstr": ('msgid "a"\nmsgstr "b"\nmsgstr "c"\n', 6, "two msgstr"),
    "a previous msgstr": ('#| msgstr "b"\nmsgid "a"\nmsgstr "b"\n', 4, "previous"),
    "half obsolete": ('msgid "a"\n#~ msgstr "b"\n', 5, "only a part"),
    "half obsolete the other way": ('#~ msgid "a"\nmsgstr "b"\n', 5, "only a part"),
    "numbered forms without a plural": ('msgid "a"\nmsgstr[0] "b"\n', 5, "no msgid_plural"),
    "a plural without numbered forms": ('msgid "a"\nmsgid_plural "as"\nmsgstr "b"\n', 6, "without a gap"),
    "a gap in the numbered forms": ('msgid "a"\nmsgid_plural "as"\nmsgstr[0] "b"\nmsgstr[2] "c"\n', 7, "without a gap"),
    "numbered forms and one without": ('msgid "a"\nmsgid_plural "as"\nmsgstr[0] "b"\nmsgstr "c"\n', 7, "without a gap"),
    "a conflict": (GOOD + '<<<<<<< HEAD\nmsgid "b"\n=======\nmsgid "c"\n>>>>>>> other\nmsgstr "d"\n', 7, "conflict"),
    "a conflict inside an entry": ('msgid "a"\n<<<<<<< HEAD\nmsgstr "b"\n=======\n', 5, "conflict"),
    "the rest of a conflict": (GOOD + "=======\n", 7, "conflict"),
    "an entry cut off behind its comments": (GOOD + "# Rosa\n#: a.md:3\n", 7, "belong to no message"),
    "a comment inside an entry": ('msgid "a"\n# c\nmsgstr "b"\n', 5, "inside this entry, behind its msgid"),
    "a comment instead of a string": ('msgid # c\n"a"\nmsgstr "b"\n', 4, "between msgid and its string"),
    "a keyword without a string": ('msgid "a"\nmsgstr\n\nmsgid "b"\nmsgstr "c"\n', 7, "msgstr has no string"),
    "a keyword without a string at the end": ('msgid "a"\nmsgstr\n', 6, "msgstr has no string"),
    "a context behind its msgid": ('msgid "a"\nmsgctxt "c"\nmsgstr "b"\n', 5, "msgctxt cannot stand behind msgid"),
    "a plural behind its forms": ('msgid "a"\nmsgstr "b"\nmsgid_plural "c"\n', 6, "cannot stand behind msgstr"),
    "a previous context alone": ('#| msgctxt "c"\nmsgid "a"\nmsgstr "b"\n', 5, "cannot stand behind #| msgctxt"),
    "a previous plural alone": ('#| msgid_plural "c"\nmsgid "a"\nmsgstr "b"\n', 4, "cannot stand behind msgstr"),
    "a previous msgid behind the msgid": ('msgid "a"\n#| msgid "c"\nmsgstr "b"\n', 5, "cannot stand behind msgid"),
    "a comment behind the previous msgid": ('#| msgid "c"\n# c\nmsgid "a"\nmsgstr "b"\n', 5, "inside this entry"),
    "half previous": ('#| msgid "c"\n"d"\nmsgid "a"\nmsgstr "b"\n', 5, "only a part"),
    "half a string obsolete": ('#~ msgid "a"\n#~ msgstr\n"b"\n', 6, "only a part"),
    "a no-break space outside quotes": ('msgid\u00a0"a"\nmsgstr "b"\n', 4, "neither a comment nor a keyword"),
    "several domains": ('domain "d"\nmsgid "a"\nmsgstr "b"\n', 4, "neither a comment nor a keyword"),
}  # fmt: skip


@pytest.mark.parametrize(("body", "line", "message"), DAMAGES.values(), ids=DAMAGES)
def test_damage_is_refused_with_its_path_and_line(body: str, line: int, message: str) -> None:
    with pytest.raises(CatalogError, match=message) as caught:
        parse(in_catalog(body), "locales/es.po")
    assert caught.value.place == f"locales/es.po:{line}"


WHOLE_FILES = {
    "nothing": (b"", 1, "is empty"),
    "empty lines": (b"\n\n", 1, "is empty"),
    "only comments": (b"# one\n# two\n", 1, "is empty"),
    "Latin-1 that says UTF-8": (in_catalog('msgid "a"\n') + 'msgstr "ñ"\n'.encode("latin-1"), 5, "is not UTF-8"),
    "UTF-16": (HEADER.encode("utf-16"), 1, "is not UTF-8"),
    "UTF-16 without its mark": (HEADER.encode("utf-16-le"), 1, "NUL characters"),
    "a NUL": (in_catalog('msgid "a"\nmsgstr "b\0c"\n'), 5, "NUL characters"),
    "a charset that does not exist": (HEADER.replace("UTF-8", "UTF-9").encode(), 1, "does not exist: UTF-9"),
    "too few forms": ((PLURALS + 'msgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\n').encode(), 6, "has 1 plural forms"),
    "UTF-8 that says Latin-1": (LATIN_1.encode(), 3, "is UTF-8, although its header says ISO-8859-1"),
    "UTF-8 that says windows-1251": (LATIN_1.replace("ISO-8859-1", "windows-1251").encode(), 3, "is UTF-8, although"),
    "a rule that is none": (
        PLURALS.replace("plural=0", "plural=n(1").encode() + ENTRY_OF_THREE,
        1,
        "cannot be read: nplurals=3",
    ),
    "a rule of too few forms": (PLURALS.replace("plural=0", "plural=n").encode() + ENTRY_OF_THREE, 1, "cannot be read"),
    "a rule in words": (
        PLURALS.replace("nplurals=3; plural=0;", "three").encode() + ENTRY_OF_THREE,
        1,
        "be read: three",
    ),
    "a page of the web": (b"<!DOCTYPE html>\n<title>Sign in</title>\n", 1, "neither a comment nor a keyword"),
}


@pytest.mark.parametrize(("data", "line", "message"), WHOLE_FILES.values(), ids=WHOLE_FILES)
def test_a_file_that_is_no_catalog_is_refused_with_its_path_and_line(data: bytes, line: int, message: str) -> None:
    with pytest.raises(CatalogError, match=message) as caught:
        parse(data, "locales/es.po")
    assert caught.value.place == f"locales/es.po:{line}"


@pytest.mark.parametrize(
    "data",
    [
        LATIN_1.encode("latin-1"),
        LATIN_1.replace("ñ", "n").encode(),
        # These two letters in GBK are UTF-8 by chance.
        LATIN_1.replace("ISO-8859-1", "GBK").replace("ñ", "联通").encode("gbk"),
        (PLURALS.replace("nplurals=3; plural=0;", "nplurals=INTEGER; plural=EXPRESSION;")).encode() + ENTRY_OF_THREE,
        (PLURALS.replace("nplurals=3; plural=0;", "three")).encode() + b'msgid "a"\nmsgstr "b"\n',
    ],
)
def test_a_header_that_does_not_lie_is_believed(data: bytes) -> None:
    read = parse(data, "es.po")
    assert parse(serialize(read), "es.po") == read


def test_obsolete_entries_may_have_the_plural_forms_of_another_time() -> None:
    data = PLURALS + '#~ msgid "a"\n#~ msgid_plural "b"\n#~ msgstr[0] "c"\n'
    assert parse(data.encode(), "es.po").units[0].msgstr == ("c",)


@given(st.binary(max_size=60) | TEXT.map(lambda text: in_catalog(f'msgid "{text}"\nmsgstr "{text}"\n')))
@settings(max_examples=150, deadline=None)
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        catalog = parse(data, "es.po")
    except CatalogError:
        return
    assert parse(serialize(catalog), "es.po") == catalog

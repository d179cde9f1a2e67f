from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner

from handbill.cli import cli
from handbill.runs import merge as merge_module
from handbill.runs.merge import Piece, merge
from tests.conftest import copied

PRODUCTS = ("flyer", "bilingual-flyer", "faq-handout")
Shape = tuple[str, str, str, str, list["Shape"]]


@pytest.fixture(scope="module")
def sheets(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Sheets with links, figures, two languages, and tables whose cells name their headings."""
    folder = copied(tmp_path_factory.mktemp("merged") / "campaign")
    done = CliRunner().invoke(cli, ["render", *PRODUCTS, "-l", "ar", "--campaign", str(folder)])
    assert done.exit_code == 0, done.output
    return [folder / f"build/print/ar/{name}.pdf" for name in PRODUCTS]


def merged(sheets: list[Path]) -> pikepdf.Pdf:
    pieces = [Piece(path, path.stem, path.stem) for path in sheets]
    data = merge(pieces, "All of them")
    assert data == merge(pieces, "All of them")
    return pikepdf.open(BytesIO(data))


def kids(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """Give the elements right below one."""
    below = element.get("/K", pikepdf.Array())
    for each in below if isinstance(below, pikepdf.Array) else [below]:
        if isinstance(each, pikepdf.Dictionary) and "/S" in each:
            yield each


def everything(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
    for each in kids(element):
        yield each
        yield from everything(each)


def shape(element: pikepdf.Object) -> Shape:
    """Give what a screen reader makes of an element: kind, language, words for a figure, title, and all below."""
    kind, language, words, title = (str(element.get(key, "")) for key in ("/S", "/Lang", "/Alt", "/T"))
    return kind, language, words, title, [shape(each) for each in kids(element)]


def held(element: pikepdf.Object) -> list[object]:
    below = element.get("/K", pikepdf.Array())
    return list(below) if isinstance(below, pikepdf.Array) else [below]


def marked(page: pikepdf.Page) -> set[int]:
    """Give the numbers under which a page's content says what it belongs to."""
    found = pikepdf.unparse_content_stream(pikepdf.parse_content_stream(page, operators="BDC"))
    return {int(number) for number in re.findall(rb"/MCID (\d+)", found)}


@pytest.mark.parametrize("chunk", [2, 100])
def test_every_number_of_a_merged_file_leads_to_what_it_did_in_its_piece(
    sheets: list[Path], chunk: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(merge_module, "CHUNK", chunk)
    with merged([*sheets, *sheets]) as pdf:
        tree = pdf.Root.StructTreeRoot
        numbers = dict(pikepdf.NumberTree(tree.ParentTree).items())
        assert list(numbers) == sorted(numbers)
        assert max(numbers) < int(tree.ParentTreeNextKey)
        used = set()
        for page in pdf.pages:
            parents = numbers[int(page.obj.StructParents)]
            used.add(int(page.obj.StructParents))
            for number in marked(page):
                element = parents[number]
                assert number in [each for each in held(element) if isinstance(each, int)]
                assert element.Pg.objgen == page.obj.objgen
            for annotation in page.obj.get("/Annots", ()):
                used.add(int(annotation.StructParent))
                link = numbers[int(annotation.StructParent)]
                objects = [
                    each.Obj.objgen for each in held(link) if isinstance(each, pikepdf.Dictionary) and "/Obj" in each
                ]
                assert annotation.objgen in objects
        assert used == set(numbers)


def test_the_tree_of_a_merged_file_has_the_trees_of_its_pieces_in_order(sheets: list[Path]) -> None:
    with merged(sheets) as pdf:
        (document,) = kids(pdf.Root.StructTreeRoot)
        assert document.S == "/Document"
        for part, path in zip(kids(document), sheets, strict=True):
            with pikepdf.open(path) as single:
                (alone,) = kids(single.Root.StructTreeRoot)
                assert shape(part)[4] == shape(alone)[4]
                assert (str(part.S), str(part.Lang)) == ("/Part", "ar")
        pages = {page.obj.objgen for page in pdf.pages}
        for element in everything(document):
            assert "/Pg" not in element or element.Pg.objgen in pages
            assert all(below.P.objgen == element.objgen for below in kids(element))
        trees = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/ParentTree" in each]
        assert len(trees) == 1


def test_headings_of_tables_keep_names_of_their_own(sheets: list[Path]) -> None:
    with merged([*sheets, *sheets]) as pdf:
        tree = pdf.Root.StructTreeRoot
        names = [bytes(each.ID) for each in everything(tree) if "/ID" in each]
        assert len(names) == len(set(names)) == 4
        stored = list(tree.IDTree.Names)
        assert [bytes(each) for each in stored[::2]] == sorted(names)
        assert all(bytes(element.ID) == bytes(name) for name, element in zip(stored[::2], stored[1::2], strict=True))
        told = [
            bytes(name)
            for each in everything(tree)
            for attributes in each.get("/A", pikepdf.Array())
            for name in attributes.get("/Headers", ())
        ]
        assert told
        assert set(told) <= set(names)


def test_a_merged_file_says_that_it_is_tagged_and_in_which_language(sheets: list[Path]) -> None:
    with merged(sheets) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "ar"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert str(pdf.docinfo.Title) == "All of them"


def test_a_piece_without_tags_is_merged_without_them(sheets: list[Path], tmp_path: Path) -> None:
    with pikepdf.open(sheets[0]) as pdf:
        del pdf.Root.StructTreeRoot
        pdf.save(tmp_path / "bare.pdf")
    with merged([tmp_path / "bare.pdf", sheets[0]]) as pdf:
        assert [("/StructParents" in page.obj) for page in pdf.pages] == [False, True]
        assert len(list(kids(next(kids(pdf.Root.StructTreeRoot))))) == 1

from __future__ import annotations

from pathlib import Path

import pytest

from handbill.errors import CampaignError, SourceError, TemplateError, WorkspaceError
from handbill.project import open_project
from tests.translated import edit, translate


def test_a_mistake_in_handbill_toml_is_reported_with_its_path(starter: Path) -> None:
    edit(starter / "handbill.toml", "country =", "contry =")
    with pytest.raises(CampaignError) as caught:
        open_project(starter)
    assert caught.value.path == str(starter / "handbill.toml")


def test_a_source_is_read_once(starter: Path) -> None:
    project = open_project(starter)
    first = project.document("faq")
    (starter / "source" / "faq.md").write_text("# Another\n")
    assert project.document("faq") is first


def test_what_is_wrong_with_a_source_is_said_each_time_it_is_asked_for(starter: Path) -> None:
    edit(starter / "source" / "faq.md", "{hotline}", "{hotlne}")
    project = open_project(starter)
    for _ in range(2):
        with pytest.raises(SourceError, match="hotlne") as caught:
            project.document("faq")
        assert caught.value.place == "source/faq.md:22"


def test_a_source_that_is_not_there_is_named_with_the_key_that_names_it(starter: Path) -> None:
    (starter / "source" / "faq.md").unlink()
    with pytest.raises(SourceError, match="no such file") as caught:
        open_project(starter).document("faq")
    assert caught.value.path == "source/faq.md"
    assert "documents.faq.source" in str(caught.value.hint)


def test_a_source_that_is_not_utf_8_is_named_as_the_user_knows_it(starter: Path) -> None:
    (starter / "source" / "faq.md").write_bytes(b"# caf\xe9\n")
    with pytest.raises(WorkspaceError) as caught:
        open_project(starter).document("faq")
    assert caught.value.place == "source/faq.md:1"
    assert "Save the file as UTF-8" in str(caught.value.hint)


def test_templates_come_in_alphabetical_order_with_those_in_folders(starter: Path) -> None:
    (starter / "templates" / "parts").mkdir()
    (starter / "templates" / "parts" / "foot.html").write_text("foot")
    (starter / "templates" / "notes.docx").write_bytes(b"\xff")
    found = list(open_project(starter).templates)
    assert found == sorted(found)
    assert "templates/parts/foot.html" in found
    assert "templates/notes.docx" not in found


def test_the_hidden_files_of_macos_and_editors_are_no_templates(starter: Path) -> None:
    (starter / "templates" / "._page.html").write_bytes(b"\x00\x05\x16\x07\xff")
    assert "templates/._page.html" not in open_project(starter).templates


def test_a_template_that_links_out_of_the_campaign_is_refused(starter: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.html").write_text("secret")
    (starter / "templates" / "extra.html").symlink_to(tmp_path / "secret.html")
    with pytest.raises(TemplateError, match="outside the campaign") as caught:
        open_project(starter).templates  # noqa: B018 - read when asked for
    assert caught.value.path == "templates/extra.html"


def test_catalogs_lie_under_gettexts_name_of_the_language(campaign: Path) -> None:
    project = open_project(campaign)
    path = project.catalog_path(project.campaign.by_tag["zh-Hans"], "petition")
    assert project.shown(path) == "locales/zh_Hans/LC_MESSAGES/petition.po"
    assert project.catalog(project.campaign.by_tag["zh-Hans"], "petition") is not None


def test_a_path_outside_is_shown_whole(starter: Path, tmp_path: Path) -> None:
    assert open_project(starter).shown(tmp_path / "elsewhere") == str(tmp_path / "elsewhere")


def test_a_catalog_that_is_not_there_yet_is_none(starter: Path) -> None:
    edit(starter / "handbill.toml", '["es"]', '["es", "fr"]')
    project = open_project(starter)
    assert project.catalog(project.campaign.by_tag["fr"], "petition") is None


def test_writing_a_catalog_as_it_was_read_changes_nothing(starter: Path) -> None:
    translate(starter, "es")
    project = open_project(starter)
    spanish = project.campaign.by_tag["es"]
    catalog = project.catalog(spanish, "petition")
    assert catalog is not None
    assert not project.write_catalog(spanish, "petition", catalog)


def test_page_messages_are_those_of_pages_alone(starter: Path) -> None:
    references = [each for message in open_project(starter).page_messages() for each in message.references]
    assert references
    assert all(each.split(":")[0].endswith(".html") for each in references)


def test_a_picture_that_links_out_of_the_campaign_is_refused(starter: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(b"secret")
    (starter / "templates" / "logo.png").symlink_to(tmp_path / "secret.png")
    with pytest.raises(TemplateError, match="outside the campaign"):
        _ = open_project(starter).templates

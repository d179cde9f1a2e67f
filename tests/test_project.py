from __future__ import annotations

from pathlib import Path

import pytest

from handbill.errors import CampaignError, SourceError, TemplateError, WorkspaceError
from handbill.project import open_project
from handbill.steps import extract, update_catalogs
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
    files = open_project(starter).template_files
    assert "templates/extra.html" not in files.sources
    with pytest.raises(TemplateError, match="outside the campaign") as caught:
        files.source("templates/extra.html")
    assert caught.value.path == "templates/extra.html"
    assert files.hazards == (caught.value,)


def test_a_template_that_cannot_be_read_leaves_the_others_readable(starter: Path) -> None:
    before = open_project(starter).templates
    (starter / "templates" / "notes.typ").write_bytes(b"// caf\xe9\n")
    project = open_project(starter)
    assert project.templates == before
    with pytest.raises(WorkspaceError, match="is not UTF-8"):
        _ = project.interface


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
    files = open_project(starter).template_files
    assert [each.path for each in files.hazards] == ["templates/logo.png"]
    assert "templates/logo.png" not in files.assets


def test_a_folder_of_templates_that_is_a_link_out_of_the_campaign_is_refused_by_its_own_name(
    starter: Path, tmp_path: Path
) -> None:
    (starter / "templates").rename(tmp_path / "shared")
    (starter / "templates").symlink_to(tmp_path / "shared")
    with pytest.raises(TemplateError, match="is a link to a place outside the campaign") as found:
        _ = open_project(starter).templates
    assert (found.value.path, found.value.hint) == ("templates", "Put the folder itself there.")


def test_a_folder_of_templates_can_be_a_link_within_the_campaign(starter: Path) -> None:
    before = open_project(starter).templates
    (starter / "templates").rename(starter / "layouts")
    (starter / "templates").symlink_to("layouts")
    assert open_project(starter).templates == before


@pytest.mark.parametrize("name", ["source", "locales"])
def test_sources_and_catalogs_can_lie_elsewhere_behind_a_link(starter: Path, tmp_path: Path, name: str) -> None:
    (starter / name).rename(tmp_path / name)
    (starter / name).symlink_to(tmp_path / name)
    project = open_project(starter)
    update_catalogs(project, extract(project).messages, project.campaign.languages)
    assert (starter / name).is_symlink()
    assert (tmp_path / name).is_dir()
    assert not [path for path in (tmp_path / name).rglob("*") if path.is_symlink()]


def test_a_catalog_that_is_a_link_stays_one_and_what_it_leads_to_is_brought_up_to_date(
    starter: Path, tmp_path: Path
) -> None:
    path, own = starter / "locales/es/LC_MESSAGES/faq.po", tmp_path / "rosa.po"
    path.rename(own)
    path.symlink_to(own)
    edit(starter / "source" / "faq.md", "Everyone who", "Anyone who")
    project = open_project(starter)
    update_catalogs(project, extract(project).messages, project.campaign.languages)
    assert path.is_symlink()
    assert "Anyone who" in own.read_text("utf-8")

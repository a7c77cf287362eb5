"""The site on a USB stick: one zip, unpacked anywhere, opened from there."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urldefrag

import pytest
from click.testing import CliRunner, Result
from commands import ROOT, digests
from html_reader import tree
from large import large
from playwright.sync_api import Browser, expect

from build_tools.__main__ import main

from .conftest import Tab, tabs
from .pages import FILES, HOME, LEAFLETS, PROCEDURES, TOPIC_PAGES


def run(*arguments: object) -> Result:
    result = CliRunner().invoke(main, ["--project", str(ROOT), "offline", *map(str, arguments)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.fixture(scope="module")
def zipped(built_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("zip") / "stick.zip"
    result = run("--site", built_site, "--out", out)
    assert result.exit_code == 0, result.output
    assert result.output.endswith(f"{out}: unpack it anywhere and open patient-leaflets/START-HERE.html\n")
    return out


@pytest.fixture(scope="module")
def stick(zipped: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Unpacked into a folder such as people have."""
    folder = tmp_path_factory.mktemp("stick") / "My stick & é #1 100%"
    zipfile.ZipFile(zipped).extractall(folder)
    return folder / "patient-leaflets"


def test_one_folder_with_a_plain_beginning(stick: Path) -> None:
    assert [path.name for path in stick.parent.iterdir()] == ["patient-leaflets"]
    assert sorted(path.name for path in stick.iterdir()) == ["README.txt", "START-HERE.html", "site"]
    readme = (stick / "README.txt").read_text("utf-8")
    assert "START-HERE.html" in readme and "After that day it is old: get a new one at https://" in readme
    assert "Use this copy until " in (stick / "START-HERE.html").read_text("utf-8")


def test_all_leaflets_and_pages_are_in_it(stick: Path, built_site: Path) -> None:
    for path in (*FILES, "desk.html", *(f"leaflets/{path.name}" for path in built_site.glob("leaflets/*.pdf"))):
        assert (stick / "site" / path).read_bytes() == (built_site / path).read_bytes()
    assert len(list(stick.glob("site/leaflets/*.pdf"))) >= len(LEAFLETS) * len(PROCEDURES)
    assert digests(stick / "site/api") == digests(built_site / "api")


def test_same_site_same_bytes(zipped: Path, built_site: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(built_site, tmp_path / "copy", copy_function=shutil.copy))
    (copy / ".git").mkdir()
    (copy / ".git/secret").write_text("not for a stick")
    (copy / "link").symlink_to("/etc/hostname")
    assert run("--site", copy, "--out", tmp_path / "again.zip").exit_code == 0
    assert (tmp_path / "again.zip").read_bytes() == zipped.read_bytes()


def test_it_starts_works_and_asks_nobody(browser: Browser, stick: Path) -> None:
    with tabs(browser) as open_tab:
        tab = open_tab()
        page, start = tab.page, f"{stick.as_uri()}/site/"
        page.goto(f"{stick.as_uri()}/START-HERE.html")
        page.wait_for_url(start + HOME)
        expect(page.locator("h1")).to_be_visible()
        page.keyboard.press("/")
        page.keyboard.type("shower")
        page.locator("[data-search-result]").first.click()
        page.wait_for_url(lambda url: urldefrag(url).url.partition("?")[0] != start + HOME)
        page.goto(start + TOPIC_PAGES[0].path)
        leaflet = page.locator("article a[href$='.pdf']").first.evaluate("link => link.href")
        assert Path(unquote(leaflet.removeprefix("file://"))).read_bytes().startswith(b"%PDF")
        page.goto(f"{start}desk.html")
        expect(page.locator("[data-choice=leaflet] input:checked")).to_be_focused()
        href = page.locator("a.open").evaluate("link => link.href")
        assert Path(unquote(href.removeprefix("file://"))).is_file()
        assert not tab.errors
        assert not tab.strangers(start)


def test_the_start_page_helps_where_it_cannot_lead_on(stick: Path, tab: Tab) -> None:
    for link in tree(stick / "START-HERE.html").xpath("//@href"):
        assert (stick / link).is_file()


# --- what cannot go out ----------------------------------------------------------------------------------------------


@pytest.fixture
def site(built_site: Path, tmp_path: Path) -> Iterator[Path]:
    yield Path(shutil.copytree(built_site, tmp_path / "site"))


def refused(site: Path, out: Path) -> str:
    """What is said; nothing is written, and what was there stays."""
    out.write_bytes(b"the last good one")
    result = run("--site", site, "--out", out)
    assert result.exit_code == 1
    assert out.read_bytes() == b"the last good one"
    assert [path.name for path in out.parent.iterdir() if path.name.startswith(".")] == []
    return result.output


def test_no_site(tmp_path: Path) -> None:
    said = refused(tmp_path / "nowhere", tmp_path / "out.zip")
    assert "not-built" in said and "make site" in said and said.endswith("1 problem found\n")


@pytest.mark.parametrize("lost", ["desk.html", "leaflets", *large(["assets/style.css", TOPIC_PAGES[0].path, "c"])])
def test_an_unfinished_site(site: Path, tmp_path: Path, lost: str) -> None:
    path = site / lost
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    said = refused(site, tmp_path / "out.zip")
    assert "not-finished" in said and lost.rpartition("/")[2] in said


def test_a_damaged_page(site: Path, tmp_path: Path) -> None:
    page = site / TOPIC_PAGES[0].path
    page.write_bytes(b'\xff<a href="lost.html">lost</a>')
    assert "not-finished" in refused(site, tmp_path / "out.zip")


def test_a_zip_does_not_pack_itself(site: Path) -> None:
    result = run("--site", site, "--out", site / "all.zip")
    assert result.exit_code == 1 and "lies inside the site" in result.output
    assert not (site / "all.zip").exists()


def test_a_place_that_cannot_be_written(site: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    result = run("--site", site, "--out", tmp_path / "file/out.zip")
    assert result.exit_code == 1 and "Traceback" not in result.output
    assert "Not a directory" in result.output or "File exists" in result.output

"""Thin: MkDocs' events to the core and back. The only module that imports mkdocs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from build_tools import pipeline, problem_page
from build_tools.press import Press
from build_tools.problems import ProblemsFound, report

# Keys of the theme's language files that scripts read: a direction, a language, a tokenizer.
THEME_SETTINGS = {"direction", "language", "search.config.lang", "search.config.pipeline", "search.config.separator"}
log = get_plugin_logger("leaflets")


class LeafletsPlugin(BasePlugin):  # type: ignore[type-arg,no-untyped-call]
    """Adds the pages and leaflets of the source to the site."""

    def __init__(self) -> None:
        self.press = Press()
        self.is_serving = False
        self.edition: pipeline.Edition | None = None
        self.problems: ProblemsFound | None = None

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """MkDocs calls this once; it keeps the plugin, and its press, alive between rebuilds of `mkdocs serve`."""
        self.is_serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Check and print everything now, before MkDocs empties the site folder."""
        root = Path(config.config_file_path).parent
        try:
            self.edition, self.problems = pipeline.build(root, self.press, log.info), None
        except ProblemsFound as found:
            self.problems = found
            if not self.is_serving:
                raise PluginError("\n" + str(found)) from None
            # Not as an error: MkDocs in strict mode would count it and stop serving.
            log.info("the site waits for these to be mended:\n%s", report(found.problems))
        if self.edition:
            config.theme["language"] = self.edition.catalog.locale.language
            config.site_name = self.edition.project.clinic.name
            config.nav = _navigation(self.edition)
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the pages and leaflets, which stand in memory only; or, while serving, the problems in their place."""
        texts = self._texts(Path(config.config_file_path).parent)
        for path, text in texts.items():
            files.append(File.generated(config, path, content=text))
        if self.edition:
            for leaflet in self.edition.leaflets:
                files.append(File.generated(config, f"leaflets/{leaflet.file}", content=leaflet.data))
            for procedure in self.edition.project.procedures:
                for name, picture in procedure.pictures.items():
                    uri = f"{procedure.id}/pictures/{name}"
                    files.append(File.generated(config, uri, content=picture.read_bytes()))
        return files

    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> Any:
        """Give the theme's own templates the catalog."""
        edition = self.edition
        text = edition.catalog.text if edition else str
        env.globals["theme_text"] = _theme_text(text)
        env.globals["t"] = text
        env.globals["clinic"] = edition.project.clinic if edition else None
        env.globals["help_page"] = _help_page(edition) if edition else None
        return env

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Generated pages have no file to edit."""
        page.edit_url = None
        return markdown

    def _texts(self, root: Path) -> dict[str, str]:
        """Each page's Markdown by its path; while there are problems, they stand on every page."""
        pages = {page.path: page.text for page in _all_pages(self.edition)} if self.edition else {}
        if not self.problems:
            return pages
        return dict.fromkeys(pages or pipeline.page_paths(root), problem_page.markdown(self.problems.problems))


def _theme_text(text: Callable[[str], str]) -> Callable[[str, str], str]:
    """The theme's own strings through the catalog, but for those that are settings and not words."""
    return lambda words, key: words if key in THEME_SETTINGS or not words.strip() else text(words)


def _all_pages(edition: pipeline.Edition) -> list[Any]:
    return [edition.home, *(page for pages in edition.pages.values() for page in pages)]


def _navigation(edition: pipeline.Edition) -> list[Any]:
    """One procedure: its pages lie open. Several: a section for each."""
    home = {edition.home.title: edition.home.path}
    sections = {
        procedure.info.title: [{page.title: page.path} for page in edition.pages[procedure.id]]
        for procedure in edition.project.procedures
    }
    if len(sections) == 1:
        return [home, *next(iter(sections.values()))]
    return [home, *({title: pages} for title, pages in sections.items())]


def _help_page(edition: pipeline.Edition) -> str:
    """Where "get help" leads from pages that belong to no procedure."""
    first = edition.project.procedures[0]
    return f"{first.id}/{edition.project.site.help_page}.html" if len(edition.pages) == 1 else "index.html"

"""Thin: MkDocs' events to the core and back. The only module that imports mkdocs."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.utils import CountHandler

from build_tools import pipeline
from build_tools.press import Press
from build_tools.press.behind import PressBehind
from build_tools.problems import ProblemsFound, report
from build_tools.website import page_check, problem_page
from build_tools.website.site_folder import SiteFolder

# Keys of the theme's language files that scripts read: a direction, a language, a tokenizer.
THEME_SETTINGS = {"direction", "language", "search.config.lang", "search.config.pipeline", "search.config.separator"}
PRINTED = Path(".cache/printed")  # touched when leaflets were printed behind; `mkdocs serve` watches it
LAST = -1000  # after all other plugins; that which makes search work from a folder has -100
log = get_plugin_logger("leaflets")


class LeafletsConfig(Config):  # type: ignore[no-untyped-call]
    """What mkdocs.yml may say of this plugin."""

    print = config_options.Type(bool, default=True)
    """false: the pages alone, without leaflets; for those who work on the pages' looks."""


class LeafletsPlugin(BasePlugin[LeafletsConfig]):  # type: ignore[no-untyped-call]
    """Adds the pages and leaflets of the source to the site."""

    def __init__(self) -> None:
        self.press: Press | PressBehind | None = None
        self.is_serving = False
        self.output: pipeline.Output | None = None
        self.problems: ProblemsFound | None = None
        self.folder: SiteFolder | None = None

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """MkDocs calls this once; it keeps the plugin, and its press, alive between rebuilds of `mkdocs serve`."""
        self.is_serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Check and print everything now, before MkDocs touches the site's folder."""
        root = Path(config.config_file_path).parent
        try:
            self.output = pipeline.build(root, self._press(root), log.info)
            self.problems = None
        except ProblemsFound as found:
            self.problems = found
            if not self.is_serving:
                raise PluginError("\n" + str(found)) from None
            # Not as an error: MkDocs in strict mode would count it and stop serving.
            log.info("the site waits for these to be mended:\n%s", report(found.problems))
        if self.output:
            config.theme["language"] = self.output.catalog.locale.language
            clinic = self.output.project.clinic
            config.site_name = clinic.name
            if clinic.logo:
                config.theme["logo"] = f"clinic/{clinic.logo}"
            config.nav = _navigation(self.output)
        if not self.is_serving:
            self.folder = _site_folder(Path(config.site_dir))
            config.site_dir = str(self.folder.in_work)
        return config

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., Any]
    ) -> LiveReloadServer:
        """Build once more when leaflets that were printed behind are there."""
        stamp = Path(config.config_file_path).parent / PRINTED
        _touch(stamp)
        if stamp.exists():
            server.watch(str(stamp))
        return server

    def _press(self, root: Path) -> Press | PressBehind | None:
        if self.config.print and not self.press:
            self.press = PressBehind(root, partial(_touch, root / PRINTED)) if self.is_serving else Press(root)
        return self.press

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the pages and leaflets, which stand in memory only; or, while serving, the problems in their place."""
        texts = self._texts(Path(config.config_file_path).parent)
        for path, text in texts.items():
            files.append(File.generated(config, path, content=text))
        for path, data in (self.output.files if self.output else {}).items():
            files.append(File.generated(config, path, content=data))
        return files

    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> Any:
        """Give the theme's own templates the catalog."""
        output = self.output
        text = output.catalog.text if output else str
        env.globals["theme_text"] = _theme_text(text)
        env.globals["t"] = text
        env.globals["clinic"] = output.project.clinic if output else None
        env.globals["help_page"] = _help_page(output) if output else None
        return env

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Generated pages have no file to edit."""
        page.edit_url = None
        return markdown

    @event_priority(LAST)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Read back what was written; only then the new site takes the place of the old one."""
        if not self.folder or not self.output:
            return
        problems = page_check.problems(self.output, self.folder.in_work)
        if problems:
            raise PluginError("\n" + report(problems))
        if _has_warnings():  # strict mode is about to stop the build
            self.folder.discard()
        else:
            self.folder.put_in_place()
            log.info("The site is in %s", self.folder.site)

    def on_build_error(self, *, error: Exception) -> None:
        """The old site stays."""
        if self.folder:
            self.folder.discard()

    def _texts(self, root: Path) -> dict[str, str]:
        """Each page's Markdown by its path; while there are problems, they stand on every page."""
        pages = {page.path: page.text for page in self.output.all_pages} if self.output else {}
        if not self.problems:
            return pages
        return dict.fromkeys(pages or pipeline.page_paths(root), problem_page.markdown(self.problems.problems))


def _site_folder(site: Path) -> SiteFolder:
    if site.exists() and not site.is_dir():
        raise PluginError(
            f"{site}: a file lies where the site's folder should be; move it away, or name another folder"
        )
    return SiteFolder(site)


def _touch(stamp: Path) -> None:
    """Where nothing can be kept, nothing is printed behind either."""
    with suppress(OSError):
        stamp.parent.mkdir(parents=True, exist_ok=True)
        stamp.touch()


def _theme_text(text: Callable[[str], str]) -> Callable[[str, str], str]:
    """The theme's own strings through the catalog, but for those that are settings and not words."""
    return lambda words, key: words if key in THEME_SETTINGS or not words.strip() else text(words)


def _has_warnings() -> bool:
    """Whether MkDocs in strict mode has counted warnings."""
    counters = (handler for handler in logging.getLogger("mkdocs").handlers if isinstance(handler, CountHandler))
    return any(counter.get_counts() for counter in counters)


def _navigation(output: pipeline.Output) -> list[Any]:
    """One procedure: its pages lie open. Several: a section for each."""
    home = {output.home.title: output.home.path}
    sections = {
        procedure.info.title: [{page.title: page.path} for page in output.pages[procedure.id]]
        for procedure in output.project.procedures
    }
    if len(sections) == 1:
        return [home, *next(iter(sections.values()))]
    return [home, *({title: pages} for title, pages in sections.items())]


def _help_page(output: pipeline.Output) -> str:
    """Where "get help" leads from pages that belong to no procedure."""
    first = output.project.procedures[0]
    return f"{first.id}/{output.project.site.help_page}.html" if len(output.pages) == 1 else "index.html"

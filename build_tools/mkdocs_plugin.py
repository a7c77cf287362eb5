"""Thin: MkDocs' events to the core and back. The only module that imports mkdocs."""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import click
from markupsafe import escape
from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.utils import CountHandler, write_file

from build_tools import clock, pipeline, templates, website
from build_tools.content import picture
from build_tools.content.places import is_published
from build_tools.content.reader import time_zone
from build_tools.exports import api, desk
from build_tools.files import is_in_source
from build_tools.guide.records import Guide
from build_tools.languages.translations import INTERFACE
from build_tools.output import Output
from build_tools.preflight import page_check, phone_check
from build_tools.preflight.page_text import marked
from build_tools.printing.background import BackgroundPress, Reload
from build_tools.printing.press import Press
from build_tools.problems import Place, Problem, ProblemsFound, report
from build_tools.records import notices
from build_tools.records.notices import Notices
from build_tools.website import copies, heads, menu, open_now, pages, policy, problem_page, slim
from build_tools.website.site_folder import SiteFolder
from build_tools.website.site_page import LOST, SitePage

STYLE = "assets/style.css"
STYLES = (
    "site", "frame", "home", "blocks", "side", "print", "page", "words", "chances", "choices", "help", "questions",
    "search",
)  # fmt: skip
SCRIPTS = ("open-now", "search", "site", "words", copies.SCRIPT, "page")
THEME_SCRIPTS = "assets/javascripts/"  # ours do all that our pages need
THEME_STYLE = re.compile(r"assets/stylesheets/main\.[^/]*\.css")
REMARK = re.compile(r"/\*(?:(?!Copyright|\*/).)*\*/\n?", re.DOTALL)  # in a style sheet, for those who write it
THEME = "docs/templates/theme"
FIRST, LAST = 1000, -1000  # before and after all other plugins
log = get_plugin_logger("leaflets")


class LeafletsConfig(Config):  # type: ignore[no-untyped-call]
    """What mkdocs.yml may say of this plugin."""

    print = config_options.Type(bool, default=True)
    """false: the pages alone, without leaflets; for those who work on the pages' looks."""

    draft = config_options.Choice(("refused", "allowed"), default="refused")
    """allowed: also strict mode builds a site of content that no clinician has signed; it says that it is a draft."""


class LeafletsPlugin(BasePlugin[LeafletsConfig]):  # type: ignore[no-untyped-call]
    """Adds the pages and leaflets of the source to the site."""

    def __init__(self) -> None:
        self.root = Path()
        self.press: Press | None = None
        self.is_serving = False
        self.started: pipeline.Started | None = None
        self.output: Output | None = None
        self.problems: ProblemsFound | None = None
        self.html: dict[str, str] = {}
        """The main part of each page, by the page's path; also of the page for lost addresses."""
        self.frames: dict[str, dict[str, Any]] = {}
        """What stands around all pages of a language, by language; that of the first one comes first."""
        self.folder: SiteFolder | None = None
        self.files: Files | None = None
        self.late: dict[str, SitePage] = {}
        """By path: the pages that tell the sides of leaflets that are still printed."""
        self.reload: Reload | None = None
        self.theme_style = ""

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """MkDocs calls this once; it keeps the plugin, and its press, alive between rebuilds of `mkdocs serve`."""
        self.is_serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Check everything now, before MkDocs touches the site's folder, and start printing."""
        self.root = root = Path(config.config_file_path).parent
        if self.reload:
            self.reload.is_wanted = False
        try:
            drafts = not config.strict or self.is_serving or self.config.draft == "allowed"
            self.started = pipeline.start(root, self._press(root), log.info, _today(root), drafts=drafts)
            self._judge(self.started.output, config)
            waits = self.is_serving and not self.reload
            self.output = self.started.finish() if waits or self.started.output.is_printed else self.started.output
            project, guides = self.output.project, self.output.guides
            place = "/" if self.is_serving else urlsplit(heads.start(project.clinic)).path
            self.html = pages.of_site(project, (*self.output.pages, website.lost(project, guides)), place)
            self.problems = None
        except ProblemsFound as found:
            self.problems = found
            if not self.is_serving:
                raise PluginError("\n" + str(found)) from None
            # Not as an error: MkDocs in strict mode would count it and stop serving.
            log.info("the site waits for these to be mended:\n%s", report(found.problems))
        config.theme.dirs[:0] = [str(folder) for folder in templates.folders(root, THEME) if folder.is_dir()]
        config.extra_css = [*(f"assets/{name}.css" for name in STYLES), *config.extra_css]
        config.extra_javascript = [*(f"assets/{name}.js" for name in SCRIPTS), *config.extra_javascript]
        if self.output:
            clinic = self.output.project.clinic
            config.site_name = escape(clinic.name)  # the theme puts it into attributes as it is
            config.theme.static_templates.discard("sitemap.xml")  # ours leaves out what is not for patients
            if not self.is_serving:  # `mkdocs serve` has set its own
                config.site_url = heads.start(clinic)
            if clinic.logo:
                config.theme["logo"] = f"clinic/{clinic.logo}"
            first = self.output.pages[0]
            config.nav = [{first.title: first.path}]  # the rest is website/menu.py
        if not self.is_serving:
            _count_warnings()
            self.folder = _site_folder(Path(config.site_dir), root)
            config.site_dir = str(self.folder.in_work)
        return config

    def _judge(self, output: Output, config: MkDocsConfig) -> None:
        """What nobody may publish as it is: marked on every page and leaflet, and refused in strict mode."""
        drafts = output.drafts if self.config.draft == "refused" else ()
        if config.strict and not self.is_serving and (drafts or output.overdue or output.must_have):
            raise ProblemsFound([*drafts, *output.overdue, *output.must_have])
        for told in output.told:
            log.info("%s", told)  # not as a warning: strict mode would stop for it

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., Any]
    ) -> LiveReloadServer:
        """Build once more when leaflets that were printed meanwhile are there."""
        for folder in templates.OURS.values():
            server.watch(str(folder))
        if self.reload:
            server.watch(str(self.reload.stamp))
            self.reload.is_watched.set()
        return server

    def _press(self, root: Path) -> Press | None:
        if self.config.print and not (self.press and self.is_serving):
            self.reload = Reload() if self.is_serving and _reloads() else None
            self.press = BackgroundPress(root, self.reload.ask) if self.reload else Press(root)
        return self.press if self.config.print else None

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the pages and leaflets, which stand in memory only; or, while serving, the problems in their place."""
        for file in [file for file in files if not _is_wanted(file, config)]:
            files.remove(file)
        self.theme_style = next(file.src_uri for file in files if THEME_STYLE.fullmatch(file.src_uri))
        root = Path(config.config_file_path).parent
        for path, data in pipeline.files(self.output).items() if self.output else ():
            _replace(files, File.generated(config, path, content=data))
        for path, asset in templates.files(root, "docs/assets").items():
            is_own = self.output and asset.suffix in picture.ENDINGS and asset.is_relative_to(root / "docs/assets")
            given: dict[str, Any] = {"content": picture.seen(asset)} if is_own else {"abs_src_path": str(asset)}
            _replace(files, File.generated(config, f"assets/{path}", **given))
        paths = [page.path for page in self._pages()] or (list(pipeline.page_paths(root)) if self.problems else [])
        is_late = self.output and not self.output.is_printed and not self.is_serving
        self.late = {page.path: page for page in self._pages() if page.rewritten and is_late}
        self.files = files
        for path in sorted(paths, key=lambda path: path in self.late):
            files.append(File.generated(config, path, content="", inclusion=InclusionLevel.NOT_IN_NAV))
        if not self.is_serving:
            _join_styles(files, config)
        return files

    def _pages(self) -> tuple[SitePage, ...]:
        return self.output.pages if self.output else ()

    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> Any:
        """Give the theme's own templates what is the same on every page."""
        self.frames = _frames(self.output) if self.output else {}
        env.globals.update(next(iter(self.frames.values()), NOTHING_YET))
        env.globals.update(theme_style=self.theme_style, top=pages.TOP, menu_of=menu.menu_of)
        env.globals["lost"] = marked(self.html[LOST]) if LOST in self.html else ""
        return env

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """What the theme asks of a page that has no file: nobody can edit it."""
        ours = self._page(page.file.src_uri)
        if ours:
            page.edit_url = None
            page.meta = {"title": ours.title, "description": ours.description}
        elif self.problems:
            page.meta = {"title": problem_page.TITLE}
        return markdown

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Our pages are HTML already; while there are problems, they stand on every page."""
        if self.problems:
            return problem_page.html(self.problems.problems)
        ours = self.html.get(page.file.src_uri)
        return marked(ours) if ours is not None else html

    def _page(self, path: str) -> SitePage | None:
        return next((page for page in self._pages() if page.path == path and not self.problems), None)

    @event_priority(FIRST)
    def on_page_context(self, context: Any, *, page: Page, config: MkDocsConfig, nav: Any) -> Any:
        """What a page for patients says of itself in its head; other pages are not for search engines."""
        self._wait_for_sides(page, config)
        path = page.file.src_uri
        ours, head = self._page(path), self.output.heads.get(path) if self.output else None
        page.canonical_url = head.address if head else None
        about = head.description if head else page.meta.get("description", "")
        page.meta["description"] = escape(about)  # the theme puts it into an attribute as it is
        told: dict[str, Any] = {"head": head, "ours": ours, "contents": pages.contents(ours.surface) if ours else []}
        if self.output:
            told |= self.frames[ours.guide.language] if ours and ours.folder else {}
            told |= {"notices": _notices(self.output, path), "switch": _switch(self.output, ours)}
            told["data"] = api.beside(self.output, path) if head else None
        return {**context, **told}

    def _wait_for_sides(self, page: Page, config: MkDocsConfig) -> None:
        """Make a page that tells sides, when all others are written; what is wrong with leaflets is told later."""
        late = self.late.pop(page.file.src_uri, None)
        if late and self.started and self.output and self.files:
            ours = self.started.page(late)
            self.html[ours.path] = pages.html(self.output.project, ours)
            page.content = config.plugins.on_page_content("", page=page, config=config, files=self.files)

    @event_priority(LAST)
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Every page leaves with a policy of what it may load."""
        return self._finished(output, page.content or "")

    @event_priority(LAST)
    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        """The same for 404.html."""
        return self._finished(output_content) if template_name.endswith(".html") else output_content

    def _finished(self, page: str, content: str = "") -> str:
        # While an author works, MkDocs puts a script of its own into each page, which a policy would stop.
        return page if self.is_serving else policy.with_policy(page, content)

    @event_priority(FIRST)
    def _wait_for_leaflets(self, *, config: MkDocsConfig) -> None:
        """They join the pages, which MkDocs has made meanwhile."""
        if self.is_serving or not self.started or self.started.output.is_printed:
            return
        try:
            self.output = self.started.finish()
        except ProblemsFound as found:
            raise PluginError("\n" + str(found)) from None
        for path, data in pipeline.printed_files(self.output).items():
            write_file(data, os.path.join(config.site_dir, path))

    @event_priority(LAST)
    def _put_in_place(self, *, config: MkDocsConfig) -> None:
        """Read back what was written; only then the new site takes the place of the old one."""
        if not self.folder or not self.output:
            return
        problems = list(self._lost(self.folder.in_work))
        slim.slim_folder(self.folder.in_work)
        problems += self._preflight(self.output, self.folder.in_work)
        if problems:
            raise PluginError("\n" + report(problems))
        if _has_warnings():
            raise PluginError("the old site stays, because of the warnings above")
        self.folder.put_in_place()
        log.info("The site is in %s", self.folder.site)

    on_post_build = CombinedEvent(_wait_for_leaflets, _put_in_place)

    def _lost(self, site: Path) -> Iterator[Problem]:
        """What MkDocs has written, and is gone."""
        for file in self.files or ():
            is_wanted = file.inclusion.value > InclusionLevel.DRAFT.value and not file.is_documentation_page()
            if is_wanted and not (site / file.dest_uri).is_file():
                hint = "look which program, or plugin of mkdocs.yml, takes it away; the old site stays"
                yield Problem(Place("mkdocs.yml"), "lost-file", f"{file.dest_uri} is not in the new site", hint)

    def _preflight(self, output: Output, site: Path) -> Iterator[Problem]:
        """Whether pages and leaflets with dates say what they must, and each number is the one that it dials."""
        shown = (*output.pages, website.lost(output.project, output.guides))
        surfaces = {page.address: page.surface for page in shown}
        must = {page.address: _notices(output, page.path).lines for page in shown}
        close = {page.address: page.guide.frame("Close").text for page in shown}
        yield from page_check.problems(surfaces, close, must, site)
        yield from phone_check.problems(output.project.clinic, set(surfaces), site)
        yield from desk.problems(output.project, output.all_guides, output.jobs, site)

    def on_shutdown(self) -> None:
        """`mkdocs serve` ends."""
        if self.press:
            self.press.close()

    def on_build_error(self, *, error: Exception) -> None:
        """The old site stays."""
        if self.folder:
            self.folder.discard()
        if problem := templates.mistake(self.root, error):
            raise PluginError(f"\n{problem}") from None
        if isinstance(error, OSError) and not self.is_serving:
            file, folder = error.filename2 or error.filename, self.folder
            if folder and (not file or any(map(Path(file).is_relative_to, (folder.in_work, folder.site)))):
                file = f"the site, {folder.site},"
            what = f"{file or 'a file'} cannot be read or written: {error.strerror or error}"
            hint = "make room and give yourself the right to write there; the old site stays"
            raise PluginError("\n" + str(Problem(Place("mkdocs.yml"), "cannot-write", what, hint))) from None


def _notices(output: Output, path: str) -> Notices:
    """What stands at the top of a page, whatever is on it."""
    page = next((page for page in output.pages if page.path == path), None)
    guides = output.guides_in(page.guide.language) if page else output.guides
    return notices.on_page(guides, menu.guide_of(guides, path.removeprefix(page.folder if page else "")))


def _switch(output: Output, page: SitePage | None) -> list[dict[str, str]]:
    """The way to each other language: to the same page, or where there is none to its first page."""
    paths = {each.path: each for each in output.pages}
    bare = page.path.removeprefix(page.folder) if page else ""
    found = []
    for guide in (guides[0] for guides in (output.guides, *output.others) if len(output.others)):
        folder = output.folder(guide.language)
        same = paths.get(folder + bare) if page and page.path.startswith(page.folder) else None
        there = same or paths[f"{folder}{heads.HOME}"]
        is_own = page is not None and page.guide.language == guide.language
        name = guide.resolver.catalog.own_name(guide.language)
        told = "" if guide in output.guides else guide.frame("This guide is in your language").text
        found.append({
            "name": name, "tag": guide.html_language, "address": "" if is_own else there.address, "told": told,
            "direction": guide.direction,
        })  # fmt: skip
    return found


def _site_folder(site: Path, root: Path) -> SiteFolder:
    if is_in_source(root, site) or root.resolve().is_relative_to(os.path.realpath(site)):
        raise PluginError(f"{site}: the site would replace the source there; name another folder")
    if site.exists() and not site.is_dir():
        raise PluginError(
            f"{site}: a file lies where the site's folder should be; move it away, or name another folder"
        )
    return SiteFolder(site)


def _today(root: Path) -> date:
    """The day on the clinic's clocks; another one is told."""
    if clock.other_day():
        log.info("counted for %s, as %s says, and not for today", clock.other_day(), clock.VARIABLE)
    return clock.today(time_zone(root))


def _reloads() -> bool:
    """Whether `mkdocs serve` builds again when a file changes."""
    command = click.get_current_context(silent=True)
    return bool(command and command.params.get("livereload", True))


def _is_wanted(file: File, config: MkDocsConfig) -> bool:
    """Whatever lies in docs, or mkdocs.yml leaves out."""
    is_ours = file.src_dir == config.docs_dir
    return not file.src_uri.startswith(THEME_SCRIPTS) and (not is_ours or is_published(f"docs/{file.src_uri}"))


def _replace(files: Files, file: File) -> None:
    """Add a file also where the theme brings one of the same name, such as the map of the site."""
    theirs = files.get_file_from_path(file.src_uri)
    if theirs:
        files.remove(theirs)
    files.append(file)


def _join_styles(files: Files, config: MkDocsConfig) -> None:
    """Our style sheets as one file: each costs a reader far away a moment. While an author works they stay apart."""
    texts = []
    for path in map(str, config.extra_css):
        sheet = files.get_file_from_path(path)
        if sheet:
            texts.append(sheet.content_string)
            files.remove(sheet)
        else:
            log.warning("mkdocs.yml: extra_css names %s, which is not in docs", path)
    for path in map(str, config.extra_javascript):
        if not files.get_file_from_path(path):
            log.warning("mkdocs.yml: extra_javascript names %s, which is not in docs", path)
    files.append(File.generated(config, STYLE, content=REMARK.sub("", "\n".join(texts))))
    config.extra_css = [STYLE]


def _count_warnings() -> None:
    """MkDocs counts them in strict mode only; no site with a broken link goes out in any mode."""
    logger = logging.getLogger("mkdocs")
    for counter in [handler for handler in logger.handlers if isinstance(handler, _Counter)]:
        logger.removeHandler(counter)  # of a build before this one
    logger.addHandler(_Counter(level=logging.WARNING))


class _Counter(CountHandler):
    """Our own, to tell it from that of MkDocs."""


def _has_warnings() -> bool:
    """Ours counts the build; that of strict mode also what came before it."""
    counters = (handler for handler in logging.getLogger("mkdocs").handlers if isinstance(handler, CountHandler))
    return any(counter.get_counts() for counter in counters)


# What templates ask of a site that never had an output.
NOTHING_YET: dict[str, Any] = {
    "language": "en",
    "direction": "ltr",
    "pause": " ",
    "t": lambda words, context=INTERFACE: escape(words),
    "clinic": None,
    "notices": Notices((), False),
    "help_page": None,
    "menus": {},
    "folder": "",
    "switch": [],
}


def _frames(output: Output) -> dict[str, dict[str, Any]]:
    return {guides[0].language: _frame(output, guides) for guides in (output.guides, *output.others) if guides}


def _frame(output: Output, guides: Sequence[Guide]) -> dict[str, Any]:
    """What stands around all pages of a language; MkDocs escapes nothing."""
    guide = guides[0]
    catalog, help_page = guide.resolver.catalog, f"{guide.procedure}/{output.project.site.help_page}.html"
    return {
        "language": guide.language,
        "locale": catalog.code,
        "direction": guide.direction,
        "pause": catalog.pause,
        "t": lambda words, context=INTERFACE: escape(catalog.text(words, context)),
        "clinic": output.project.clinic,
        "hours": lambda phone: guide.resolver.answers(phone).text,
        "open_now": open_now.data(output.project.clinic, catalog),
        "notices": notices.on_page(guides, None),
        "help_page": "index.html#get-help" if len(output.project.procedures) > 1 else help_page,
        "menus": menu.menus(output.project, guides),
        "today": output.today,
        "copy_days": output.project.site.copy_days,
        "date": catalog.date,
        "folder": output.folder(guide.language),
        "switch": [],
    }

"""What our theme puts around a page, in words: notices, phone numbers, days, and the way on. Pure."""

from __future__ import annotations

from posixpath import dirname, relpath

import yaml
from markupsafe import Markup

from build_tools.content.model import Procedure
from build_tools.exports.plain.markdown import PLAIN, tidied
from build_tools.exports.plain.pages import MarkdownPage
from build_tools.output import Output
from build_tools.records import notices
from build_tools.templates import folders
from build_tools.website import heads, menu


def framed(output: Output, page: MarkdownPage) -> str:
    """The whole text of a page's file."""
    project, text = output.project, output.catalog.text
    procedure = _procedure(output, page.path)
    head = output.heads.get(page.path) or output.heads[heads.HOME]
    name = text(procedure.info.title, "procedure") if procedure else ""
    back, on = _around(output, page)
    template = PLAIN.environment(*folders(project.root, PLAIN.templates)).get_template("frame.md")
    written = template.render(
        t=text,
        date=output.catalog.date,
        clinic=project.clinic,
        front=Markup(_front_matter(output, page, name)),
        title=page.title,
        body=Markup(page.text),
        procedure=name,
        notices=notices.on_page(project, output.catalog, procedure).words,
        overdue=[dated.words for dated in head.dated if head.today and head.today > dated.day],
        head=head,
        help=_help(output, page.path, procedure),
        back=back,
        on=on,
    )
    return tidied(written)


def _front_matter(output: Output, page: MarkdownPage, procedure: str) -> str:
    """What engines show in lists and tabs; they add the clinic's name themselves."""
    head = output.heads.get(page.path)
    told = {"title": f"{page.title} | {procedure}" if procedure else page.title}
    told |= {"description": head.description} if head else {}
    return f"---\n{yaml.safe_dump(told, allow_unicode=True, sort_keys=False, width=10_000)}---\n"


def _procedure(output: Output, path: str) -> Procedure | None:
    return next((each for each in output.project.procedures if path.startswith(f"{each.id}/")), None)


def _help(output: Output, path: str, procedure: Procedure | None) -> str:
    """The way to help; where a page belongs to no procedure of several, only the numbers."""
    only = output.project.procedures[0] if len(output.project.procedures) == 1 else None
    of = procedure or only
    return _relative(f"{of.id}/{output.project.site.help_page}.md", path) if of else ""


def _around(output: Output, page: MarkdownPage) -> tuple[menu.Entry | None, menu.Entry | None]:
    """The pages before and after this one on the patient's path, as seen from it."""
    found = menu.menu_of(menu.menus(output.project, output.guides), page.path)
    back, on = found.around(menu.address(page.path)) if found else (None, None)
    return _seen_from(page.path, back), _seen_from(page.path, on)


def _seen_from(path: str, entry: menu.Entry | None) -> menu.Entry | None:
    return entry._replace(address=_relative(entry.address.removesuffix(".html") + ".md", path)) if entry else None


def _relative(path: str, start: str) -> str:
    return relpath(path, dirname(start) or ".")

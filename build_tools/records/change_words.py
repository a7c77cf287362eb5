"""The words in which a change is told, on the site and to the front desk."""

from __future__ import annotations

from collections.abc import Mapping

from build_tools.content.model import Project
from build_tools.languages.catalog import Catalog
from build_tools.messages import messages
from build_tools.records.changes import Change, Kind
from build_tools.records.ledger import Release
from build_tools.records.snapshot import Current

HEADLINES: Mapping[Kind, str] = messages({
    "fact": "A number changed: {what} (in: {sections})",
    "phone": "A phone number changed: {what} (in: {sections})",
    "title": "The title changed",
    "section added": "New part: {sections}",
    "section gone": "This part is gone: {sections}",
    "section moved": "This part stands in another place: {sections}",
    "heading": "A heading changed",
    "sentence": "Other words (in: {sections})",
    "sentence added": "New words (in: {sections})",
    "sentence gone": "Words that are gone (in: {sections})",
    "order": "Another order (in: {sections})",
    "picture": "Another picture (in: {sections})",
    "layout": "The words are the same and stand in other places",
})
# What stands outside the topics, and who sets it: the clinic, not a procedure's facts.
OWN_NAMES = messages({
    "review": "the day by which this is read again",
    "check_at": "the address where a sheet is looked up",
})


def headline(change: Change, catalog: Catalog) -> str:
    """What kind of change it is, and where; its old and new words stand beside it."""
    margins = catalog.text("the top and the foot of the sheet")
    sections = catalog.listed(section or margins for section in change.sections)
    return catalog.text(HEADLINES[change.kind]).format(what=change.what, sections=sections)


def fact_names(project: Project, id: str, catalog: Catalog) -> dict[str, str]:
    """What people call each fact of a procedure, by the fact's id; those of a procedure that is gone have no name."""
    facts = {name: fact for each in project.procedures if each.id == id for name, fact in each.facts.facts.items()}
    phones = {f"phone_{phone.id}": catalog.text(phone.name, "clinic") for phone in project.clinic.phones}
    own = {name: catalog.text(words) for name, words in OWN_NAMES.items()}
    return {**{name: catalog.text(fact.what, "facts") for name, fact in facts.items()}, **phones, **own}


def sheet(of: Release | Current, project: Project, catalog: Catalog) -> str:
    """A sheet as people call it: title, size and language; a size that is gone has its id."""
    title, size = of.said.filled(of.said.title), project.sizes.get(of.size)
    name = catalog.text(size.name, "sizes") if size else of.size
    words = catalog.text("{title} ({size}, {language})")
    return words.format(title=title, size=name, language=catalog.language_name(of.language))

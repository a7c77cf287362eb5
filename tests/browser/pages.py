"""Which pages the site must have, read from the source and not from the program under test."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, NamedTuple

import yaml_data

ROOT = Path(__file__).resolve().parents[2]
CONTENT = ROOT / "docs/content"


def _read(path: Path) -> dict[str, Any]:
    data: dict[str, Any] = yaml_data.read(path)
    return data


SITE = _read(ROOT / "docs/site.yaml")
CLINIC = _read(CONTENT / "clinic.yaml")
PHONES = {phone["id"]: phone for phone in CLINIC["phones"]}
DIALS = {id: f"+1{re.sub('[^0-9]', '', phone['number'])}" for id, phone in PHONES.items()} | {"emergency": "911"}
HOURS = {"day": "Monday to Friday, 8 am to 5 pm", "night": "nights and weekends", "emergency": "at any time"}
TERMS = _read(CONTENT / "glossary.yaml")["terms"]
LEAFLETS = sorted(path.stem for path in (ROOT / "leaflets").glob("*.yaml"))
SIZES = sorted(path.stem for path in (ROOT / "leaflets/sizes").glob("*.yaml"))
PROCEDURES = sorted(path.parent.name for path in CONTENT.glob("*/procedure.yaml"))
REQUIRED = {section["topic"] for section in SITE["required"]}
LANGUAGE = CLINIC["locale"].partition("_")[0]
FURTHER = {tag: f"{tag}/" for tag in CLINIC["languages"] if tag != LANGUAGE}  # with the folders of their pages


def pdfs(procedure: str, leaflet: str) -> set[str]:
    """The files of a leaflet, one for each size."""
    return {f"{procedure}-{leaflet}-{size}-{LANGUAGE}.pdf" for size in SIZES}


class PageOfSite(NamedTuple):
    """A page of a procedure, with its entry in docs/site.yaml."""

    path: str
    procedure: str
    entry: dict[str, Any]

    @property
    def topics(self) -> list[str]:
        return list(self.entry.get("topics", ()))


def helps(procedure: str) -> str:
    """Where "Get help" must lead from the pages of a procedure."""
    return f"{procedure}/{SITE['help_page']}.html"


PAGES = [
    PageOfSite(f"{procedure}/{entry['id']}.html", procedure, entry)
    for procedure in PROCEDURES
    for entry in SITE["pages"]
]
PATH = [page for page in PAGES if page.entry.get("path", True)]
TOPIC_PAGES = [page for page in PAGES if page.topics]
ON_PATH_TOPICS = [page for page in TOPIC_PAGES if page in PATH]
HOME = "index.html"
LOST = f"{PROCEDURES[0]}/deeper/no-such-page.html"  # the server answers with 404.html
FILES = [HOME, *(page.path for page in PAGES)]
FOR_STAFF = ["desk.html", "c/index.html"]  # the print desk, and where one types a code
HELP_PAGES = {helps(procedure) for procedure in PROCEDURES}
# Pages with different frames and first screens; what holds for the frame of these holds for that of all.
FRAMES = [HOME, ON_PATH_TOPICS[0].path, min(HELP_PAGES), FOR_STAFF[0], LOST]

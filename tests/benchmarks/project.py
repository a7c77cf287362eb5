"""Projects to measure: copies of the real one, with its procedure as often as wanted."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROCEDURE = "vertebroplasty"
CLINIC = "docs/content/clinic.yaml"
TOPIC = f"docs/content/{PROCEDURE}/topics/needle-site.yaml"  # stands in one leaflet and on one page
LEAFLET = "aftercare"
PAGE = f"{PROCEDURE}/afterwards.html"
SORE = ("quite", "rather", "a bit", "still", "often", "at times", "less", "more", "a touch", "only a little")
OTHER_WORDS = tuple(f"It may be {word} sore." for word in SORE)


def project(folder: Path, times: int) -> Path:
    """A copy of the real project that holds its procedure so many times.

    The program itself comes along, so that nobody's work on it meanwhile makes what is kept from last time worthless.
    """
    unfinished = shutil.ignore_patterns("__pycache__", "unfinished-*")
    for part in ("docs", "leaflets", "build_tools"):
        shutil.copytree(ROOT / part, folder / part, ignore=unfinished)
    shutil.copy2(ROOT / "mkdocs.yml", folder)
    clinic = folder / CLINIC
    settings = _settings(clinic.read_text("utf-8"))
    for number in range(2, times + 1):
        content = folder / "docs/content"
        copy = Path(shutil.copytree(content / PROCEDURE, content / f"{PROCEDURE}-{number}"))
        info = (copy / "procedure.yaml").read_text("utf-8")  # two with one name would be a problem
        (copy / "procedure.yaml").write_text(_named(info, f"-{number}"), "utf-8")
        with clinic.open("a", encoding="utf-8") as file:
            file.write(settings.replace(PROCEDURE, f"{PROCEDURE}-{number}", 1))
    return folder


def _named(info: str, end: str) -> str:
    """With names that end so and are as long as before, so that leaflets keep their sides."""
    return re.sub(rf"^((?:name|title): .+).{{{len(end)}}}$", rf"\g<1>{end}", info, flags=re.MULTILINE)


def in_languages(folder: Path, *tags: str) -> Path:
    """A copy in English and these languages, which have the words of the Spanish."""
    locale = project(folder, 1) / "docs/content/locale"
    for tag in {*tags} - {"es"}:
        for file in Path(shutil.copytree(locale / "es", locale / tag)).glob("*.po"):
            file.write_text(file.read_text("utf-8").replace('"Language: es', f'"Language: {tag}'), "utf-8")
    clinic = folder / CLINIC
    listed = f"languages: [{', '.join(('en', *tags))}]"
    clinic.write_text(re.sub(r"^languages: .*$", listed, clinic.read_text("utf-8"), flags=re.MULTILINE), "utf-8")
    return folder


def _settings(clinic: str) -> str:
    """The clinic's own numbers for the procedure, which are the last lines of its file."""
    found = re.search(rf"^  {PROCEDURE}:\n(?:    .*\n)+\Z", clinic, re.MULTILINE)
    assert found, f"{CLINIC} must end with the settings of {PROCEDURE}"
    return found.group()


def edit(folder: Path, number: int) -> str:
    """Change one statement; the words that stand there now."""
    topic = folder / TOPIC
    words = OTHER_WORDS[number % len(OTHER_WORDS)]
    topic.write_text(re.sub(r"It may be .*sore\.", words, topic.read_text("utf-8"), count=1), "utf-8")
    return words

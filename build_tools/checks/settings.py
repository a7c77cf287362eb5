"""Rules on what a clinic sets: numbers within bounds, with something to say while one is not set."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from build_tools.checks import walk
from build_tools.content import font
from build_tools.content.model import Clock, Phone, Procedure, Project, Sentence, Setting, YamlChanceRow
from build_tools.content.phone_number import Number
from build_tools.content.record import LANGUAGE
from build_tools.content.texts import own_voice
from build_tools.content.words import facts_in
from build_tools.languages.catalog import instead, is_tag, scripts, tag
from build_tools.languages.translations import FOLDER
from build_tools.problems import Place, Problem

SAMPLE = "Sample "
# With what `make site` has installed, so that nothing comes but the font, in the version that pyproject.toml names.
INSTALL = ".venv/bin/pip install --no-build-isolation -e '.[{extra}]'"
NOBODYS_ADDRESS = re.compile(r"(^|\.)(example\.(org|com|net)|invalid|test)$")  # RFC 2606


def within_bounds(project: Project) -> Iterator[Problem]:
    """A clinic sets a number only within the safe bounds of the fact."""
    for procedure in project.procedures:
        for id, setting in project.clinic.settings.get(procedure.id, {}).items():
            fact = procedure.facts.facts.get(id)
            if fact and isinstance(setting.value, Clock) != (fact.unit == "time_of_day"):
                hint = "write a time such as 22:00" if fact.unit == "time_of_day" else "write a whole number"
                message = f"`{setting.value}` is no value for `{id}`, whose unit is {fact.unit}"
                yield Problem(setting.place("value"), "wrong-unit", message, hint)
            elif fact and fact.set_by == "clinic" and not (fact.low or 0) <= setting.value <= (fact.high or 0):
                message = f"{setting.value} is outside the safe bounds of `{id}`"
                hint = (
                    f"choose {fact.low} to {fact.high} ({fact.unit}); a clinician can change the bounds in facts.yaml"
                )
                yield Problem(setting.place("value"), "setting-out-of-bounds", message, hint)


def only_settings(project: Project) -> Iterator[Problem]:
    """A clinic sets, or has still to decide, only facts that are marked `set_by: clinic`; none is in both lists."""
    clinic = project.clinic
    for procedure in project.procedures:
        ours, open = clinic.settings.get(procedure.id, {}), clinic.to_decide.get(procedure.id, {})
        named = {id: clinic.place("to_decide", procedure.id, id) for id in open}
        for id in open.keys() & ours.keys():
            yield Problem(named[id], "already-set", f"`{id}` is set under `settings`", "take it out of `to_decide`")
        for id, place in (named | {id: setting.place() for id, setting in ours.items()}).items():
            fact = procedure.facts.facts.get(id)
            if fact and fact.set_by != "clinic":
                hint = "take it out; a number of the sources changes in facts.yaml, with its sources"
                yield Problem(place, "not-a-setting", f"the sources set `{id}`, not the clinic", hint)


def languages(project: Project) -> Iterator[Problem]:
    """The first language of a clinic is that of its `locale`; each further one is known, and named once."""
    clinic = project.clinic
    for number, named in enumerate(clinic.languages):
        place, own = clinic.place("languages", number), tag(clinic.locale)
        if number == 0 and named != own:
            yield Problem(place, "other-language", f"`{named}` is not the language of `locale`", f"write {own} first")
        elif named in clinic.languages[:number]:
            yield Problem(place, "other-language", f"`{named}` is named twice", "take out one of the two")
        elif not is_tag(named):
            yield _no_language(place, named)


def folders_of_languages(project: Project) -> Iterator[Problem]:
    """Each folder of translations has the tag of its language, as the list of languages has it."""
    for folder in sorted((project.root / FOLDER).glob("[a-z]*/")):  # of any other name nobody reads the files
        if re.fullmatch(LANGUAGE, folder.name) and any(folder.iterdir()) and not is_tag(folder.name):
            yield _no_language(Place(f"{FOLDER}/{folder.name}"), folder.name)


def _no_language(place: Place, named: str) -> Problem:
    """That no language has this tag; with the tag by which the same one is called, and its words are looked for."""
    better = instead(named) or tag(named)
    message = f"there is no language `{named}`"
    if is_tag(better):
        return Problem(place, "unknown-locale", f"{message}; its words are those of `{better}`", f"write {better}")
    return Problem(place, "unknown-locale", message, "write the tag of a language, such as es, vi or zh-Hant")


def letters(project: Project) -> Iterator[Problem]:
    """Each language of the clinic can be printed: the font of its letters is installed."""
    clinic = project.clinic
    listed = {named: clinic.place("languages", number) for number, named in enumerate(clinic.languages)}
    for named, place in (listed or {clinic.locale: clinic.place("locale")}).items():
        for script in font.lacking(scripts(named.replace("-", "_"))):
            message, hint = f"no font is known for the letters of `{named}` ({script})", "take it out"
            if wanted := font.FONTS.get(script):
                message = f"{wanted.family}, the font for the letters of `{named}`, is not installed"
                hint = f"install it, here and wherever the guide is built: {INSTALL.format(extra=wanted.extra)}"
            yield Problem(place, "no-font", message, hint)


def must_have(project: Project) -> Iterator[Problem]:
    """What a clinic must have is a leaflet that there is, in a further language of the clinic."""
    clinic = project.clinic
    for language, leaflets in clinic.must_have.items():
        if language not in clinic.languages[1:]:
            listed = ", ".join(clinic.languages[1:]) or "none"
            message, hint = f"`{language}` is no further language of this clinic", f"`languages` names: {listed}"
            yield Problem(clinic.place("must_have", language), "must-have", message, hint)
        for number, id in enumerate(leaflets):
            if id not in project.leaflets:
                message, hint = f"there is no leaflet `{id}`", f"there are: {', '.join(project.leaflets)}"
                yield Problem(clinic.place("must_have", language, number), "must-have", message, hint)


def clinic_facts(procedure: Procedure, words: str) -> list[str]:
    """The facts in the words that each clinic sets."""
    facts = procedure.facts.facts
    return [id for id in facts_in(words) if id in facts and facts[id].set_by == "clinic"]


def unset_words(project: Project) -> Iterator[Problem]:
    """A statement with a number that the clinic sets has `unset`, the words for while it is not set; no other has."""
    for procedure, statement in walk.sentences(project):
        used = clinic_facts(procedure, statement.say)
        if used and statement.unset is None:
            message = f"`{used[0]}` is set by each clinic, and there are no words for while it is not set"
            hint = "add `unset:` with words that need no number, such as: Your team will tell you when."
            yield Problem(statement.place("say"), "missing-unset", message, hint)
        if statement.unset is not None and not used:
            hint = "take out `unset`, or use the fact in `say`"
            yield Problem(statement.place("unset"), "needless-unset", "`say` uses no number that the clinic sets", hint)


def unset_without_settings(project: Project) -> Iterator[Problem]:
    """The words for while a number is not set need no number that the clinic sets."""
    for procedure, statement in walk.sentences(project):
        for id in clinic_facts(procedure, statement.unset or ""):
            message, hint = f"`unset` uses `{id}`, which the clinic may not have set", "say it without that number"
            yield Problem(statement.place("unset"), "unset-uses-setting", message, hint)


def settings_in_statements(project: Project) -> Iterator[Problem]:
    """A number that the clinic sets stands only in the `say` of a statement: other words have no `unset`."""
    hint = "put the number into a statement with `unset`"
    for text in own_voice(project):
        has_unset = isinstance(text.record, Sentence) and text.field in ("say", "unset")
        if text.procedure and (not has_unset or text.record is text.procedure.info.summary):
            for id in clinic_facts(text.procedure, text.words):
                message = f"`{id}` is set by each clinic and cannot stand here"
                yield Problem(text.place, "setting-without-unset", message, hint)
    for procedure, _, _, row in walk.statements(project):
        if isinstance(row, YamlChanceRow) and clinic_facts(procedure, f"{{{row.fact}}}"):
            message = f"`{row.fact}` is set by each clinic and cannot be a chance"
            yield Problem(row.place("fact"), "setting-without-unset", message, "name a fact of the sources")


def still_sample(project: Project) -> Iterator[Problem]:
    """A clinic that says that it is real has taken out what the sample stands in with."""
    clinic = project.clinic
    if clinic.sample:
        return
    hint = "write your own, or leave `sample: true` until you have it"
    if clinic.name.startswith(SAMPLE):
        yield Problem(clinic.place("name"), "still-sample", f"`{clinic.name}` is the name of the sample", hint)
    if NOBODYS_ADDRESS.search(urlsplit(clinic.website).hostname or ""):
        yield Problem(clinic.place("website"), "still-sample", f"`{clinic.website}` is an address of nobody", hint)
    for phone in clinic.phones:
        if isinstance(phone.read, Number) and phone.read.is_fiction:
            yield Problem(phone.place("number"), "still-sample", f"`{phone.number}` is a number of nobody", hint)
    settings = [setting for ours in clinic.settings.values() for setting in ours.values()]
    records: list[Phone | Setting] = [*clinic.phones, *settings]
    for record in records:
        if (record.source or "").startswith(SAMPLE):
            yield Problem(record.place("source"), "still-sample", f"`{record.source}` is no rule of yours", hint)

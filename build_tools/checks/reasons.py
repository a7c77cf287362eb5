"""The rules on reasons and messages: who knows why does it, and one thing matters most."""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_tools.checks import walk
from build_tools.checks.english import Readings
from build_tools.checks.measure import words_in
from build_tools.content.model import (
    Level,
    Listed,
    Project,
    YamlCareCard,
    YamlChecklist,
    YamlDoAndDoNot,
    YamlSteps,
    YamlTimes,
)
from build_tools.problems import Problem


def steps_say_why(project: Project) -> Iterator[Problem]:
    """What readers are to do or not to do says `why`; or `no_why` says to those who sign why it does not."""
    for each in walk.statements(project):
        step, block = each.statement, each.block
        is_told = step.why or step.no_why or (isinstance(block, Listed) and block.no_why)
        if _asks_something(each) and not is_told:
            message, hint = "this step says no reason", "write `why: {say: ..., sources: [...]}`, or `no_why: ...`"
            yield Problem(step.place("say"), "no-reason", message, hint)


def _asks_something(each: walk.PlacedStatement) -> bool:
    """Whether it is a step, by its kind of list (a box to tick is one) or because the plan has it; a label of the clock
    is none."""
    step, block = each.statement, each.block
    if isinstance(block, (YamlSteps, YamlDoAndDoNot, YamlChecklist)):
        return step in block.entries()
    return step.plan is not None and not isinstance(block, YamlTimes)


def messages(project: Project) -> Iterator[Problem]:
    """Each leaflet, and each page on the patient's path and the plan, has its one message, once it is written."""
    pages = [page.id for page in project.site.pages if page.path and (page.topics or page.built == "plan")]
    for procedure in filter(walk.is_written, project.procedures):
        info = procedure.info
        for name, said, wanted in (
            ("pages", info.messages.pages, pages),
            ("leaflets", info.messages.leaflets, project.leaflets),
        ):
            for id in sorted(set(wanted) - said.keys()):
                hint = f"write under `messages`, `{name}`, `{id}`: the one thing that matters most"
                yield Problem(info.place("messages"), "no-message", f"no message for `{id}` in {procedure.id}", hint)


def short_messages(project: Project, english: Readings) -> Iterator[Problem]:
    """A message has no more words than style.yaml allows, whatever the clinic has set."""
    limit = project.style.limits.message_words
    for each in english.values():
        told = each.procedure.info.messages
        for statement in (*told.pages.values(), *told.leaflets.values()):
            for field in ("say", "unset"):
                words = each.text(getattr(statement, field) or "", "procedure")
                if words and words_in(words) > limit:
                    message, hint = f"a message of {words_in(words)} words; at most {limit}", "say one thing alone"
                    yield Problem(statement.place(field), "long-message", message, hint)


def danger_signs(project: Project) -> Iterator[Problem]:
    """Each danger sign that site.yaml, or a procedure for itself, names stands on the card of its level alone."""
    for procedure, id, topic in walk.topics(project):
        cards = [block for block in topic.blocks if isinstance(block, YamlCareCard)]
        own = f"docs/content/{procedure.id}/procedure.yaml"
        named = (("docs/site.yaml", project.site.danger_signs), (own, procedure.info.danger_signs))
        for file, signs in named if cards else ():
            for level, words in signs.items():
                for word in words:
                    yield from _one_level(cards, level, word, f"`{id}` of {procedure.id}", file)


def _one_level(cards: list[YamlCareCard], level: Level, word: str, where: str, file: str) -> Iterator[Problem]:
    sought = re.compile(rf"\b{re.escape(word)}\b", re.IGNORECASE)  # no "hives" in "archives"
    found = [(card, sign) for card in cards for sign in card.signs() if sought.search(sign.say)]
    if not any(card.level == level for card, _ in found):
        message = f"`{word}` stands on no card of the level {level} in {where}"
        hint = f"write it there as readers say it, or take it out of `danger_signs` in {file}"
        yield Problem(_card(cards, level).place("level"), "danger-sign", message, hint)
    for card, sign in found:
        if card.level != level:
            message = f"`{word}` belongs to the level {level}, and stands on the card of {card.level}"
            yield Problem(sign.place("say"), "danger-sign", message, "let it stand on one card alone")


def _card(cards: list[YamlCareCard], level: str) -> YamlCareCard:
    return next((card for card in cards if card.level == level), cards[-1])

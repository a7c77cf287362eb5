"""Every message that a translator gets: the words of the source, and the tool's own. Pure.

A message is named by its context and its English, as in gettext. The context of a topic's words is the topic; of other
words the kind of file in which they stand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from build_tools.content import model
from build_tools.content.model import Procedure, Project, Record
from build_tools.content.record import records_in
from build_tools.content.texts import by_context, shared_by_context, texts_in
from build_tools.languages.interface import interface
from build_tools.languages.translations import INTERFACE
from build_tools.messages import Counted
from build_tools.problems import Place

# Names and addresses stay as they are in every language; an owner of a number is never shown to patients.
AS_THEY_ARE: dict[type[Record], set[str]] = {
    model.Clinic: {"name", "address"},
    model.Phone: {"owner", "source"},
    model.Setting: {"owner", "source"},
    model.Signer: {"name", "role"},
    model.Source: {"title", "publisher", "published", "identifier"},
}
ONE_LIST = {"search_terms": "; ", "stop_words": "; "}
"""Lists that are one message: readers of another language type other words, and more or fewer of them."""
EACH = ("same_words", "many_ask")
FILES = {
    "clinic": ("clinic", "site", "leaflets", "sizes"),
    "glossary": ("glossary",),
    "clinicians": ("sources", "disagreements", "coverage", "source kind"),
    INTERFACE: (INTERFACE,),
}
"""Into which catalog a context goes; any other into that of its procedure."""
CLINICIANS = "clinicians"
"""The catalog of what no patient needs: it may stay in English."""


@dataclass(frozen=True, slots=True)
class Message:
    """What is to be said in another language."""

    context: str
    english: str
    catalog: str
    """The name of its file, without the ending."""
    places: tuple[Place, ...]
    field: str
    """The key of the source that holds it, such as `say`; nothing for the tool's own words."""
    procedure: str = ""
    one: str = ""
    """What it is of one, where a number stands in it and translators write the plurals of their language."""

    @property
    def id(self) -> tuple[str, str]:
        """What names it."""
        return self.context, self.english


Messages = Mapping[tuple[str, str], Message]
"""By what names them."""


def messages_of(project: Project) -> dict[tuple[str, str], Message]:
    """All of them, in the order in which they are read; by what names them."""
    found: dict[tuple[str, str], Message] = {}
    for message in every_message(project):
        same = found.get(message.id)
        found[message.id] = replace(same, places=same.places + message.places) if same else message
    return found


def every_message(project: Project) -> Iterator[Message]:
    """Each at each of its places: what two procedures say alike comes twice."""
    for context, value in shared_by_context(project).items():
        yield from _of(context, value)
    kinds = {source.kind: source.place("kind") for source in project.sources.sources.values()}
    for kind, place in sorted(kinds.items()):
        yield Message("source kind", kind, CLINICIANS, (place,), "kind")
    for procedure in project.procedures:
        for context, value in by_context(procedure).items():
            yield from _of(context, value, procedure)
    for words, places in interface().items():
        one, other = words if isinstance(words, Counted) else ("", words)
        yield Message(INTERFACE, other, INTERFACE, places, "", one=one)


def _of(context: str, value: object, procedure: Procedure | None = None) -> Iterator[Message]:
    name = procedure.id if procedure else ""
    catalog = next((file for file, contexts in FILES.items() if context in contexts), name)
    for words, place, field in (*_texts(value), *_lists(value)):
        yield Message(context, words, catalog, (place,), field, name)


def _texts(value: object) -> Iterator[tuple[str, Place, str]]:
    for text in texts_in(value):
        if text.words and text.field not in AS_THEY_ARE.get(type(text.record), ()):
            yield text.words, text.place, text.field


def _lists(value: object) -> Iterable[tuple[str, Place, str]]:
    for record in records_in(value):
        for field, between in ONE_LIST.items():
            if words := getattr(record, field, None):
                yield between.join(words), record.place(field), field
        for field in EACH:
            yield from ((words, record.place(field, at), field) for at, words in enumerate(getattr(record, field, ())))

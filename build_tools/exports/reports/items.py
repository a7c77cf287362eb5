"""What the self-check asks, in our own words, and which instruments ask for something like it.

An item has either a judge or, where nobody but a person can tell, what that person looks at.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

from build_tools.exports.reports import looks
from build_tools.exports.reports import single_judges as single
from build_tools.exports.reports.judges import Judge, Look, all_of, page_built, said, section, seen, shown, without

Instrument = Literal["PEMAT", "DISCERN", "EQIP", "CDC Index", "IPDAS", "BRAN", "PIF TICK"]
INSTRUMENTS: Mapping[Instrument, str] = {
    "PEMAT": "Patient Education Materials Assessment Tool (AHRQ)",
    "DISCERN": "DISCERN, quality criteria for information on treatment choices",
    "EQIP": "Ensuring Quality Information for Patients",
    "CDC Index": "CDC Clear Communication Index",
    "IPDAS": "International Patient Decision Aid Standards",
    "BRAN": "Benefits, Risks, Alternatives, doing Nothing",
    "PIF TICK": "Criteria of the Patient Information Forum for its mark, the PIF TICK",
}


class Item(NamedTuple):
    """One question. With `judge` it is judged from the content; without, `look_at` and `look` are for a person."""

    id: str
    asks: str
    like: tuple[Instrument, ...]
    judge: Judge | None = None
    look_at: str = ""
    look: Look = looks.nothing


class Group(NamedTuple):
    """Items that belong together."""

    title: str
    items: tuple[Item, ...]


ABOUT = Group("What it is about", (
    Item("purpose", "Each page and leaflet says in a line what it is for.", ("PEMAT", "DISCERN", "EQIP", "CDC Index"),
         look_at="Would a reader know from this line whether it is the right page?", look=looks.purposes),
    Item("key-points", "The few things that matter most stand first.", ("PEMAT", "CDC Index"),
         all_of(shown("key_points", "page", "leaflet"), without("no-key-points"))),
    Item("condition", "It says what is wrong in the body, and what is done about it.", ("DISCERN", "EQIP", "IPDAS"),
         section("what-it-is")),
    Item("day", "It tells what happens on the day, step by step.", ("DISCERN", "EQIP"),
         section("the-day", "steps")),
    Item("order", "Sections come in an order that makes sense, and their titles say what follows.",
         ("PEMAT", "EQIP", "CDC Index"),
         look_at="Read only the titles. Do they tell the story?", look=looks.page_order),
))  # fmt: skip

CHOICE = Group("The choice", (
    Item("benefits", "What may be gained stands in a section of its own, with numbers.",
         ("DISCERN", "EQIP", "CDC Index", "IPDAS", "BRAN"), section("benefits", "chances")),
    Item("risks", "What can go wrong stands in a section of its own, with numbers.",
         ("DISCERN", "EQIP", "CDC Index", "IPDAS", "BRAN"), section("risks", "chances")),
    Item("other-choices", "It names the other choices.", ("DISCERN", "EQIP", "IPDAS", "BRAN"),
         section("other-choices")),
    Item("doing-nothing", "It tells what happens without any treatment, with a number.",
         ("DISCERN", "EQIP", "IPDAS", "BRAN"), all_of(section("doing-nothing"), single.doing_nothing_counted)),
    Item("table", "A table tells the same things of every choice.", ("PEMAT", "IPDAS"),
         all_of(shown("comparison", "page"), without("comparison-shape"))),
    Item("good-and-bad", "Every choice has its good and its bad side told.", ("DISCERN", "EQIP", "IPDAS"),
         look_at="Does each column of the table have both, doing nothing too?", look=looks.table_rows),
    Item("same-detail", "Benefits and risks get the same room, side by side.", ("DISCERN", "EQIP", "IPDAS"),
         all_of(single.side_by_side, without("topics-beside", "unequal-order", "unequal-detail"))),
    Item("both-ways", "People are counted both ways: how many had it, and how many did not.", ("IPDAS",),
         single.both_ways),
    Item("one-number", "Chances that stand together count out of the same number of people.",
         ("IPDAS", "PEMAT", "CDC Index"),
         all_of(shown("chances", "page"), without("one-denominator", "not-a-chance"))),
    Item("of-whom", "Each chance says in whom it was counted, and over what time.", ("IPDAS", "CDC Index"),
         look_at="Does the sentence before the numbers say which people, and how long?", look=looks.before_chances),
    Item("doubt", "It says what is not known, and why.", ("DISCERN", "CDC Index", "IPDAS"), single.doubt_told),
    Item("daily-life", "It tells what changes in daily life.", ("DISCERN", "EQIP"),
         all_of(section("recovery"), section("moving"), section("driving-and-work"))),
    Item("if-it-goes-wrong", "It tells what is done if something goes wrong.", ("EQIP",),
         look_at="Does a reader learn what the team would do, not only what may happen?", look=looks.topics("risks")),
    Item("questions", "It gives questions to ask, and room to write down one's own.", ("DISCERN", "EQIP", "IPDAS"),
         section("questions", "write_in")),
    Item("what-matters", "It helps readers to find out what matters most to them.", ("DISCERN", "IPDAS"),
         look_at="Is there anything that makes a reader weigh up, and not only know?",
         look=looks.topics("questions", "key-deciding")),
    Item("fair", "It is fair and respectful, and sells nothing.", ("DISCERN", "EQIP", "IPDAS"),
         look_at="Read benefits and risks aloud, one after the other. Do they sound alike?",
         look=looks.topics("benefits", "risks", "doing-nothing")),
    Item("costs", "It says what readers may have to pay, or where to ask.", ("EQIP",),
         look_at="If it is left out, is there a reason, and does someone tell them?", look=looks.left_out),
))  # fmt: skip

TO_DO = Group("What to do", (
    Item("steps", "What happens comes in numbered steps, and what to do in lists to tick off.", ("PEMAT", "CDC Index"),
         all_of(shown("steps", "page"), shown("checklist", "leaflet"))),
    Item("do-and-do-not", "What to do stands beside what not to do, and every don't says so.",
         ("PEMAT", "EQIP", "CDC Index"),
         all_of(shown("do_and_do_not", "page", "leaflet"), without("do-not"))),
    Item("dates", "Nobody has to work out dates and times: the guide does it.", ("PEMAT", "CDC Index"),
         all_of(single.steps_dated, without("missing-plan", "plan-not-shown", "plan-without-words", "no-lasts"))),
    Item("says-who", "It speaks to the reader, and says who does what.", ("PEMAT", "EQIP", "CDC Index"),
         look_at="These sentences may hide who acts. Say who, where the reader needs to know.",
         look=looks.passive_sentences),
    Item("says-why", "It gives the reason for what it asks of the reader.", ("CDC Index",),
         look_at="Would you do it without knowing why?", look=looks.blocks("do_and_do_not", "checklist")),
))  # fmt: skip

HELP = Group("Getting help", (
    Item("warning-signs", "It lists the signs that need help, by how urgent they are.", ("EQIP",),
         all_of(shown("care_card", "page", "leaflet"), without("care-levels", "help-page"))),
    Item("phones", "Every leaflet says whom to call.", ("EQIP",), single.phones_on_leaflets),
    Item("more-help", "It names other places to find help or to read more.", ("DISCERN", "EQIP"),
         look_at="Is there anything beyond the clinic: a help line, a group of patients, a good web site?",
         look=looks.topics("about", "phone-numbers")),
    Item("feedback", "Readers are told how to say what is unclear or wrong.", ("PIF TICK",),
         all_of(section("about"), single.feedback_asked)),
))  # fmt: skip

WORDS = Group("Words and numbers", (
    Item("easy", "Every page and leaflet is as easy to read as its limit asks.", ("IPDAS", "PIF TICK"),
         all_of(seen(looks.grades), without("reading-grade", "reading-ease"))),
    Item("short-sentences", "Sentences are short.", ("EQIP",),
         all_of(seen(looks.limits("sentence_words", "mean_sentence_words")),
                without("long-sentence", "mean-sentence"))),
    Item("everyday-words", "Words are those of every day.", ("PEMAT", "EQIP", "CDC Index", "PIF TICK"),
         all_of(seen(looks.avoided_words), without("avoid-word", "capital-letters"))),
    Item("words-explained", "A medical word is explained where it first stands.", ("PEMAT", "EQIP"),
         all_of(shown("definitions", "page", "leaflet"), without("unexplained-term", "unknown-term"))),
    Item("small-pieces", "Paragraphs and lists are short.", ("PEMAT", "CDC Index"),
         all_of(seen(looks.limits("paragraph_sentences", "list_items")), without("long-paragraph", "long-list"))),
    Item("numbers", "A number is written in digits with its unit, and is the same everywhere.", ("PEMAT", "CDC Index"),
         all_of(seen(looks.numbers), without("typed-number", "unknown-fact", "number-in-some-sizes"))),
))  # fmt: skip

LOOKS = Group("Pictures and looks", (
    Item("pictures", "Pictures show what words alone do not.", ("PEMAT", "EQIP", "CDC Index"),
         shown("figure", "page", "leaflet")),
    Item("pictures-told", "Pictures have words for those who cannot see them, and a caption.", ("PEMAT", "PIF TICK"),
         all_of(single.pictures_told, without("unknown-picture", "unsafe-picture"))),
    Item("pictures-fit", "Pictures and layout help, and nothing draws the eye away.", ("PEMAT", "EQIP", "CDC Index"),
         look_at="Print each leaflet, hold it at arm's length, and look at each page.", look=looks.pictures),
    Item("large-print", "Leaflets can be had in large print.", ("PIF TICK",), single.large_print),
))  # fmt: skip

ORIGIN = Group("Where it comes from, and who made it", (
    Item("sources", "Readers can see where each statement comes from.", ("DISCERN", "EQIP", "IPDAS", "PIF TICK"),
         all_of(page_built("sources"), seen(looks.cited_statements),
                without("unknown-source", "uncited", "unlisted-document"))),
    Item("sources-dated", "Trials, reviews and guidelines have the date of their publication.", ("DISCERN", "IPDAS"),
         single.sources_dated),
    Item("sources-confirmed", "Somebody has confirmed each source.", ("PIF TICK",), single.sources_confirmed),
    Item("sources-differ", "Readers can see where sources differ, and what we print.", ("DISCERN",),
         page_built("disagreements")),
    Item("written", "It says when it was written.", ("DISCERN", "EQIP", "IPDAS", "PIF TICK"),
         said("written", "page", "leaflet")),
    Item("review", "It says by when it is checked again, and that day is not past.", ("EQIP", "IPDAS", "PIF TICK"),
         all_of(said("review", "page"), single.review_to_come)),
    Item("paid", "It says who paid for it.", ("EQIP", "IPDAS"), said("paid_by", "page", "leaflet")),
    Item("clinic", "It says which clinic gives it out.", ("EQIP",),
         all_of(single.clinic_named, said("clinic", "page"))),
    Item("approved", "A clinician with a name has approved it, and their role is told.", ("EQIP", "IPDAS", "PIF TICK"),
         look_at="`leaflets status` tells whether a sign-off holds. Until one does, pages and leaflets must say so.",
         look=looks.topics("about")),
    Item("readers", "Patients took part in making it, and it was tried with readers.", ("EQIP", "IPDAS", "PIF TICK"),
         look_at="Who read it before it went out, and what did they not understand? No file can show this."),
))  # fmt: skip

GROUPS = (ABOUT, CHOICE, TO_DO, HELP, WORDS, LOOKS, ORIGIN)

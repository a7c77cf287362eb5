"""When somebody answers, in words: "Monday to Friday, 8 am to 5 pm", "nights and weekends". Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import time
from functools import reduce
from itertools import groupby

from babel.dates import format_skeleton, format_time
from babel.lists import format_list

from build_tools.content.hours import ALWAYS, DAY, Hours, minutes, week
from build_tools.languages.catalog import Catalog

ONE_DAY = (1 << DAY) - 1
EVERY_DAY = range(7)
TWELVE = {"AM": "am", "PM": "pm", "\N{NARROW NO-BREAK SPACE}": " ", "\N{NO-BREAK SPACE}": " "}


def in_words(catalog: Catalog, hours: Iterable[Hours]) -> str:
    """All the hours of a phone, as short as they can be said."""
    listed = tuple(hours)
    return short(catalog, listed) or reduce(
        lambda first, more: catalog.text("{first}; {more}").format(first=first, more=more),
        _days_and_times(catalog, listed),
    )


def short(catalog: Catalog, hours: Iterable[Hours]) -> str:
    """Hours that have a name of their own, such as "at any time"; nothing for all others."""
    closed = ALWAYS & ~week(hours)
    if not closed:
        return catalog.text("at any time")
    by_day = {day: bits for day in EVERY_DAY if (bits := closed >> day * DAY & ONE_DAY)}
    if len(set(by_day.values())) > 1 or not _is_a_day_s_work(next(iter(by_day.values()))):
        return ""
    if by_day.keys() == set(EVERY_DAY) - catalog.weekend:
        return catalog.text("nights and weekends")
    return catalog.text("nights") if by_day.keys() == set(EVERY_DAY) else ""


def _is_a_day_s_work(bits: int) -> bool:
    """Whether these minutes of a day are one stretch with noon in it, so that the others are its night."""
    return bool(bits >> DAY // 2 & 1) and not bits & (bits + (bits & -bits)) and bits != ONE_DAY


def _days_and_times(catalog: Catalog, hours: Iterable[Hours]) -> Iterator[str]:
    for _, same in groupby(hours, key=lambda each: each.all_days):
        first, *others = same
        days, times = _days(catalog, first), [_times(catalog, each) for each in (first, *others)]
        if first.is_whole_day and not others:
            yield days
        else:
            yield catalog.text("{days}, {times}").format(days=days, times=_listed(catalog, times))


def _days(catalog: Catalog, hours: Hours) -> str:
    if len(hours.all_days) == len(EVERY_DAY):
        return catalog.text("every day")
    runs = (catalog.range(*(catalog.week_day(each) for each in dict.fromkeys(run))) for run in hours.runs)
    return _listed(catalog, runs)


def _times(catalog: Catalog, hours: Hours) -> str:
    return catalog.range(clock(catalog, minutes(hours.begin)), clock(catalog, minutes(hours.end)))


def clock(catalog: Catalog, minute: int) -> str:
    """A minute of a day as the language's clocks show it, such as 8 am, 8:30 am or 08:00."""
    locale, moment = catalog.locale, time(minute // 60 % 24, minute % 60)
    if "a" not in locale.time_formats["short"].pattern:
        return catalog.marked(str(format_time(moment, "short", locale=locale)))
    named = {0: "midnight", DAY // 2: "noon"}.get(minute % DAY, "")
    if named in locale.day_periods["stand-alone"]["wide"]:
        return catalog.marked(str(locale.day_periods["stand-alone"]["wide"][named]))
    shown = str(format_skeleton("hm" if minute % 60 else "h", moment, locale=locale))
    for typed, ours in TWELVE.items():
        shown = shown.replace(typed, ours)
    return catalog.marked(shown)


def _listed(catalog: Catalog, words: Iterable[str]) -> str:
    several = list(words)
    return catalog.marked(str(format_list(several, locale=catalog.locale))) if several[1:] else several[0]

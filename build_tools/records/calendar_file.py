"""Every day by which somebody must look again, as a calendar file (.ics) that calendar programs subscribe to. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time

from icalendar import Alarm, Calendar, Event

from build_tools.records.deadlines import SOON, Due

NAMES = {"review": "Review", "sign-off": "Sign-off ends", "setting": "Clinic's own number", "source": "Source"}


def calendar(dues: Iterable[Due], today: date) -> bytes:
    """One whole-day event for each, with an alarm 60 days before. `today` is the day on which this was written."""
    file = Calendar()
    file.add("prodid", "-//patient-leaflets//review dates//EN")
    file.add("version", "2.0")
    file.add("x-wr-calname", "Patient leaflets: what is due")
    for due in dues:
        file.add_component(_event(due, today))
    return bytes(file.to_ical())


def _event(due: Due, today: date) -> Event:
    event = Event()
    # The same in every file, so that a calendar moves the entry when the day moves.
    event.add("uid", f"{due.procedure}-{due.kind}-{due.id}@patient-leaflets")
    event.add("dtstamp", datetime.combine(today, time(), UTC))
    event.add("dtstart", due.day)
    event.add("summary", f"{NAMES[due.kind]}: {due.what} ({due.procedure})")
    event.add("description", f"{due.owner or 'No owner is named.'}\n{due.place.path}:{due.place.line}")
    event.add("transp", "TRANSPARENT")
    event.add_component(_alarm())
    return event


def _alarm() -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", "To be looked at within 60 days")
    alarm.add("trigger", -SOON)
    return alarm

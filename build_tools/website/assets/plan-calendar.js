// The personal plan as a calendar file (RFC 5545). Pure. An event is {id, words, about, when, remind}; `when` is what
// planTime.span gives: a `point`, or `begin` and `end`. One that takes place somewhere has a `place` too. One to `remind` of
// may have other words for that, `rings`, and ring so many minutes `early`, in the EVENING before, or in THAT_EVENING.
const planCalendar = (() => {
  const WIDE = 75 // octets in a line
  const RINGS = {morning: 9, supper: 18, evening: 20, from: 7, to: 21} // by the clock; nobody is to be woken
  const EARLY = [60, 30, 15, 5] // minutes before
  const [EVENING, THAT_EVENING] = ["evening", "that evening"]

  const escaped = text => text.replace(/[\\;,]/g, "\\$&").replace(/\r\n?|\n/g, "\\n").replace(/[\u0000-\u001f\u007f]/g, " ")
  const stamp = instant => new Date(instant).toISOString().replace(/[-:]|\.\d+/g, "")
  const day = date => date.replaceAll("-", "")

  /** A line in pieces of at most 75 octets that no letter is torn by. */
  function folded(line) {
    const size = new TextEncoder()
    let [text, room] = ["", WIDE]
    for (const sign of line) {
      const octets = size.encode(sign).length
      if (octets > room) [text, room] = [`${text}\r\n `, WIDE - 1]
      text += sign
      room -= octets
    }
    return text
  }

  /** How long an event is: a date has no clock, a moment with an instant has. */
  function times({point, begin, end}) {
    const first = point ?? begin
    if (first.instant && (!end || end.instant)) {
      const until = end && end.instant > first.instant ? [`DTEND:${stamp(end.instant)}`] : []
      return [`DTSTART:${stamp(first.instant)}`, ...until]
    }
    const last = end && point === undefined && end.date > first.date ? end.date : planTime.plusDays(first.date, 1)
    return [`DTSTART;VALUE=DATE:${day(first.date)}`, `DTEND;VALUE=DATE:${day(last)}`]
  }

  /** Alarms: on dates in the morning, or the evening before; else so many minutes before. */
  function alarms({when, words, rings = words, early}, zone) {
    const first = when.point ?? when.begin
    const isClock = first.instant && (!when.end || when.end.instant)
    const onDay = early === THAT_EVENING ? RINGS.supper : RINGS.morning
    const day = early === EVENING ? `-PT${24 - RINGS.evening}H` : `PT${onDay}H`
    const triggers = isClock ? minutesBefore(first.instant, zone, early).map(count => `-PT${count}M`) : [day]
    const display = ["BEGIN:VALARM", "ACTION:DISPLAY", `DESCRIPTION:${escaped(rings)}`]
    return triggers.flatMap(trigger => [...display, `TRIGGER:${trigger}`, "END:VALARM"])
  }

  /** An hour before; where that is at night in the evening before, and once more when it is day, if it is by then. */
  function minutesBefore(instant, zone, early) {
    const counts = early ? [early] : EARLY
    const byDay = counts.find(count => isByDay(instant - count * planTime.MINUTE, zone))
    const evening = byDay === counts[0] ? [] : [eveningBefore(instant, instant - counts[0] * planTime.MINUTE, zone)]
    return byDay === undefined ? evening : [...evening, byDay]
  }

  const hourOf = (instant, zone) => Number(planTime.local(instant, zone).slice(11, 13))

  function isByDay(instant, zone) {
    const hour = hourOf(instant, zone)
    return hour >= RINGS.from && hour < RINGS.to
  }

  /** How many minutes before an instant the evening is, whose night a time is in. */
  function eveningBefore(instant, night, zone) {
    const date = planTime.local(night, zone).slice(0, 10)
    const evening = hourOf(night, zone) < RINGS.from ? planTime.plusDays(date, -1) : date
    const [ring = night] = planTime.instants(`${evening}T${RINGS.evening}:00`, zone)
    return Math.round((instant - ring) / planTime.MINUTE)
  }

  function event(one, {host, now, zone}) {
    return [
      "BEGIN:VEVENT",
      `UID:${one.id}@${host}`,
      `DTSTAMP:${stamp(now)}`,
      `SEQUENCE:${Math.floor(now / planTime.MINUTE)}`, // a later file replaces the events of an earlier one
      ...times(one.when),
      `SUMMARY:${escaped(one.words)}`,
      ...(one.about ? [`DESCRIPTION:${escaped(one.about)}`] : []),
      ...(one.place ? [`LOCATION:${escaped(one.place)}`] : []),
      `TRANSP:${one.place ? "OPAQUE" : "TRANSPARENT"}`,
      ...(one.remind ? alarms(one, zone) : []),
      "END:VEVENT",
    ]
  }

  /** The text of a calendar file. `of` is {name, host, zone, now}: whose it is, and when it is made. */
  function file(events, of) {
    const lines = [
      "BEGIN:VCALENDAR",
      "VERSION:2.0",
      `PRODID:-//${escaped(of.host)}//${escaped(of.name)}//EN`,
      "CALSCALE:GREGORIAN",
      "METHOD:PUBLISH",
      `X-WR-CALNAME:${escaped(of.name)}`,
      ...events.flatMap(one => event(one, of)),
      "END:VCALENDAR",
    ]
    return lines.map(line => folded(line) + "\r\n").join("")
  }

  return {EVENING, THAT_EVENING, file}
})()

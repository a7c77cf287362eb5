// The personal plan as a calendar file (RFC 5545). Pure. An event is {id, words, about, when, remind}; `when` is what
// planTime.span gives: a `point`, or `begin` and `end`. One that takes place somewhere has a `place` too.
const planCalendar = (() => {
  const WIDE = 75 // octets in a line
  const RINGS = {hour: 9, evening: 20, from: 7, to: 21} // by the clock; nobody is to be woken

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

  /** An alarm: on dates in the morning, else an hour before, but in the evening before where that is at night. */
  function alarm({when, words}, zone, early) {
    const first = when.point ?? when.begin
    const isClock = first.instant && (!when.end || when.end.instant)
    const trigger = isClock ? `-PT${minutesBefore(first.instant, zone, early)}M` : `PT${RINGS.hour}H`
    return ["BEGIN:VALARM", "ACTION:DISPLAY", `DESCRIPTION:${escaped(words)}`, `TRIGGER:${trigger}`, "END:VALARM"]
  }

  function minutesBefore(instant, zone, early = 60) {
    const rings = instant - early * planTime.MINUTE
    const [date, clock] = planTime.local(rings, zone).split("T")
    const hour = Number(clock.slice(0, 2))
    if (hour >= RINGS.from && hour < RINGS.to) return early
    const evening = hour < RINGS.from ? planTime.plusDays(date, -1) : date
    const [ring = rings] = planTime.instants(`${evening}T${RINGS.evening}:00`, zone)
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
      ...(one.remind ? alarm(one, zone, one.early) : []),
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

  return {file}
})()

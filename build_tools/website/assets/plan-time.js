// The times of the personal plan. Pure: nothing here touches the page. Instants are milliseconds since 1970, dates are
// "2027-01-31", and what clocks show is "2027-01-31T09:30". Everything is told in the clinic's time zone, with Intl alone.
const planTime = (() => {
  const MINUTE = 60_000
  const DAY = 24 * 60 * MINUTE
  const ELAPSED = {minute: MINUTE, hour: 60 * MINUTE}
  const DAYS = {week_before: -7, day_before: -1, the_day: 0}
  const DAWN = "06:00"
  const YEARS = {from: -1, to: 3} // how far from this year appointments are
  const clocks = new Map()

  function clock(zone) {
    const shows = {year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit"}
    const make = () => new Intl.DateTimeFormat("en-u-ca-gregory-nu-latn", {...shows, hourCycle: "h23", timeZone: zone})
    if (!clocks.has(zone)) clocks.set(zone, make())
    return clocks.get(zone)
  }

  /** What clocks show at an instant. */
  function local(instant, zone) {
    const part = Object.fromEntries(clock(zone).formatToParts(instant).map(({type, value}) => [type, value]))
    return `${part.year.padStart(4, "0")}-${part.month}-${part.day}T${part.hour}:${part.minute}`
  }

  /** The instants at which clocks show that: none when they jump over it, two when they show it again, else one. */
  function instants(shown, zone) {
    const asIfUtc = Date.parse(`${shown}Z`)
    const around = [asIfUtc - DAY, asIfUtc + DAY].map(instant => asIfUtc - offset(instant, zone))
    return [...new Set(around)].filter(instant => local(instant, zone) === shown).sort((one, two) => one - two)
  }

  const offset = (instant, zone) => Date.parse(`${local(instant, zone)}Z`) - Math.floor(instant / MINUTE) * MINUTE

  const utc = date => Date.parse(`${date}T00:00Z`)
  const iso = instant => new Date(instant).toISOString().slice(0, 10)
  const plusDays = (date, count) => iso(utc(date) + count * DAY)

  /** The same day of another month, or its last day where it is shorter. */
  function plusMonths(date, count) {
    const [year, month, day] = date.split("-").map(Number)
    const last = new Date(Date.UTC(year, month - 1 + count + 1, 0))
    return iso(last.setUTCDate(Math.min(day, last.getUTCDate())))
  }

  function plus(date, count, unit) {
    if (unit === "month" || unit === "year") return plusMonths(date, unit === "year" ? 12 * count : count)
    return plusDays(date, unit === "week" ? 7 * count : count)
  }

  /** Whether a text is a day that there is, as "2027-01-31", or a time of day, as "09:30". Nothing else is a text. */
  const isDate = text => typeof text === "string" && !isNaN(utc(text)) && iso(utc(text)) === text
  const isTime = text => typeof text === "string" && /^([01]\d|2[0-3]):[0-5]\d$/.test(text)

  /** Whether a date may be that of an appointment: the year 27 was not typed to its end, and 9999 by mistake. */
  function isNear(date, now, zone) {
    const years = date.slice(0, 4) - local(now, zone).slice(0, 4)
    return years >= YEARS.from && years <= YEARS.to
  }

  /**
   * The appointment, or null where clocks jump over its time. `minutes` is how long the procedure takes at most; without
   * it, when it is over is not known. `home`: after so many minutes more most people have gone home. Where clocks show
   * the time twice, what comes before counts from the first, and what comes after from the second.
   */
  function visit(date, time, zone, minutes = null, home = null) {
    const found = instants(`${date}T${time}`, zone)
    if (!found.length) return null
    const later = (instant, count) => (instant === null || count === null ? null : instant + count * MINUTE)
    const moment = instant => (instant === null ? null : at(instant, zone))
    const over = later(found.at(-1), minutes)
    return {
      zone,
      isTwice: found.length > 1,
      start: moment(found[0]),
      over: moment(over),
      home: moment(later(over, home)),
    }
  }

  /** A moment: the date and, if the clock matters, the instant. */
  const at = (instant, zone) => ({date: local(instant, zone).slice(0, 10), instant})

  /** A step as the data of an element of a page has it. */
  function step({day, side, means, amount, unit, ends, endAmount, endUnit}) {
    const end = ends === "procedure" ? ends : {amount: Number(endAmount ?? 0), unit: endUnit}
    return {day, side, means, amount: Number(amount ?? 0), unit, ends: ends && end}
  }

  /** When a step is due: {day} or {side, amount, unit, means, ends}; `ends` is "procedure" or {amount, unit}. Null where nobody can tell. */
  function due(step, visit) {
    const moment = counted(step, visit)
    return step.means === "evening" ? eveningBefore(moment, visit.zone) : moment
  }

  /** The day whose night a moment is in, or null. */
  function eveningBefore(moment, zone) {
    const isNight = moment?.instant && local(moment.instant, zone).slice(11) <= DAWN
    return isNight ? {date: plusDays(moment.date, -1)} : null
  }

  function counted({day, side, amount, unit}, visit) {
    if (day === "rest_of_day") return {date: (visit.over ?? visit.start).date}
    if (day) return day in DAYS ? {date: plusDays(visit.start.date, DAYS[day])} : null
    const from = side === "before" ? visit.start : visit.over
    if (!from || !amount) return null
    const signed = side === "before" ? -amount : amount
    if (unit in ELAPSED) return at(from.instant + signed * ELAPSED[unit], visit.zone)
    return {date: plus(from.date, signed, unit)}
  }

  /** When what holds from then on ends: with the procedure, or where the next step begins. Null if nobody can tell. */
  const end = ({side, ends}, visit) => (ends === "procedure" ? visit.start : ends ? due({side, ...ends}, visit) : null)

  /**
   * From when to when a step holds, the end not included; without an end it holds from then on. Or a point in time. What
   * ends at a time that nobody has set is a point too: it must not be said to hold when it may be over.
   */
  function span(step, visit) {
    const moment = due(step, visit)
    if (!moment) return null
    if (step.day === "week_before") return {begin: moment, end: {date: visit.start.date}}
    if (step.means === "until" && step.side === "after")
      return {begin: visit.over, end: moment.instant ? moment : next(moment)}
    const last = end(step, visit)
    if (last || (step.means === "from" && !step.ends)) return {begin: moment, end: last}
    return step.ends && step.side === "before" ? {point: moment, gone: visit.start} : {point: moment}
  }

  const next = moment => ({date: plusDays(moment.date, 1)})

  /** "past", "now" or nothing, at an instant. */
  function state(step, visit, instant) {
    const today = at(instant, visit.zone)
    const isReached = moment => (moment.instant ? today.instant >= moment.instant : today.date >= moment.date)
    if (step.day === "soon") return isReached(visit.start) ? "past" : ""
    const found = span(step, visit)
    if (!found) return step.side === "before" && isReached(visit.start) ? "past" : "" // at a time that nobody has set
    if (found.point) return isReached(found.gone ?? (found.point.instant ? found.point : next(found.point))) ? "past" : ""
    if (found.end && isReached(found.end)) return "past"
    return isReached(found.begin) ? "now" : ""
  }

  return {MINUTE, local, instants, isDate, isTime, isNear, plus, plusDays, visit, step, due, eveningBefore, end, span, state}
})()

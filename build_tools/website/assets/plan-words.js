// How the personal plan writes dates and times: with the page's own words, in its language, by the clinic's clocks.
/** `place` is the element that holds the plan; its words wait in it as data. */
const planWords = place => {
  const {locale, zone} = place.dataset
  const given = unwrapped(place.querySelector(".plan-words")).children
  const words = {at: "{time}", ...Object.fromEntries([...given].map(each => [each.dataset.word, each.textContent]))}
  const DAY = 24 * 60 * planTime.MINUTE
  // The calendar and digits of Babel, which writes what is on paper. Not as a part of the locale: a browser that does not
  // know the language takes that of the device, with a calendar and digits of its own.
  const AS_ON_PAPER = {calendar: "gregory", numberingSystem: "latn"}

  const say = (name, values = {}) => words[name].replace(/\{(\w+)\}/g, (found, value) => values[value] ?? found)
  const ours = planDates(place.dataset.dates, locale)
  const format = (options, of) => ours
    ? ours({timeZone: "UTC", ...options}, of)
    : new Intl.DateTimeFormat(locale, {timeZone: "UTC", ...AS_ON_PAPER, ...options}).format(of)
  const utc = (date, time = "00:00") => Date.parse(`${date}T${time}Z`)
  const days = (from, to) => Math.round((utc(to) - utc(from)) / DAY)
  const weekday = date => format({weekday: "long"}, utc(date))
  const dayName = (date, more) => format({weekday: "long", day: "numeric", month: "long", ...more}, utc(date))
  const clockFace = time => format({timeStyle: "short"}, utc("2024-01-01", time))

  /** A date with its year. */
  const full = date => dayName(date, {year: "numeric"})

  /** A date in little room, such as "Tue, Dec 8"; its weekday alone, and its day and month. */
  const brief = date => format({weekday: "short", day: "numeric", month: "short"}, utc(date))
  const shortDay = date => format({weekday: "short"}, utc(date))
  const dayOfMonth = date => format({day: "numeric", month: "short"}, utc(date))

  /** A date; with its year only where that is not the year of another one. */
  const near = (date, other) => dayName(date, date.slice(0, 4) === other.slice(0, 4) ? {} : {year: "numeric"})

  function zoneName(length, instant) {
    const options = {...AS_ON_PAPER, timeZone: zone, timeZoneName: ours ? "shortOffset" : length}
    const parts = new Intl.DateTimeFormat(ours ? "en" : locale, options).formatToParts(instant)
    return parts.find(({type}) => type === "timeZoneName").value
  }

  /** The time of day in the clinic's zone; with the zone's name where clocks show it twice. */
  function timeOf(instant) {
    const shown = format({timeStyle: "short", timeZone: zone}, instant)
    const isTwice = planTime.instants(planTime.local(instant, zone), zone).length > 1
    return isTwice ? `${shown} ${zoneName("short", instant)}` : shown
  }

  /** What stands beside a step that is due then, such as "by 3:00 AM"; with its end where another step ends it. */
  function label(step, due, visit) {
    if (step.day === "week_before") return words.fromDay
    if (step.day === "rest_of_day") return words.rest
    if (step.day) return ""
    if (!due.instant) return words[`${step.means}Day`]
    const end = step.ends?.unit ? planTime.end(step, visit) : null
    const times = {time: timeOf(due.instant), end: end?.instant ? timeOf(end.instant) : ""}
    return say(times.end ? "span" : step.means, times)
  }

  /** The same before what is to be done then, such as "By 3:00 AM: Stop food". */
  function timed(label, what) {
    const [first = "", ...others] = label
    return label ? say("timed", {when: first.toLocaleUpperCase(locale) + others.join(""), what}) : what
  }

  /** Between which days the night is, where a moment is in the night. */
  function night(moment) {
    const evening = planTime.eveningBefore(moment, zone)
    return evening ? say("night", {day: weekday(evening.date), next: weekday(moment.date)}) : ""
  }

  /** What a day is to the day of the procedure. */
  const relation = (date, day) => ({[-1]: words.dayBefore, 0: words.theDay, 1: words.dayAfter})[days(day, date)]

  /** "today", "yesterday", "tomorrow" or nothing. */
  function today(date) {
    if (ours) return ""
    const away = days(planTime.local(Date.now(), zone).slice(0, 10), date)
    return Math.abs(away) < 2 ? new Intl.RelativeTimeFormat(locale, {...AS_ON_PAPER, numeric: "auto"}).format(away, "day") : ""
  }

  return {words, say, full, brief, shortDay, dayOfMonth, near, clockFace, zoneName, timeOf, label, timed, night, relation, today}
}

/** What writes dates and times by the page's own names and patterns, in a language that this browser does not know; or
 *  nothing. It takes the options of Intl. */
const planDates = (data, locale) => {
  const ours = data ? JSON.parse(data) : null
  if (!ours || (!ours.always && Intl.DateTimeFormat.supportedLocalesOf(locale).length)) return null
  return ({timeZone, timeStyle, weekday, day, year}, instant) => {
    const [date, time] = planTime.local(instant, timeZone).split("T")
    const [, number, dayOfMonth] = date.split("-").map(Number)
    const [hour, minute] = time.split(":")
    const values = {
      year: date.slice(0, 4), number, month: ours.months[number - 1], day: dayOfMonth,
      weekday: ours.days[(new Date(`${date}T00:00Z`).getUTCDay() + 6) % 7],
      hour, minute, hour12: hour % 12 || 12, half: ours.halves[hour < 12 ? 0 : 1],
    }
    const named = year ? ours.date : weekday && day ? ours.week_day : day ? ours.day : "{weekday}"
    return (timeStyle ? ours.time : named).replace(/\{(\w+)\}/g, (_, name) => values[name])
  }
}

// Dates and times that somebody types as words or in another order. Pure. What could be two days is never guessed: the
// answer then has several `choices`. {date} or {time} is what was meant, {problem} why nothing can be made of it.
const planTyped = (() => {
  const ZEROS = [0x660, 0x6f0, 0x966, 0x9e6] // of the digits that other keyboards type

  const digit = sign => {
    const zero = ZEROS.find(start => sign.codePointAt(0) >= start && sign.codePointAt(0) < start + 10)
    return zero === undefined ? sign : String(sign.codePointAt(0) - zero)
  }
  const plain = (typed, locale) => [...typed.normalize("NFKC")].map(digit).join("").toLocaleLowerCase(locale).trim()
  const pad = number => String(number).padStart(2, "0")
  const same = (one, two) => one.replaceAll(".", "") === two.replaceAll(".", "")

  /** The number of a month's name in a language: all of it, or a beginning that no other month has. */
  function monthNumber(word, locale) {
    const names = Array.from({length: 12}, (_, month) => {
      const forms = ["long", "short"].flatMap(length => [{month: length}, {month: length, day: "numeric"}])
      return forms.map(form => name(form, new Date(Date.UTC(2024, month, 1)), locale))
    })
    const exact = names.findIndex(forms => forms.some(form => same(form, word)))
    const begun = names.flatMap((forms, month) => (forms.some(form => form.startsWith(word)) ? [month] : []))
    return exact >= 0 ? exact + 1 : word.length > 2 && begun.length === 1 ? begun[0] + 1 : 0
  }

  function name(form, date, locale) {
    const parts = new Intl.DateTimeFormat(locale, {...form, calendar: "gregory", timeZone: "UTC"}).formatToParts(date)
    return parts.find(({type}) => type === "month").value.toLocaleLowerCase(locale)
  }

  function date(typed, locale) {
    const text = plain(typed, locale)
    const numbers = text.match(/\d+/g) ?? []
    const months = (text.match(/[\p{L}\p{M}]+/gu) ?? []).map(word => monthNumber(word, locale)).filter(Boolean)
    if (!text) return {problem: "Missing"}
    if (months.length > 1 || numbers.length > (months.length ? 2 : 3)) return {problem: "Unread"}
    if (numbers.length + months.length === 2) return {problem: "Year"}
    if (numbers.length + months.length < 3) return {problem: "Unread"}
    return days(months.length ? withName(numbers, months[0]) : inFigures(numbers))
  }

  // Each reading is [year, month, day] as typed.
  const withName = ([one, two], month) => (one.length === 4 ? [[one, month, two]] : [[two, month, one]])
  function inFigures([one, two, three]) {
    return one.length === 4 ? [[one, two, three]] : [[three, one, two], [three, two, one]]
  }

  function days(readings) {
    const full = readings.filter(([year]) => year.length === 4).map(reading => reading.map(Number))
    if (!full.length) return {problem: "Year"}
    const real = full.filter(reading => planTime.isDay(...reading))
    const found = [...new Set(real.map(([year, month, day]) => `${year}-${pad(month)}-${pad(day)}`))].sort()
    if (!found.length) return {problem: "Impossible"}
    return found.length === 1 ? {date: found[0]} : {choices: found}
  }

  /** Whether clocks in this language count to twelve twice. */
  const hasHalves = locale => new Intl.DateTimeFormat(locale, {hour: "numeric"}).resolvedOptions().hour12

  /** The language's own words for before and after noon, and those that are typed everywhere. */
  function half(text, locale) {
    const shown = hour => new Intl.DateTimeFormat(locale, {hour: "numeric", hour12: true, timeZone: "UTC"})
      .formatToParts(Date.UTC(2024, 0, 1, hour)).find(({type}) => type === "dayPeriod")?.value.toLocaleLowerCase(locale)
    const bare = text.replaceAll(/[.\s\d:]/g, "")
    const isHalf = (hour, sign) => bare === sign || bare === `${sign}m` || (shown(hour) && same(bare, shown(hour).replaceAll(" ", "")))
    return isHalf(9, "a") ? "am" : isHalf(21, "p") ? "pm" : ""
  }

  function time(typed, locale) {
    const text = plain(typed, locale)
    if (!text) return {problem: "Missing"}
    const found = text.match(/^\D*?(\d{1,2})(?:\s*[:.h]?\s*(\d{2}))?\D*$/)
    if (!found) return {problem: "Unread"}
    const [hour, minute] = [Number(found[1]), Number(found[2] ?? 0)]
    const part = half(text, locale)
    if (hour > 23 || minute > 59 || (part && (hour > 12 || !hour))) return {problem: "Unread"}
    const clock = hours => `${pad(hours)}:${pad(minute)}`
    if (part) return {time: clock((hour % 12) + (part === "pm" ? 12 : 0))}
    if (!hasHalves(locale) || !hour || hour > 12) return {time: clock(hour)}
    return {choices: [clock(hour % 12), clock((hour % 12) + 12)]}
  }

  return {date, time}
})()

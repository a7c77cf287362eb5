// The two fields of an appointment: what is wrong with one is said at that field, in the page's own words.
/** `write` is what planWords gives; `zone` and `phone` are the clinic's. */
const planFields = (form, write, {zone, phone}) => {
  const fields = {date: form.elements.date, time: form.elements.time}
  const YEAR = 366 * 24 * 60 * planTime.MINUTE
  const given = name => fields[name].value.trim()

  /** Whether nothing is typed, not even a part. */
  const isEmpty = () => Object.values(fields).every(field => !field.value.trim() && !field.validity.badInput)

  /** What is wrong with a field, or nothing. A browser without fields for dates and times gives us plain text. */
  function problem(name) {
    const {type, validity} = fields[name]
    if (name === "time" && planTime.isTime(given(name))) return ""
    if (name === "date" && planTime.isDate(given(name)))
      return planTime.isNear(given(name), Date.now(), zone) ? "" : "Year"
    if (!given(name) && !validity.badInput) return "Missing"
    return type === "text" ? "Unread" : "Impossible"
  }

  /** Says at the field what is wrong with it; with nothing to say it is right again. */
  function complain(name, text = "") {
    const place = document.getElementById(`plan-${name}-error`)
    if (place.textContent !== text) place.textContent = text
    text ? fields[name].setAttribute("aria-invalid", "true") : fields[name].removeAttribute("aria-invalid")
    return Boolean(text)
  }

  function check(name) {
    const wrong = problem(name)
    return complain(name, wrong && write.say(name + wrong, {year: planTime.local(Date.now(), zone).slice(0, 4)}))
  }

  const whole = () => (Object.keys(fields).some(problem) ? null : {date: given("date"), time: given("time")})

  /** {date, time}, or null where something is missing or wrong, which then is said; gives the field in question the focus. */
  function read(isFocused = true) {
    const [wrong] = Object.keys(fields).filter(check)
    if (wrong && isFocused) fields[wrong].focus()
    return whole()
  }

  /** Says that clocks jump over the time. */
  const skipped = time => complain("time", write.say("timeSkipped", {time: write.clockFace(time), phone}))

  /** What is to be known of an appointment that can be; it has the `time` as it was typed. */
  function warnings(visit) {
    const away = visit.start.instant - Date.now()
    return [
      visit.isTwice && write.say("timeTwice", {time: write.clockFace(visit.time)}),
      away < 0 && write.words.isPast,
      away > YEAR && write.words.isFar,
      isElsewhere(visit) && write.say("zone", {zone: write.zoneName("long", visit.start.instant)}),
    ].filter(Boolean)
  }

  /** Whether this device's clocks differ from the clinic's, now or on the day. */
  function isElsewhere(visit) {
    const own = new Intl.DateTimeFormat().resolvedOptions().timeZone
    return [Date.now(), visit.start.instant].some(at => planTime.local(at, zone) !== planTime.local(at, own))
  }

  return {fields, isEmpty, complain, read, whole, skipped, warnings}
}

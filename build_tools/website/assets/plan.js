// The page of the personal plan: takes the steps that stand in it as words, and shows them by real dates and times.
// Appointment and ticks stay in this browser, where it lets them; nothing is sent. Works from a folder too.
;(() => {
  const $ = (selector, within = document) => within.querySelector(selector)
  const place = $(".plan")
  const {zone, minutes, home, key, phone, host, place: where} = place.dataset
  const write = planWords(place)
  const {words, say} = write
  const list = $(".plan-moments", place)
  const moments = [...list.querySelectorAll(".plan-moment")].map(read)
  const {entries, draw, make} = planDays(moments, write)
  const memory = planKept(`patient-plan:${key}`, (date, time) => planTime.isNear(date, Date.now(), zone) && start(date, time))
  const boxes = [...list.querySelectorAll("input")]

  const form = $(".plan-form", place)
  putInPlace($(".plan-waits", place))
  const result = $(".plan-result", place)
  const typed = planFields(form, write, {zone, phone})
  const {fields} = typed
  let visit = null

  /** A moment of the page: what planTime wants, and the nodes to move. */
  function read(node) {
    const {moment, title, remind} = node.dataset
    const parts = [...node.querySelectorAll(".plan-part")]
    return {key: moment, title, step: planTime.step(node.dataset), remind: remind !== undefined, node, parts}
  }

  const tell = texts => $(".plan-said", place).replaceChildren(...texts.map(text => make("p", "", text)))

  // --- the appointment ---

  const count = text => (text ? Number(text) : null)
  const start = (date, time) => planTime.visit(date, time, zone, count(minutes), count(home))

  function show(isAgain = false) {
    tell([])
    const found = typed.read()
    if (!found) return
    const times = start(found.date, found.time)
    if (!times) {
      typed.skipped(found.time)
      return fields.time.focus()
    }
    visit = {...times, ...found}
    showPlan()
    tell(typed.warnings(visit))
    if (isAgain) return // it is kept already; to write what was read might undo what another tab has just written
    keep()
    $("h2", result).focus()
  }

  // --- the plan ---

  function showPlan() {
    const days = draw(visit)
    const when = [write.full(visit.date), write.timeOf(visit.start.instant)].join(", ")
    $("h2", result).textContent = say("ready", {when})
    $(".plan-days", result).replaceChildren(...days)
    skipTo(days)
    result.hidden = false
    list.hidden = true
  }

  /** After the procedure, a way past the days that are over. */
  function skipTo(days) {
    const isOver = day => [...day.querySelectorAll(".plan-row:not(.plan-landmark)")].every(row => row.matches(".plan-past"))
    const next = days.findIndex(day => !isOver(day))
    $(".plan-skip", result).hidden = next < 1
    if (next > 0) Object.assign(days[next], {id: "plan-next", tabIndex: -1})
  }

  function backToWords() {
    for (const {node, parts} of moments) node.append(...parts)
    for (const part of list.querySelectorAll(".plan-goes-on")) part.classList.remove("plan-goes-on")
    result.hidden = true
    list.hidden = false
  }

  // --- what this device remembers ---

  const nameOf = box => box.id.replace("step-", "")

  function keep() {
    const done = boxes.filter(box => box.checked).map(nameOf)
    const isKept = memory.keep({date: visit?.date, time: visit?.time, done})
    const note = $(".plan-not-kept", place)
    if (note.hidden === isKept) return // said, or not to be said, already
    note.hidden = isKept
    note.textContent = isKept ? "" : words.notKept
  }

  function recall() {
    const {date, time, done} = memory.recall()
    for (const box of boxes) box.checked = done.includes(nameOf(box))
    if (!date) return
    fields.date.value = date
    fields.time.value = time
    show(true)
  }

  function clear() {
    memory.forget()
    visit = null
    form.reset()
    for (const box of boxes) box.checked = false
    for (const name in fields) typed.complain(name)
    backToWords()
    tell([words.cleared])
  }

  // --- the calendar ---

  const text = node => node.textContent.replace(/\s+/g, " ").trim()
  const texts = (part, selector) => [...part.querySelectorAll(selector)].map(text)

  /** One event for each moment. Its steps are sentences that follow one another; those of a whole day become a list. */
  function calendarEvent({moment, due, label}) {
    const {key: id, title, step, parts, remind} = moment
    const steps = parts.flatMap(part => texts(part, ".plan-step"))
    const isList = step.day && steps.length > 1
    const items = part => (isList ? texts(part, ".plan-step").map(line => `- ${line}`) : [])
    const lines = parts.flatMap(part => [...texts(part, ".plan-before"), ...items(part)])
    const summary = isList ? `${words.calendar}: ${title}` : steps.join(" ")
    const isEarly = !due.instant && (step.means === "by" || due.date === visit.start.date) // in the morning is too late
    return {
      ...told(due, label, summary),
      id: `${key}-${id}`,
      about: [onDay(due, label), ...lines, words.contact].join("\n"),
      when: planTime.span(step, visit),
      remind,
      early: step.means === "evening" ? planCalendar.THAT_EVENING : isEarly ? planCalendar.EVENING : undefined,
    }
  }

  const onDay = (due, label) => [write.full(due.date), label].filter(Boolean).join(", ")

  /** What calendars show, with the time by the clock; and what they say when they ring, which may be a day before. */
  const told = (due, label, what) => ({
    words: due.instant ? write.timed(label, what) : what,
    rings: write.timed(onDay(due, label), what),
  })

  /** An event of the reader's way: the procedure, and going home. */
  function landmark(name, when, early) {
    const due = when.point ?? when.begin
    const what = told(due, write.timeOf(due.instant), words[name])
    return {...what, id: `${key}-${name}`, about: words.contact, place: where, when, remind: true, early}
  }

  function landmarks() {
    const {start, over, home} = visit
    const procedure = landmark("procedure", over ? {begin: start, end: over} : {point: start}, 24 * 60)
    return [procedure, ...(home ? [landmark("home", {point: home})] : [])]
  }

  function save() {
    const steps = entries(visit).filter(entry => entry.moment && entry.due).map(calendarEvent)
    const of = {name: words.calendar, host, zone, now: Date.now()}
    const file = new Blob([planCalendar.file([...landmarks(), ...steps], of)], {type: "text/calendar;charset=utf-8"})
    const link = Object.assign(make("a"), {href: URL.createObjectURL(file), download: `${key}.ics`})
    link.click()
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
    tell([words.saved])
  }

  // --- the page ---

  form.addEventListener("submit", event => {
    event.preventDefault()
    show()
  })
  place.addEventListener("change", event => event.target.type === "checkbox" && keep())
  $(".plan-print", result).addEventListener("click", () => print())
  $(".plan-save", result).addEventListener("click", save)
  $(".plan-clear button", result).addEventListener("click", () => {
    clear()
    fields.date.focus()
  })
  // The same page in another tab.
  addEventListener("storage", event => event.key === memory.key && (event.newValue ? recall() : clear()))
  recall()
})()

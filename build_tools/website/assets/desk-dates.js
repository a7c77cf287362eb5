// One patient's own dates at the print desk: the appointment that somebody types, and the paper made of it. All of it stays
// in this page: nothing is stored or sent.
"use strict"
/** `form` is the desk; `typing` is called at each letter, `changed` when what can be printed may have become another. */
const deskDates = (form, typing, changed) => {
  const DAYS_OF_CALENDAR = 31 // of which the first is the day itself
  const DAY = 24 * 60 * planTime.MINUTE
  const place = form.querySelector(".appointment")
  const {zone, minutes, home} = place.dataset
  place.append(document.querySelector("script.plan-words")) // what is data cannot stand within what is data
  const write = planWords(place)
  const typed = planFields(form, write, place.dataset)
  const said = place.querySelector(".dates-said")
  const papers = deskPapers(form)
  let row = null
  let visit = null

  // --- the appointment ---

  const count = text => (text ? Number(text) : null)
  const isOver = () => visit !== null && visit.start.instant < Date.now()

  /** Reads what is typed; says what is wrong only to who is done typing. */
  function read(isDone) {
    const found = isDone ? typed.read(false) : typed.whole()
    const times = found && planTime.visit(found.date, found.time, zone, count(minutes), count(home))
    visit = times && {...times, ...found}
    if (found && !times) typed.skipped(found.time)
    else if (found) typed.complain("time")
    if (visit) typed.complain("date", isOver() ? write.words[isRecent() ? "pastRecent" : "past"] : "")
    if (typed.isEmpty()) for (const name in typed.fields) typed.complain(name)
    tell()
    show()
  }

  /** Whether who goes home can still be given the calendar. */
  const isRecent = () => Date.now() - visit.start.instant < DAYS_OF_CALENDAR * DAY

  function tell() {
    const texts = visit ? [write.full(visit.date), ...(isOver() ? [] : typed.warnings(visit))] : []
    const nodes = texts.map((text, number) => Object.assign(document.createElement(number ? "p" : "strong"), {textContent: text}))
    said.replaceChildren(...nodes)
  }

  // --- the paper ---

  const isDated = () => row.dataset.dated !== undefined

  /** Whether a leaflet or the calendar may have the dates that are typed. */
  function can(kind) {
    if (!visit || place.hidden) return false
    return kind === "sheet" ? isDated() && !isOver() : papers.hasCalendar(row) && (!isOver() || isRecent())
  }

  async function show() {
    const wanted = row
    if (!row) return
    if (visit && !place.hidden && !papers.has(row)) await load()
    if (row !== wanted) return
    papers.preview(can("sheet") && papers.has(row) ? {row, visit} : null)
    changed()
  }

  /** Whether the file with all but the dates is there. */
  async function load() {
    try {
      await papers.fetch(row)
      return true
    } catch {
      said.append(Object.assign(document.createElement("p"), {textContent: write.words.notLoaded}))
      return false
    }
  }

  /** Another leaflet was chosen. */
  function choose(chosen) {
    row = chosen
    place.hidden = row.dataset.dates === undefined
    show()
  }

  /** Whether the chosen leaflet can go out as the fields are: without dates, or with right ones. */
  function isReady() {
    if (place.hidden || !isDated() || typed.isEmpty()) return true
    read(true)
    const wrong = Object.values(typed.fields).find(field => field.hasAttribute("aria-invalid"))
    wrong?.focus()
    return !wrong
  }

  /** Lays a paper ready for the printer; false where it cannot be. */
  const ready = async kind => (await load()) && papers.ready({row, visit}, kind)

  function clear() {
    for (const field of Object.values(typed.fields)) field.value = ""
    read(false)
  }

  place.addEventListener("input", () => {
    typing()
    read(false)
  })
  place.addEventListener("focusout", event => !place.contains(event.relatedTarget) && !typed.isEmpty() && read(true))
  addEventListener("pageshow", event => event.persisted && clear()) // the page as it was left, from the browser's memory
  clear()

  return {
    choose,
    isReady,
    can,
    ready,
    write,
    calendarTitle: () => papers.calendarTitle(row),
    today: () => planTime.local(Date.now(), zone).slice(0, 10),
    now: () => write.timeOf(Date.now()),
  }
}

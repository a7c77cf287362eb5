// One patient's dates on paper: a leaflet with its times filled in, and a calendar of the days after. Pure: nodes in, nodes
// out. All that is added to the words stands in elements of the class `due`.
const planPaper = (() => {
  /** `file` holds the words, `sheet` is the leaflet in it. */
  function sheet(file, sheet, visit) {
    const write = planWords(file)
    const node = sheet.cloneNode(true)
    const evenings = [...file.querySelectorAll(".plan-evenings .plan-moment")].map(read)
    for (const cell of cells(node)) fillCell(cell, evenings, write, visit)
    for (const topic of node.querySelectorAll(".topic")) dateTopic(topic, write, visit)
    node.querySelector("header .notice").after(own(write, visit))
    node.querySelector(".code")?.append(due(` ${write.words.withDates}`))
    return node
  }

  function own(write, visit) {
    const when = `${write.full(visit.date)}, ${write.timeOf(visit.start.instant)}`
    return make("p", "due yours", write.say("yours", {when}))
  }

  // --- the strip of times ---

  const cells = node => [...node.querySelectorAll(".times .due")].map(place => ({place, lines: blanksOf(place)}))
  const blanksOf = place => [...place.closest("li").querySelectorAll("input")]

  /** A time and a day in the place of the lines to write on; where nobody can tell them, the lines stay. */
  function fillCell({place, lines: [time, day]}, evenings, write, visit) {
    const step = planTime.step(place.dataset)
    const found = planTime.due(step, visit)
    if (found?.instant) fill(time, write.timeOf(found.instant))
    if (found) fill(day, write.brief(found.date))
    const night = found && write.night(found)
    const before = evenings.filter(of => isOf(of.step, step)).map(of => onEvening(of, write, visit)).filter(Boolean)
    place.closest("li").append(...(night ? [due(night, "night")] : []), ...before.map(text => due(text, "night evening")))
    place.remove()
  }

  const isOf = (evening, step) => step.means === "by" && evening.amount === step.amount && evening.unit === step.unit

  function onEvening({step, parts}, write, visit) {
    const found = planTime.due(step, visit)
    const labels = parts.flatMap(part => [...part.querySelectorAll(".plan-step")])
    const what = labels.map(label => label.textContent.trim()).join(" ")
    return found && write.say("evening", {day: write.brief(found.date), what})
  }

  const fill = (line, text) => line?.replaceWith(due(text, "filled"))

  // --- steps ---

  /** The day of a topic stands at its title; a step says only what differs, such as its hour. */
  function dateTopic(topic, write, visit) {
    const steps = [...topic.querySelectorAll(".due:empty")].map(place => {
      const step = planTime.step(place.dataset)
      return {place, step, found: planTime.due(step, visit)}
    })
    const days = new Map(steps.filter(({step, found}) => step.day && found).map(each => [each.found.date, each]))
    const [common] = days.size === 1 ? days.values() : []
    const title = topic.querySelector("h2")
    if (common && title) title.append(" ", due(write.say(common.step.day === "week_before" ? "doFrom" : "doOn", {day: write.brief(common.found.date)}), "do"))
    for (const each of steps) each.place.replaceChildren(dated(each, title && common?.found.date, write, visit))
  }

  function dated({step, found}, common, write, visit) {
    if (!found || (step.day && found.date === common)) return ""
    const isNight = write.night(found) !== "" // then which night it is must not be taken from a title far above
    const day = found.date === common && !isNight ? "" : write.brief(found.date)
    return ` ${[write.label(step, found, visit), day].filter(Boolean).join(", ")}`
  }

  // --- the calendar ---

  function calendar(file, sheet, visit) {
    const write = planWords(file)
    const node = sheet.cloneNode(true)
    const moments = [...node.querySelectorAll(".plan-moment")].map(read)
    const days = planDays(moments, write)
    node.querySelector(".days").replaceChildren(...days.draw(visit))
    for (const each of node.querySelectorAll(".plan-state, .plan-today, .days input")) each.remove() // of now, and of screens
    for (const each of node.querySelectorAll(".plan-landmark")) if (each.textContent.includes(write.words.over)) each.remove() // told above
    const marked = new Set(days.entries(visit).map(({due}) => due?.date))
    node.querySelector(".month").replaceChildren(month(file.dataset, marked, write, visit))
    node.querySelector("header").append(own(write, visit))
    node.querySelector(".plan-moments").remove()
    return node
  }

  function read(node) {
    const {moment, title} = node.dataset
    return {key: moment, title, step: planTime.step(node.dataset), parts: [...node.querySelectorAll(".plan-part")]}
  }

  /** The days by their weeks; a day on which something begins is marked. */
  function month({days, first}, marked, write, {date}) {
    const weekday = (new Date(`${date}T00:00Z`).getUTCDay() + 6) % 7 // Monday is 0, as in `first`
    const start = planTime.plusDays(date, -((weekday - Number(first) + 7) % 7))
    const table = make("table", "due")
    const names = Array.from({length: 7}, (_, day) => make("th", "", write.shortDay(planTime.plusDays(start, day))))
    const weeks = []
    for (let day = start; planTime.plusDays(date, Number(days)) >= day; day = planTime.plusDays(day, 7)) weeks.push(day)
    const rows = weeks.map(week => Array.from({length: 7}, (_, day) => cell(planTime.plusDays(week, day))))
    table.append(...[names, ...rows].map(rowOf))
    return table

    function cell(day) {
      const number = Math.round((Date.parse(day) - Date.parse(date)) / (24 * 60 * planTime.MINUTE))
      if (number < 0 || number > Number(days)) return make("td", "")
      const node = make("td", marked.has(day) ? "marked" : "")
      const isNamed = number === 0 || day.endsWith("-01")
      node.append(make("strong", "", isNamed ? write.dayOfMonth(day) : String(Number(day.slice(8)))))
      node.append(" ", make("small", "", write.say("day", {number})))
      return node
    }
  }

  function rowOf(cells) {
    const row = make("tr", "")
    row.append(...cells)
    return row
  }

  const due = (text, more = "") => make("span", `due ${more}`.trim(), text)

  function make(tag, className, text = "") {
    return Object.assign(document.createElement(tag), {textContent: text, className})
  }

  return {sheet, calendar}
})()

// The steps of the personal plan in order of time, and the days that show them.
/** `write` is what planWords gives. A moment is {key, title, step, remind, parts}; `parts` are the nodes to move. */
const planDays = (moments, write) => {
  const {words} = write

  /** Everything with its place in time; what has none comes first or, if it belongs to afterwards, last. */
  function entries(visit) {
    const isTold = ({step}) => step.means !== "evening" || planTime.due(step, visit)
    const found = moments.filter(isTold).map(moment => {
      const {step} = moment
      const due = planTime.due(step, visit)
      const order = step.day === "rest_of_day" ? restBegins(due, visit) : due
      const state = planTime.state(step, visit, Date.now())
      return {moment, due, state, label: due && write.label(step, due, visit), order: sortKey(step, order)}
    })
    return [...landmarks(visit), ...found].sort((one, two) => (one.order < two.order ? -1 : one.order > two.order ? 1 : 0))
  }

  /** What is for the rest of the day comes after going home, if that is known and still on that day. */
  const restBegins = (due, {home, over}) => (home?.date === due.date ? home : (over ?? due))

  function sortKey(step, due) {
    if (!due) return step.day === "soon" ? "0" : step.side === "before" ? "1" : "9"
    return `5 ${due.date} ${due.instant ?? (step.means === "evening" ? "~" : "")} ${step.means === "until" ? 0 : 1}` // what ends, before what begins
  }

  /** The procedure itself, when it is surely over, and when somebody can pick the reader up. */
  function landmarks({start, over, home}) {
    const mark = (due, text, kind) =>
      due ? [{due, text, kind, label: write.timeOf(due.instant), state: "", order: sortKey({}, due)}] : []
    return [...mark(start, words.procedure, "plan-start"), ...mark(over, words.over), ...mark(home, words.home)]
  }

  /** A node for each day; the steps move into them. */
  function draw(visit) {
    const drawn = []
    let [day, row] = [null, null]
    for (const entry of entries(visit)) {
      const name = entry.due?.date ?? entry.moment.title
      if (day?.name !== name) drawn.push((day = {name, node: dayNode(entry, visit)}))
      if (!goesOn(entry, row, day)) {
        const isNews = entry.due && entry.due.instant !== row?.due?.instant // which night it is, is said once
        row = {...entry, day, ...rowNodes(entry, isNews ? write.night(entry.due) : "")}
        day.node.append(row.node)
      }
      for (const part of entry.moment?.parts ?? []) add(part, row.steps)
    }
    return drawn.map(({node}) => node)
  }

  const goesOn = (entry, row, day) =>
    row?.day === day && row.moment && entry.moment && row.label === entry.label && row.state === entry.state

  /** Words that stand above the part before too are not said again. */
  function add(part, steps) {
    const [lead, last] = [part, steps.lastElementChild].map(node => node?.querySelector(".plan-before")?.textContent)
    part.classList.toggle("plan-goes-on", Boolean(lead) && lead === last)
    if (lead) steps.append(part)
    else steps.insertBefore(part, steps.querySelector(".plan-group")) // or it would be read as one of the group
  }

  function dayNode({due, moment}, visit) {
    const day = visit.start.date
    const heading = make("h3", "", due ? write.near(due.date, day) : moment.title)
    addSmall(heading, "plan-near", due && write.relation(due.date, day))
    addSmall(heading, "plan-today", due && write.today(due.date))
    const node = make("section", "plan-day")
    node.append(heading)
    return node
  }

  let rows = 0
  function rowNodes({label, state, text, kind}, night) {
    const node = make("div", ["plan-row", state && `plan-${state}`, text && "plan-landmark"].filter(Boolean).join(" "))
    const when = make("p", "plan-when", label ?? "")
    const steps = make("div", "plan-steps")
    addSmall(when, "plan-night", night)
    addSmall(when, "plan-state", words[state])
    if (text) steps.append(make("p", kind, text))
    if (when.textContent) {
      when.id = `plan-row-${++rows}`
      node.setAttribute("role", "group")
      node.setAttribute("aria-labelledby", when.id)
      node.append(when)
    }
    node.append(steps)
    return {node, steps}
  }

  function addSmall(node, className, text) {
    if (text) node.append(" ", make("small", className, text))
  }

  function make(tag, className, text = "") {
    const node = Object.assign(document.createElement(tag), {textContent: text})
    if (className) node.className = className
    return node
  }

  return {entries, draw, make}
}

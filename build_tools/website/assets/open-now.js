// Which number answers now, by the clinic's clocks: in the foot bar, on "Get help", and for the search.
"use strict"
{
  const given = document.getElementById("who-answers")
  const { zone, phones, words, levels } = given ? JSON.parse(given.textContent) : {}
  const DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]

  // The minute of the clinic's week, from Monday at 0:00; null where the browser does not know the time zone: then
  // nobody is told what is open "now".
  const minuteOfWeek = () => {
    if (!given) return null
    try {
      const shows = { weekday: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: zone }
      const parts = new Intl.DateTimeFormat("en-u-ca-gregory-nu-latn", shows).formatToParts(Date.now())
      const { weekday, hour, minute } = Object.fromEntries(parts.map(({ type, value }) => [type, value]))
      return DAYS.indexOf(weekday) * 1440 + Number(hour) * 60 + Number(minute)
    } catch {
      return null
    }
  }

  const answers = (id, minute) => minute !== null && phones[id].open.some(([from, to]) => from <= minute && minute < to)

  window.openNow = {
    isOpen: (id) => answers(id, minuteOfWeek()),
    first: (ids) => ids.find(openNow.isOpen), // nothing where none answers, or nobody knows
  }

  const stateOf = (level, minute) => {
    const found = levels[level]?.filter(([begin]) => begin <= minute).at(-1)
    if (!found) return null
    const [, phone, open, short, action] = found
    return { phone, open: words[open], short: words[short], action: words[action] }
  }

  const write = (node, text) => {
    if (node && text && node.textContent !== text) node.textContent = text
  }

  const showInBar = (minute) => {
    const { phone, short } = stateOf("same_day", minute)
    for (const link of document.querySelectorAll("[data-bar]")) {
      const { dials, shown } = phones[phone]
      link.href = `tel:${dials}`
      write(link.querySelector("[dir=ltr]"), shown)
      write(link.querySelector("small"), short)
    }
  }

  // The number that answers now comes first of ours, with until when; the others keep their hours.
  const showCall = (call, state) => {
    const isNow = call.dataset.call === state.phone
    const hours = call.querySelector("small, :scope > span")
    hours.dataset.always ??= hours.textContent
    write(hours, isNow ? state.open : hours.dataset.always)
    call.classList.toggle("other", !isNow)
    const isFocused = call.parentNode.contains(document.activeElement) // who must not lose the place
    const first = call.parentNode.querySelector("[data-call]:not(.emergency)")
    if (isNow && !isFocused && first !== call) first.before(call)
  }

  const showOnCard = (card, minute) => {
    const state = stateOf(card.dataset.level, minute)
    if (!state) return
    const action = card.querySelector("[data-action]")
    action.dataset.always ??= action.textContent
    write(action, state.action || action.dataset.always)
    for (const call of card.querySelectorAll("[data-call]")) showCall(call, state)
  }

  const show = () => {
    const minute = minuteOfWeek()
    if (minute === null) return
    showInBar(minute)
    for (const card of document.querySelectorAll("[data-level]")) showOnCard(card, minute)
    const ours = document.querySelectorAll(".contacts [data-call]:not(.emergency)")
    for (const call of ours) showCall(call, stateOf("same_day", minute))
  }

  show()
  addEventListener("beforeprint", () => { // paper is read at other hours
    for (const node of document.querySelectorAll("[data-always]")) write(node, node.dataset.always)
  })
  addEventListener("afterprint", show)
  setInterval(show, 15_000)
  document.addEventListener("visibilitychange", show) // a page that stays open for days
}

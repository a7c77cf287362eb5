// What the print desk prints with dates: leaflets as on paper, and the calendar. The file of a procedure holds all but the
// dates, which the plan's engine counts. The looks are those of paper, in a shadow tree.
"use strict"
const deskPapers = form => {
  const STYLES = ["desk/leaflet.css", "assets/desk-paper.css"]
  const ENGINE = ["assets/plan-days.js", "assets/plan-paper.js"] // only who types an appointment needs it
  const HEIGHTS = {Letter: 261, A4: 279} // millimetres that the margins of desk-print.css leave, and one to spare
  const SMALLEST = 0.84 // of the letters of the blank
  const WIDTH = 816 // of a sheet of paper, in pixels; its shape is in desk.css
  const files = new Map()
  const coming = new Map()
  let engine
  const picture = form.querySelector(".picture img")
  const place = form.querySelector(".dated-preview")
  let preview, paper

  // --- files ---

  /** Brings the file of a leaflet's procedure and language, once; fails where it does not come. */
  function fetch({dataset: {dates: src}}) {
    if (!coming.has(src)) coming.set(src, brought(src).catch(error => coming.delete(src) && Promise.reject(error)))
    return coming.get(src)
  }

  async function brought(src) {
    engine ??= Promise.all(ENGINE.map(run)).catch(error => (engine = undefined) ?? Promise.reject(error))
    await Promise.all([engine, run(src)])
    files.set(src, unwrapped({textContent: window.datedSheets[src]}).firstElementChild)
    if (!paper) lay()
  }

  const run = src => new Promise((resolve, reject) => {
    document.head.append(Object.assign(document.createElement("script"), {src, onload: resolve, onerror: reject}))
  })

  /** Only who types an appointment needs the looks of paper. */
  function lay() {
    preview = host(place)
    paper = host(Object.assign(document.createElement("div"), {className: "dated-paper"}))
    document.body.append(paper.place)
    new ResizeObserver(fit).observe(place.parentElement)
  }

  const file = row => files.get(row.dataset.dates)
  const calendarOf = row => file(row)?.querySelector(".calendar")
  const sheetOf = row => file(row).querySelector(`.sheet[data-leaflet="${row.dataset.leaflet}"][data-size="${row.dataset.size}"]`)

  // --- places ---

  /** An element whose inside no style of the site reaches. */
  function host(place) {
    Object.assign(place, {inert: true, ariaHidden: "true"})
    const shadow = place.attachShadow({mode: "open"})
    const inside = document.createElement("div")
    const links = STYLES.map(href => Object.assign(document.createElement("link"), {rel: "stylesheet", href}))
    const loaded = links.map(link => new Promise(resolve => Object.assign(link, {onload: resolve, onerror: resolve})))
    shadow.append(...links, inside)
    const rules = new CSSStyleSheet()
    shadow.adoptedStyleSheets = [rules]
    return {place, inside, rules, loaded: Promise.all(loaded)}
  }

  function put({place, inside, rules}, node) {
    rules.replaceSync(node.dataset.rules ?? "")
    place.style.setProperty("--rem", `${node.dataset.body}pt`)
    inside.replaceChildren(node)
    // No page's policy lets an element come with a style; a script may give it one.
    for (const each of inside.querySelectorAll("[data-style]")) each.style.cssText = each.dataset.style
  }

  /** Shows a leaflet with its dates in place of the blank's picture, or the blank again. */
  function show(chosen) {
    place.hidden = !chosen
    picture.hidden = Boolean(chosen)
    if (!chosen) return preview?.inside.replaceChildren()
    put(preview, planPaper.sheet(file(chosen.row), sheetOf(chosen.row), chosen.visit))
    preview.loaded.then(fit)
  }

  /** The whole width of the paper in the width that there is; changes no size of what is observed, so it is told once. */
  function fit() {
    const {inside} = preview
    if (place.hidden) return
    const scale = place.clientWidth / WIDTH
    inside.style.cssText = `box-sizing: border-box; padding: 8mm 9mm; width: ${WIDTH}px; transform: scale(${scale}); transform-origin: 0 0`
  }

  /** Lays a paper ready for the printer. */
  async function ready({row, visit}, kind) {
    const isCalendar = kind === "calendar"
    put(paper, planPaper[kind](file(row), isCalendar ? calendarOf(row) : sheetOf(row), visit))
    await paper.loaded
    if (isCalendar || row.dataset.dated === "1") squeeze(paper)
    return true
  }

  /** What is to be on one side gets smaller letters where a browser's own fonts are wider than those of the blank. */
  function squeeze({place, inside}) {
    const body = parseFloat(place.style.getPropertyValue("--rem"))
    const room = HEIGHTS[form.querySelector(".appointment").dataset.paper] * inside.offsetWidth / 198
    for (let size = body; inside.offsetHeight > room && size > SMALLEST * body; size -= 0.1) place.style.setProperty("--rem", `${size}pt`)
  }

  return {
    fetch,
    ready,
    preview: show,
    has: row => files.has(row.dataset.dates),
    hasCalendar: row => Boolean(calendarOf(row)),
    calendarTitle: row => calendarOf(row).querySelector("h1").textContent,
  }
}

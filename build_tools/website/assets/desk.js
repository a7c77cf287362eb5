// The print desk. What there is to choose stands in the page's tables, and nowhere else; the choice is kept only in the
// address, as #language/size/procedure/leaflet. Nothing is stored and nothing is sent.
"use strict"
{
  const CHOICES = ["language", "size", "procedure", "leaflet"]
  const PATIENCE = 4500 // milliseconds for the browser's own PDF viewer; after 5000 browsers open no tab for us any more
  const all = [...document.querySelectorAll(".codes tbody tr")]
  const waits = all.filter(row => row.classList.contains("not-ready")) // not printed in their language, with the reason
  const rows = all.filter(row => !row.classList.contains("whole-pack") && !waits.includes(row))
  const desk = unwrapped(document.getElementById("desk")).firstElementChild
  const openLinks = desk.querySelectorAll("[data-open]")
  const packButton = desk.querySelector(".pack")
  const bothButton = desk.querySelector("button.with-english")
  const lacks = desk.querySelector(".lacks")
  const interpreters = document.querySelector(".interpreters")
  const notes = [...document.querySelectorAll(".interpreters > .not-ready")]
  const unready = new Map(notes.map(note => [note.querySelector("bdi").lang, note])) // languages of which there is nothing
  const datedPaper = document.querySelector(".dated-looks") // what else stands on this page is then not printed
  const isFolder = location.protocol === "file:"
  // WebKit lets nobody print what lies in a frame, and does not say so; later than in the click it opens no tab.
  const printsFrames = navigator.pdfViewerEnabled !== false && !navigator.vendor.startsWith("Apple")
  let chosen = rows[0]
  let pointed = "" // a language of which there is nothing
  let frame = null
  let dates, record

  const cell = (row, name) => row.querySelector(`[data-cell="${name}"]`)
  const file = row => row.querySelector('a[href$=".pdf"]').href
  const same = (one, other, choices) => choices.every(name => one.dataset[name] === other.dataset[name])
  const packOf = row => all.find(pack => pack.classList.contains("whole-pack") && same(pack, row, CHOICES.slice(0, 3)))
  const both = row => row.querySelector("a.with-english")
  const english = row => rows.find(each => each.dataset.language === "en" && same(each, row, CHOICES.slice(1)))
  const words = (row, name) => (name === "language" ? row.closest("table").caption : cell(row, name))?.childNodes ?? []
  const copies = nodes => [...nodes].map(node => node.cloneNode(true))

  /** What a card says: of a leaflet its own title too. */
  function said(row, name) {
    const own = name === "leaflet" ? small(...copies(words(row, "own"))) : ""
    return [...copies(words(row, name)), own]
  }

  function small(...nodes) {
    const place = document.createElement("small")
    place.append(...nodes)
    return place
  }

  // --- choosing ---

  function card(name, value, nodes) {
    const label = document.createElement("label")
    const radio = Object.assign(document.createElement("input"), { type: "radio", name, value })
    const text = document.createElement("span")
    text.append(...nodes)
    label.append(radio, text)
    radio.addEventListener("change", () => choose(CHOICES.map(each => desk.elements[each].value)))
    return label
  }

  /** Cards for everything that a group offers; a leaflet's card can also print at once. */
  function fill(name) {
    const cards = desk.querySelector(`[data-choice="${name}"] .cards`)
    for (const value of new Set(rows.map(row => row.dataset[name]))) {
      const row = rows.find(row => row.dataset[name] === value)
      const box = boxed(card(name, value, said(row, name)))
      if (name === "leaflet") box.append(quickPrint(value))
      cards.append(box)
    }
  }

  function boxed(card) {
    const box = document.createElement("div")
    box.className = "card"
    box.append(card)
    return box
  }

  /** One can point to a language of which there is nothing yet, too: it leads to English and an interpreter. */
  function fillUnready() {
    const cards = desk.querySelector("[data-choice=language] .cards")
    for (const [tag, note] of unready) {
      const [own, name] = ["bdi", "strong"].map(each => note.querySelector(each))
      const told = dates.write.say("notReady", { language: name.textContent })
      const box = boxed(card("language", tag, [own.cloneNode(true), small(told)]))
      box.classList.add("waiting")
      cards.append(box)
    }
    if (interpreters) desk.querySelector(".languages").append(interpreters)
  }

  // For the pointer only: Enter does the same on the card itself.
  function quickPrint(leaflet) {
    const button = document.createElement("button")
    Object.assign(button, { type: "button", className: "quick", tabIndex: -1 })
    button.addEventListener("click", () => {
      const before = CHOICES.slice(0, 3)
      if (waitingFor(leaflet, before)) return inEnglish(leaflet)
      choose([...before.map(name => chosen.dataset[name]), leaflet])
      printChosen()
    })
    return button
  }

  /** The same in the desk's own language, to be printed or not; the sheet for an interpreter stays the reader's. */
  function inEnglish(leaflet) {
    const { language, size, procedure } = chosen.dataset
    choose([rows[0].dataset.language, size, procedure, leaflet])
    showInterpreters(language)
    desk.querySelector("[data-choice=leaflet] input:checked").focus()
  }

  /** Why a leaflet is not there with the choices before it, and what its button does then. */
  function waitingFor(leaflet, before) {
    return waits.find(row => row.dataset.leaflet === leaflet && same(row, chosen, before))
  }

  function tellWaiting(box, row, waiting) {
    const quick = box.querySelector(".quick")
    const print = desk.querySelector(".print [data-print=blank]")
    quick.disabled = !row && !waiting
    quick.textContent = waiting ? waiting.querySelector("a").textContent : print.textContent
    // Who cannot choose the leaflet itself reaches what to do instead by keyboard too.
    quick.tabIndex = waiting ? 0 : -1
    waiting ? quick.removeAttribute("aria-hidden") : quick.setAttribute("aria-hidden", "true")
    if (!waiting) return
    const reason = Object.assign(small(...copies(words(waiting, "reason"))), { className: "reason" })
    box.querySelector("input").nextElementSibling.replaceChildren(...copies(words(waiting, "leaflet")), " ", reason)
  }

  /** The row that fits best: of what is wanted in each group, in their order, else the first that there is. */
  function best(wanted) {
    let left = rows
    CHOICES.forEach((name, place) => {
      const fitting = left.filter(row => row.dataset[name] === wanted[place])
      left = fitting.length ? fitting : left.filter(row => row.dataset[name] === left[0].dataset[name])
    })
    return left[0]
  }

  function choose(wanted, isKept = true) {
    pointed = unready.has(wanted[0]) ? wanted[0] : ""
    chosen = best(wanted)
    CHOICES.forEach((name, place) => offer(name, CHOICES.slice(0, place)))
    show()
    if (isKept) history.replaceState(null, "", `#${CHOICES.map(value).join("/")}`)
  }

  const value = name => (name === "language" && pointed) || chosen.dataset[name]

  /** Only what there is with the choices before it can be chosen; a leaflet's name is that of its procedure. */
  function offer(name, before) {
    for (const radio of desk.querySelectorAll(`input[name="${name}"]`)) {
      const row = rows.find(row => row.dataset[name] === radio.value && same(row, chosen, before))
      radio.disabled = !row && !(name === "language" && unready.has(radio.value))
      radio.checked = !radio.disabled && radio.value === value(name)
      if (row) radio.nextElementSibling.replaceChildren(...said(row, name))
      if (name === "leaflet") tellWaiting(radio.closest(".card"), row, row ? null : waitingFor(radio.value, before))
    }
  }

  function show() {
    for (const place of desk.querySelectorAll("[data-fill]")) tellIn(place, words(chosen, place.dataset.fill))
    const picture = desk.querySelector("img")
    picture.src = chosen.dataset.picture
    picture.alt = chosen.dataset.alt
    openLinks.forEach(link => (link.href = file(chosen)))
    const pack = packOf(chosen)
    packButton.hidden = !pack
    if (pack) {
      for (const place of packButton.querySelectorAll("[data-pack]")) {
        place.replaceChildren(...copies(words(pack, place.dataset.pack)))
      }
    }
    bothButton.hidden = !both(chosen) || !english(chosen)
    if (!bothButton.hidden) {
      for (const place of bothButton.querySelectorAll("[data-english]")) {
        const name = place.dataset.english
        name === "sheets" ? (place.textContent = chosen.dataset.sheets) : tellIn(place, words(english(chosen), name))
      }
    }
    showLacks()
    showInterpreters()
    tell()
    dates.choose(chosen)
  }

  function tellIn(place, nodes) {
    place.replaceChildren(...copies(nodes))
    for (const link of place.querySelectorAll("a")) link.replaceWith(link.textContent) // one Tab less on the way
  }

  /** Why there is no calendar in a language. */
  function showLacks() {
    if (!lacks) return // of one language alone
    lacks.hidden = !chosen.dataset.lacks
    lacks.querySelector("span").textContent = chosen.dataset.lacks ?? ""
  }

  /** What helps with the language that somebody points to. */
  function showInterpreters(language = value("language")) {
    for (const [tag, note] of unready) note.hidden = tag !== pointed
    for (const link of interpreters?.querySelectorAll(".sheets a") ?? []) {
      const file = link.pathname.split("/").pop()
      link.parentElement.hidden = file !== "languages.pdf" && !file.endsWith(`-${language}.pdf`)
    }
  }

  /** What the buttons print, now that an appointment is typed or is not. */
  function offerDates() {
    const isDated = dates.can("sheet")
    for (const words of desk.querySelectorAll("[data-print]")) words.hidden = (words.dataset.print === "dated") !== isDated
    desk.querySelector(".blank").hidden = !isDated
    desk.querySelector(".days").hidden = !dates.can("calendar")
  }

  const kept = () => location.hash.slice(1).split("/")

  // --- printing ---

  function tell(what) {
    for (const words of desk.querySelectorAll("[data-tell]")) words.hidden = words.dataset.tell !== what
    record.clear()
    datedPaper.media = "not all"
  }

  /** With dates, where an appointment is typed; not where something is wrong with it. */
  function printChosen() {
    if (!dates.isReady()) return
    dates.can("sheet") ? printDated("sheet") : printLeaflet(chosen)
  }

  async function printDated(kind) {
    tell()
    if (!(await dates.ready(kind))) return
    datedPaper.media = "print"
    window.print()
    record.show(chosen, kind)
  }

  /** The print window of the PDF itself where the browser lets us; else the PDF in a new tab. `behind`: the row of the
      English that is to lie behind it. */
  function printLeaflet(row, behind) {
    const url = behind ? both(row).href : file(row)
    frame?.remove()
    frame = null
    if (!printsFrames) return openInTab(url, row, behind)
    const place = (frame = Object.assign(outOfSight(isFolder ? "embed" : "iframe", url), { row, behind }))
    tell("wait")
    isFolder ? askInFolder(place, url) : askOnServer(place, url)
    setTimeout(() => place === frame && !place.isDone && openInTab(url, row, behind), PATIENCE)
  }

  function askOnServer(place, url) {
    place.addEventListener("load", () => {
      if (place.isDone) return // too late: it lies in a tab by now
      try {
        place.contentWindow.print()
        done(place)
      } catch {
        openInTab(url, place.row, place.behind)
      }
    })
    document.body.append(place)
  }

  // From a folder, browsers keep a page from the PDF in a frame. Chromium's viewer prints when a message asks it to,
  // once it has answered that the leaflet is there; other viewers do not listen.
  function askInFolder(place, url) {
    place.type = "application/pdf"
    place.addEventListener("load", () => place.postMessage?.({ type: "initialize" }, "*"))
    document.body.append(place)
    if (!place.postMessage) openInTab(url, place.row, place.behind)
  }

  function answered(message) {
    if (!isFolder || message.data?.type !== "documentLoaded" || !frame || frame.isDone) return
    frame.postMessage({ type: "print" }, "*")
    done(frame)
  }

  function outOfSight(tag, url) {
    const place = Object.assign(document.createElement(tag), { src: url, className: "print-frame", tabIndex: -1 })
    place.setAttribute("aria-hidden", "true")
    return place
  }

  function done(place) {
    place.isDone = true
    tell()
    record.show(place.row, "", place.behind)
  }

  function openInTab(url, row, behind) {
    if (frame) frame.isDone = true
    tell("opened")
    record.show(row, "opened", behind)
    window.open(url, "_blank")
  }

  // --- the page ---

  putInPlace(document.getElementById("look-up"))
  const lookUp = document.querySelector(".look-up")
  lookUp.addEventListener("submit", event => {
    event.preventDefault()
    location.assign(`${lookUp.dataset.to}#${new URLSearchParams({ code: lookUp.elements.code.value })}`)
  })

  if (chosen) {
    CHOICES.forEach(fill)
    deskFilter(desk.querySelector("[data-choice=procedure]"))
    desk.addEventListener("submit", event => {
      event.preventDefault()
      printChosen()
    })
    desk.querySelector(".blank").addEventListener("click", () => printLeaflet(chosen))
    desk.querySelector(".days").addEventListener("click", () => printDated("calendar"))
    lacks?.querySelector("button").addEventListener("click", () => inEnglish(chosen.dataset.leaflet))
    packButton.addEventListener("click", () => printLeaflet(packOf(chosen)))
    bothButton.addEventListener("click", () => printLeaflet(chosen, english(chosen)))
    addEventListener("message", answered)
    addEventListener("hashchange", () => choose(kept(), false))
    document.querySelector(".without-script").replaceWith(desk)
    dates = deskDates(desk, () => tell(), offerDates)
    record = deskRecord(desk, words, dates)
    fillUnready()
    choose(kept(), false)
    putInPlace(document.getElementById("print-list"))
    document.querySelector(".print-list").addEventListener("click", () => {
      tell()
      window.print()
    })
    // Enter prints from here, and arrows choose another leaflet.
    desk.querySelector("[data-choice=leaflet] input:checked").focus({ preventScroll: true })
  }
}

// The line for the record, after something was printed: which paper it was, and nothing of the patient. Nothing is kept.
"use strict"
/** `cells(row, name)` are the nodes of what a row of the desk's lists says. */
const deskRecord = (desk, cells, {write, today, now, calendarTitle}) => {
  const place = desk.querySelector(".record")
  const box = place.firstElementChild
  const line = box.querySelector("[data-line]")
  const {words} = write

  const text = (row, name) => [...cells(row, name)].map(node => node.textContent).join("").replace(/\s+/g, " ").trim()
  const language = row => row.closest("table").querySelector("caption small")?.textContent ?? text(row, "language")

  function about(row, kind, english) {
    const isReleased = [row, english].every(each => !each || each.querySelector('[data-cell="state"] .released'))
    if (kind === "calendar") return [calendarTitle(), language(row), words.withDates]
    const behind = english && `${words.withEnglish} ${text(english, "code")}`
    const code = [text(row, "code"), kind === "sheet" && words.withDates, behind].filter(Boolean).join(" ")
    return [text(row, "leaflet"), language(row), text(row, "size"), code, isReleased ? words.released : words.notReleased]
  }

  /** `kind`: nothing for the blank, `sheet` or `calendar` for what has dates, `opened` for what opened in a tab;
      `english`: the row of the English behind it. */
  function show(row, kind, english) {
    line.textContent = `${today()} ${about(row, kind, english).join(", ")}`
    box.querySelector("[data-when]").textContent = kind === "opened" ? words.forTheRecord : write.say("printed", {time: now()})
    tell()
    box.hidden = false
  }

  function tell(what) {
    for (const each of box.querySelectorAll("[data-told]")) each.hidden = each.dataset.told !== what
  }

  async function copy() {
    try {
      await navigator.clipboard.writeText(line.textContent)
      tell("copied")
    } catch {
      getSelection().selectAllChildren(line)
      tell("marked")
    }
  }

  box.querySelector("button").addEventListener("click", copy)
  return {show, clear: () => (box.hidden = true)}
}

// The way to the search: opens its box, and fetches all the rest when somebody comes to it, for few readers search.
"use strict"
{
  putInPlace(document.getElementById("search-waits"))
  const dialog = document.getElementById("search")
  const box = dialog.querySelector("input")
  const { root, own, names } = dialog.dataset
  const given = new URLSearchParams(location.search)
  const SCRIPTS = ["lunr", "search-words", "search-index", "search-answers", "search-list"]
  const REST = [...SCRIPTS.map((name) => `assets/${name}.js`), ...[own, names].filter(Boolean).map((id) => `search/${id}.js`)]

  // --- what is fetched: scripts, because pages in a folder may read no other file ---

  const fetched = new Map()
  const fetchScript = (path) => {
    if (!fetched.has(path)) fetched.set(path, new Promise((done, failed) => {
      const script = Object.assign(document.createElement("script"), { src: root + path, async: false, onload: done })
      script.onerror = () => failed(fetched.delete(path)) // the next words try again
      document.head.append(script)
    }))
    return fetched.get(path)
  }
  const fetchIndex = async (id) => {
    await fetchScript(`search/${id}.js`)
    return SearchIndex.of(id)
  }

  // --- opening, asking, leaving ---

  const open = (words = box.value) => {
    if (!dialog.open) dialog.showModal()
    box.value = words
    box.select()
    answer()
  }

  const say = (what) => {
    for (const words of dialog.querySelectorAll("[data-said]")) words.hidden = words.dataset.said !== what
    dialog.dataset.now = what
  }

  const answer = async () => {
    const typed = box.value
    const late = setTimeout(say, 200, "wait")
    try {
      await Promise.all(REST.map(fetchScript))
      const found = await searchAnswers(typed, own, names, fetchIndex)
      if (typed !== box.value) return // more has been typed meanwhile
      searchList(dialog.querySelector(".search-answers"), found, root)
      say(found.says)
    } catch (error) {
      console.error(error)
      say("broken")
    } finally {
      clearTimeout(late)
    }
  }

  box.addEventListener("input", answer)
  dialog.querySelector(".search-close").addEventListener("click", () => dialog.close())
  dialog.addEventListener("click", ({ target }) => {
    if (target === dialog || target.closest("a")) dialog.close() // beside the box; or an answer, maybe on this page
  })
  dialog.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault()
    dialog.querySelector("[data-search-result] a")?.click()
  })

  // --- keys ---

  const step = (by) => {
    const places = [box, ...dialog.querySelectorAll("[data-search-result] a")]
    places.at((places.indexOf(document.activeElement) + by) % places.length).focus()
  }
  const KEYS = { ArrowDown: () => step(1), ArrowUp: () => step(-1), Escape: () => dialog.close() }

  document.addEventListener("keydown", (event) => {
    const isTyped = event.target.closest("input, select, textarea, [contenteditable]") || event.isComposing
    const asks = !isTyped && ["/", "f", "s"].includes(event.key) && !document.querySelector("dialog[open]")
    const act = dialog.open ? KEYS[event.key] : asks && open
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key.length === 1 && event.target.closest("[data-search-result]")) box.focus() // who types on, asks on
    if (!act) return
    event.preventDefault()
    act()
  })

  // --- the ways here: buttons, and addresses ---

  for (const button of document.querySelectorAll("[data-opens-search]")) button.addEventListener("click", () => open())
  if (given.has("q")) open(given.get("q"))
  if (given.has("h")) fetchScript("assets/search-words.js").then(() => fetchScript("assets/search-mark.js"))
}

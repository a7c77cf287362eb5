// The way to the search: opens its box, and fetches all the rest when somebody comes to it, for few readers search.
"use strict"
{
  putInPlace(document.getElementById("search-waits"))
  const dialog = document.getElementById("search")
  const box = dialog.querySelector("input")
  const { root, folder = "", own, names } = dialog.dataset
  const given = new URLSearchParams(location.search)
  const SCRIPTS = ["words", "make", "signs", "index", "answers", "excerpt", "list", "cards", "box"]
  const DATA = [`${folder}_help`, own, names].filter(Boolean).map((name) => `search/${name}.js`)
  const REST = ["assets/lunr.js", ...SCRIPTS.map((name) => `assets/search-${name}.js`), ...DATA]

  // --- what is fetched: scripts, because pages in a folder may read no other file ---

  const fetched = new Map()
  const add = (path, tag, about) => {
    if (!fetched.has(path)) fetched.set(path, new Promise((done, failed) => {
      const node = Object.assign(document.createElement(tag), about, { onload: done })
      node.onerror = () => failed(fetched.delete(path)) // the next words try again
      document.head.append(node)
    }))
    return fetched.get(path)
  }
  const fetchScript = (path) => add(path, "script", { src: root + path, async: false })
  const fetchLooks = (path) => add(path, "link", { href: root + path, rel: "stylesheet" })
  const fetchIndex = async (id) => {
    await fetchScript(`search/${id}.js`)
    return SearchIndex.of(id)
  }

  const say = (what, words = "") => {
    for (const each of dialog.querySelectorAll("[data-said]")) each.hidden = each.dataset.said !== what
    dialog.querySelector(".search-count").textContent = words
    dialog.dataset.now = what
  }

  // --- coming and leaving: answers are those of search-box.js ---

  const start = async (isFinal) => {
    const late = setTimeout(say, 200, "wait")
    try {
      await Promise.all([...REST.map(fetchScript), fetchLooks("assets/search-answers.css")])
      await (isFinal ? searchBox.now() : searchBox.later())
    } catch (error) {
      console.error(error)
      say("broken")
    } finally {
      clearTimeout(late)
    }
  }

  const open = (words = box.value) => {
    if (!dialog.open) dialog.showModal()
    box.value = words
    box.select()
    start(true)
  }

  window.searchWay = { dialog, say, fetchIndex, start }
  box.addEventListener("input", () => start(false))
  dialog.querySelector(".search-close").addEventListener("click", () => dialog.close())
  dialog.addEventListener("click", ({ target }) => {
    if (target === dialog || target.closest("a[href]:not([href^='tel:'])")) dialog.close() // beside it; or an answer, maybe on this page
  })
  dialog.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault()
    start(true).then(() => dialog.querySelector(".search-said").focus()) // shows all, and closes the keyboard of a phone
  })

  document.addEventListener("keydown", (event) => {
    const isTyped = event.target.closest("input, select, textarea, [contenteditable]") || event.isComposing
    if (isTyped || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return
    if (!["/", "f", "s"].includes(event.key)) return
    event.preventDefault()
    open()
  })

  for (const button of document.querySelectorAll("[data-opens-search]")) button.addEventListener("click", () => open())
  if (given.has("q")) open(given.get("q"))
  if (given.has("h")) fetchScript("assets/search-words.js").then(() => fetchScript("assets/search-mark.js"))
}

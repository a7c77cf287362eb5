// The box of the search: answers while one types, spoken and final after a rest; and its keys.
"use strict"
{
  const { dialog, say, fetchIndex, start } = window.searchWay
  const [box, shown, line, status] = ["input", ".search-answers", ".search-said", "[role=status]"].map((each) => dialog.querySelector(each))
  const { root, own, names, help } = dialog.dataset
  const PAUSE = 150, REST = 1000 // milliseconds after the last key: until answers come, and until they are spoken
  let pause, rest

  const isLongEnough = (typed) => [...typed.trim()].length > 1 || /[^\p{Script=Latin}\p{N}]/u.test(typed.trim())

  const answer = async (isFinal) => {
    const typed = box.value
    const found = isLongEnough(typed) ? await searchAnswers(typed, own, names, fetchIndex) : { says: "type", signs: [], groups: [] }
    if (typed === box.value) show(typed, found, isFinal) // else more has been typed meanwhile
  }

  // What was found last stays in sight until there is more, or until the reader has typed all.
  const show = (typed, found, isFinal) => {
    const isNone = found.says === "none"
    if (isNone && !isFinal) return say("found", searchMake.filled(searchHelp.words.so_far, { count: 0 }))
    const cards = searchCards(found, root)
    // Who asks for help, and not for one of its signs, is told whom to call.
    const isUnwell = !found.signs.length && isOfHelp(found.groups[0]?.answers[0]?.entry.location)
    const unwell = isNone || isUnwell ? [searchUnwell(help)] : []
    const way = ["type", "none"].includes(found.says) ? searchManyAsk(ask) : []
    draw([...cards.nodes, ...unwell, ...searchList(found.groups, root), ...way])
    say(found.says, told(typed.trim(), found, isFinal))
    dialog.dataset.shown = typed
    if (isFinal) status.textContent = `${line.innerText} ${cards.said}`
  }

  // Answers that are the same stay where they are: else a press, or a scroll, that has just begun would be lost.
  const draw = (nodes) => {
    const isSame = nodes.length === shown.children.length && nodes.every((node, at) => node.isEqualNode(shown.children[at]))
    if (isSame) return
    shown.replaceChildren(...nodes)
    shown.parentNode.scrollTop = 0
  }

  // In the plural of the language that goes with the number.
  const counted = (what, count, typed) => {
    const forms = searchHelp.counted[what], plural = new Intl.PluralRules(searchHelp.language).select(count)
    return searchMake.filled(forms[plural] ?? forms.other, { count, words: typed })
  }

  const told = (typed, { says, signs, groups }, isFinal) => {
    const { words } = searchHelp
    if (says === "none") return searchMake.filled(words.none, { words: typed })
    if (says !== "found") return ""
    const answers = groups.flatMap(({ answers }) => answers).length
    if (!isFinal) return searchMake.filled(words.so_far, { count: signs.length + answers })
    return signs.length ? counted("signs", signs.length, typed) : counted("answers", answers, typed)
  }

  const pathOf = (address) => new URL(address, location.href).pathname
  const isOfHelp = (place) => Boolean(place && help) && pathOf(root + place) === pathOf(help)

  const ask = (words) => {
    box.value = words
    box.focus()
    start(true)
  }

  const showWhoAnswers = () => {
    for (const link of dialog.querySelectorAll("[data-phone]:not(.emergency)")) {
      const small = link.querySelector("small")
      small.dataset.always ??= small.textContent
      const isOpen = openNow.isOpen(link.dataset.phone)
      link.classList.toggle("open", isOpen)
      small.textContent = isOpen ? searchHelp.words.open : small.dataset.always
    }
  }

  const stop = () => [pause, rest].forEach(clearTimeout)
  window.searchBox = {
    now() {
      stop()
      showWhoAnswers()
      return answer(true)
    },
    later() {
      stop()
      status.textContent = ""
      pause = setTimeout(answer, PAUSE, false)
      rest = setTimeout(answer, REST, true)
    },
  }

  dialog.querySelector(".search-clear").addEventListener("click", () => ask(""))

  // Down and Up move between the field, numbers to call and answers; who types on, asks on.
  const step = (by) => {
    const places = [box, ...shown.querySelectorAll("a, button")]
    const at = places.indexOf(document.activeElement)
    places.at((at < 0 && by < 0 ? 0 : Math.max(at, 0) + by) % places.length).focus()
  }
  const KEYS = { ArrowDown: () => step(1), ArrowUp: () => step(-1), Escape: () => dialog.close() }

  dialog.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
    if (event.key.length === 1 && event.key !== " " && event.target.closest(".search-body")) box.focus()
    if (!(event.key in KEYS)) return
    event.preventDefault()
    KEYS[event.key]()
  })
}

// Pieces that the search shows: elements, texts with the words found marked, sentences with a number to press in them.
"use strict"
{
  const { RUN, words } = window.searchWords

  const make = (tag, name, ...inside) => {
    const node = document.createElement(tag)
    if (name) node.className = name
    node.append(...inside)
    return node
  }

  const number = (phone) => {
    const link = make("span", "number", phone.shown)
    link.dir = "ltr"
    return link
  }

  /** The text, with the words that were found marked. */
  function marked(text, found) {
    const nodes = []
    let end = 0
    for (const { 0: run, index } of text.matchAll(RUN)) {
      if (!words(run).flatMap(found).length) continue
      nodes.push(text.slice(end, index), make("mark", "", run))
      end = index + run.length
    }
    return [...nodes, text.slice(end)]
  }

  const around = (says, put) => says.split(/(\{number\})/).map((part) => part === "{number}" ? put() : part)

  /** A link that dials; its words are a message with {number} in it. */
  const call = (phone, says, name) => Object.assign(make("a", name, ...around(says, () => number(phone))), { href: `tel:${phone.dials}` })

  /** A message with a number to press in it. */
  const sentence = (says, phone) => around(says, () => call(phone, "{number}", "phone"))

  /** A message with words in the place of its {names}. */
  const filled = (says, parts) => says.replace(/\{(\w+)\}/g, (name, key) => parts[key] ?? name)

  /** Several in one, by a message with {first} and {more} in it; empty ones are left out. */
  const joined = (says, several) => {
    const [start = "", ...rest] = several.filter(Boolean)
    return rest.reduce((first, more) => filled(says, { first, more }), start)
  }

  /** The address of an entry or sign, with the words to mark on the page that opens, or those to ask there. */
  function address(root, location, texts, found, asks) {
    const [page, section] = location.split("#")
    const all = texts.join("\n").toLowerCase().match(RUN) ?? []
    const marks = [...new Set(all.filter((run) => words(run).flatMap(found).length))]
    const given = String(new URLSearchParams(asks ? { q: asks } : marks.length ? { h: marks.join(" ") } : {}))
    return root + page + (given && `?${given}`) + (section ? `#${section}` : "")
  }

  window.searchMake = { make, marked, call, sentence, filled, joined, address }
}

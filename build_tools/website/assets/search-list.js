// The list of answers: each with its page, its title, and the lines that hold the most of the words typed.
"use strict"
{
  const { RUN, words } = window.searchWords

  const make = (tag, name, ...inside) => {
    const node = document.createElement(tag)
    if (name) node.className = name
    node.append(...inside)
    return node
  }

  /** Shows groups of answers in `place`; `root` leads to the site's first folder. */
  window.searchList = (place, { groups }, root) => {
    const shown = groups.map((group) => {
      const list = make("ol", "", ...group.answers.map((answer) => item(answer, group.pages, root)))
      return group.title ? make("section", "", make("h2", "", group.title), list) : list
    })
    place.replaceChildren(...shown)
    place.scrollTop = 0
  }

  function item({ entry, found, asks }, pages, root) {
    const page = pages.get(entry.location.split("#")[0])
    const link = make("a", "", make("strong", "", ...marked(entry.title, found)), ...lines(entry, found))
    if (page && page !== entry) link.prepend(make("small", "", page.title))
    link.href = address(entry, found, asks, root)
    const node = make("li", "", link)
    node.dataset.searchResult = entry.location
    return node
  }

  /** With the words to mark on the page that opens, or those to ask there. */
  function address({ location, title, parts }, found, asks, root) {
    const [page, section] = location.split("#")
    const all = [title, ...parts.flatMap(({ lines }) => lines)].join("\n").toLowerCase().match(RUN) ?? []
    const marks = [...new Set(all.filter((run) => words(run).flatMap(found).length))]
    const given = String(new URLSearchParams(asks ? { q: asks } : marks.length ? { h: marks.join(" ") } : {}))
    return root + page + (given && `?${given}`) + (section ? `#${section}` : "")
  }

  /** The first two of those that hold most. What a line stands under is said above it, such as whom to call. */
  function lines({ parts }, found) {
    const all = parts.flatMap(({ heading = "", lines }) => lines.map((line) => ({ heading, line })))
    const held = ({ heading, line }) => new Set(words(`${heading} ${line}`).flatMap(found)).size
    const most = Math.max(...all.map(held))
    const best = all.filter((each) => held(each) === most).slice(0, 2)
    return best.flatMap(({ heading, line }, at) => [
      ...(heading && heading !== best[at - 1]?.heading ? [make("b", "", ...marked(heading, found))] : []),
      make("span", "", ...marked(line, found)),
    ])
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
}

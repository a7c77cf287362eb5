// The list of ordinary answers: where each stands, its title, and a whole sentence of it.
"use strict"
{
  const { make, marked, joined, address } = window.searchMake

  /** Groups of answers as nodes; `root` leads to the site's first folder. */
  window.searchList = (groups, root) => groups.map((group) => {
    const list = make("ol", "search-list", ...group.answers.map((answer) => item(answer, group, root)))
    return group.title ? make("section", "search-group", make("h3", "", group.title), list) : list
  })

  function item(answer, { pages, index }, root) {
    const { entry, found, asks } = answer
    const page = pages.get(entry.location.split("#")[0])
    const excerpt = searchExcerpt(answer, index)
    const link = make("a", "", ...marked(entry.title, found))
    const texts = [entry.title, ...entry.parts.flatMap(({ lines }) => lines.flatMap(({ says, more = "" }) => [says, more]))]
    link.href = address(root, entry.location, texts, found, asks)
    const where = joined(searchHelp.words.listed, [page && page !== entry && page.title, excerpt?.heading])
    const node = make("li", "search-answer", ...(where ? [make("small", "", where)] : []), link, ...(excerpt ? [told(excerpt, found)] : []))
    node.dataset.searchResult = entry.location
    return node
  }

  function told({ lead, lines }, found) {
    const nodes = lines.flatMap(({ text, isBest }) => [searchHelp.pause, isBest ? make("b", "", ...marked(text, found)) : make("span", "", ...marked(text, found))])
    return make("p", "", ...marked(lead, found), ...(lead ? nodes : nodes.slice(1)))
  }
}

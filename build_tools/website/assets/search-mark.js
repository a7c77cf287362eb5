// On a page that a search has led to, the words that were found are marked; what they are folded away in opens.
"use strict"
{
  const found = new Set(new URLSearchParams(location.search).get("h").split(" "))
  const article = document.querySelector("article")
  const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT)
  const texts = []
  while (walker.nextNode()) texts.push(walker.currentNode)

  for (const text of texts.filter(({ parentElement }) => !parentElement.closest("[popover], [hidden], script, style"))) {
    const runs = [...text.data.matchAll(window.searchWords.RUN)].filter(([run]) => found.has(run.toLowerCase()))
    for (const { 0: run, index } of runs.reverse()) {
      const mark = document.createElement("mark")
      text.splitText(index).splitText(run.length)
      text.nextSibling.replaceWith(mark)
      mark.append(run)
    }
  }
  for (const mark of article.querySelectorAll("details:not([open]) mark")) mark.closest("details").open = true
  document.getElementById(location.hash.slice(1))?.scrollIntoView() // it may have moved
}

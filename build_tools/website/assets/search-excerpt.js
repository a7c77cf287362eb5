// What an answer shows of its section: the line that holds what was typed, in whole sentences.
"use strict"
{
  const { words } = window.searchWords
  const ROOM = 200, SHORT = 130 // letters: of a thought that is read from its beginning, of items of a list
  const IS_SENTENCE = /[.!?:。؟।][”"’')\]]*$/

  /** {heading, lead, lines: [{text, isBest}]} of an entry; an index knows how rare a word is. */
  window.searchExcerpt = ({ entry, found, read }, index) => {
    const { part, at } = best(entry.parts, found, read, index)
    if (!part) return null
    const { heading = "", lead = "", lines } = part
    // What follows a lead, such as a chance and its other side, is read whole; else what answers comes first.
    const from = part.is_run && lead && lengthOf(lines.slice(0, at + 1)) <= ROOM ? 0 : at
    const shown = lines.slice(from).filter((line, after) => from + after <= at || fits(part, from, from + after))
    return { heading, lead, lines: shown.flatMap((line) => pieces(line, line === lines[at])) }
  }

  const lengthOf = (lines) => lines.map(({ says, more = "" }) => says + more).join(" ").length
  const pieces = ({ says, more }, isBest) => [{ text: says, isBest }, ...(more ? [{ text: more, isBest: false }] : [])]

  /** Whether a line has room behind those before it; what is no sentence is read alone. */
  function fits({ lines, is_run }, from, at) {
    const shown = lines.slice(from, at + 1)
    return lengthOf(shown) <= (is_run ? ROOM : SHORT) && shown.every(({ says }) => IS_SENTENCE.test(says))
  }

  /** The line that holds most, and its part. Where none does, as for words that are only asked: what comes first. */
  function best(parts, found, read, index) {
    const weight = (text = "") => [...new Set(words(text).flatMap(found))].reduce((sum, form) => sum + index.rarity(form), 0)
    const terms = (line) => (line.search_terms ?? "").split(";").filter((each) => each.trim()).map((each) => index.phraseOf(each))
    let most = { part: parts[0], at: 0, weight: 0 }
    for (const part of parts) {
      const around = weight(part.heading) / 2 + weight(part.lead) / 2
      part.lines.forEach((line, at) => {
        const held = around + weight(line.says) + weight(line.more) / 2 + 10 * index.likeness(terms(line), read)
        if (held > most.weight + 0.001) most = { part, at, weight: held }
      })
    }
    return most
  }
}

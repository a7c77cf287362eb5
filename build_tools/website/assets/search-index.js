// One index of the site: asks lunr for what was typed, in words as patients write them. It knows nothing of the page.
"use strict"
{
  const { words, fold } = window.searchWords
  // What counts how much: a word in the title, in what patients are known to ask, in the text.
  const FIELDS = { title: 3, asked: 4, text: 1 }
  const THE_WORD = 20, ITS_BEGINNING = 4
  const WEAK = 0.15 // of the best answer's score; what is weaker only shares a stray word
  const LONG = 5, VERY_LONG = 9 // letters in a word; so long a word may have one wrong, or two

  /** Whether one is the other but for at most so many letters left out, put in, wrong, or in the wrong order. */
  function isSpelledLike(one, other, wrong) {
    let start = 0
    while (start < one.length && one[start] === other[start]) start++
    const [a, b] = [one.slice(start), other.slice(start)]
    if (!a || !b || !wrong) return a.length + b.length <= wrong
    const isSwapped = a[0] === b[1] && a[1] === b[0]
    const rests = [[a.slice(1), b], [a, b.slice(1)], [a.slice(1), b.slice(1)]]
    if (isSwapped) rests.push([a.slice(2), b.slice(2)])
    return rests.some(([a, b]) => isSpelledLike(a, b, wrong - 1))
  }

  const textOf = ({ parts }) => parts.flatMap(({ heading = "", lines }) => [heading, ...lines]).join("\n")

  window.SearchIndex = class SearchIndex {
    static made = new Map()

    /** The index of a procedure whose file is there. */
    static of(id) {
      if (!SearchIndex.made.has(id)) SearchIndex.made.set(id, new SearchIndex(window.searchIndexes[id]))
      return SearchIndex.made.get(id)
    }

    constructor({ title, language, stop_words, entries }) {
      this.title = title
      this.entries = new Map(entries.map((entry) => [entry.location, entry]))
      this.stemmer = language === "en" ? lunr.stemmer : lunr[language]?.stemmer
      this.stopWords = new Set(words(stop_words))
      this.formsOf = new Map()
      this.lunr = this.build(entries)
    }

    build(entries) {
      const builder = new lunr.Builder()
      builder.ref("location")
      builder.b(0) // a long section is no worse than a short one
      builder.tokenizer = (text) => words(text).flatMap((word) => this.forms(word)).map((form) => new lunr.Token(form, {}))
      for (const [field, boost] of Object.entries(FIELDS)) builder.field(field, { boost })
      for (const entry of entries) builder.add({ ...entry, text: textOf(entry) }, { boost: entry.boost })
      const index = builder.build()
      this.known = [...new Set([...this.formsOf.keys()].map(fold))]
      this.held = [...new Set([...this.formsOf.values()].flat())]
      return index
    }

    /** A word as the index holds it: without its ending and accents; endings are known with and without accents. */
    forms(word) {
      if (!this.formsOf.has(word)) {
        const stem = (word) => this.stemmer ? this.stemmer(new lunr.Token(word, {})).toString() : word
        this.formsOf.set(word, [...new Set([fold(stem(word)), stem(fold(word))])])
      }
      return this.formsOf.get(word)
    }

    /** The entries that answer, the best first: {entry, found}; `found` gives the forms of a word that were found. */
    ask(typed) {
      const asked = this.telling(words(typed)).map((word) => this.meant(word))
      const results = this.lunr.query((query) => asked.flat().forEach((word) => this.askFor(query, word)))
      const answers = results.map(({ ref, score, matchData }) => {
        const terms = Object.keys(matchData.metadata)
        const answered = asked.filter((meant) => meant.some((word) => this.isAmong(terms, word)))
        const found = (word) => this.forms(word).filter((form) => form in matchData.metadata)
        return { entry: this.entries.get(ref), found, score: score * (1 + (answered.length / asked.length) ** 2) }
      })
      answers.sort((one, other) => other.score - one.score)
      return answers.filter(({ score }) => score > WEAK * answers[0].score)
    }

    telling(words) {
      const telling = words.filter((word) => word.length > 1 && !this.stopWords.has(word))
      return [...new Set(telling.length ? telling : words)]
    }

    /** The word itself counts most, then words that begin with it, as while typing. */
    askFor(query, word) {
      for (const form of this.forms(word)) query.term(form, { boost: THE_WORD, usePipeline: false })
      const wildcard = lunr.Query.wildcard.TRAILING
      query.term(fold(word), { boost: ITS_BEGINNING, wildcard, usePipeline: false })
    }

    isAmong(terms, word) {
      const [forms, beginning] = [this.forms(word), fold(word)]
      return terms.some((term) => forms.includes(term) || term.startsWith(beginning))
    }

    /** The known words that a word is, begins, or is spelled most like; itself, where there are none. */
    meant(word) {
      if (this.isAmong(this.held, word)) return [word]
      const typed = fold(word)
      const begun = this.known.filter((known) => known.startsWith(typed)) // in an ending, which the index is without
      if (begun.length || typed.length < LONG) return begun.length ? begun : [word]
      for (let at = 3; at <= typed.length - 3; at++) { // "bloodthinner"
        const parts = [typed.slice(0, at), typed.slice(at)]
        if (parts.every((part) => this.known.includes(part))) return parts
      }
      for (let wrong = 1; wrong <= (typed.length < VERY_LONG ? 1 : 2); wrong++) {
        const alike = this.known.filter((known) => known[0] === typed[0] && isSpelledLike(typed, known, wrong))
        if (alike.length) return alike
      }
      return [word]
    }
  }
}

// One index of the site: asks lunr for what was typed, in words as patients write them. It knows nothing of the page.
"use strict"
{
  const { words, fold, phrase } = window.searchWords
  // What counts how much: a word in the title, in what patients are known to ask, in a heading, in the text.
  const FIELDS = { title: 3, search_terms: 4, heading: 2, text: 1 }
  const THE_WORD = 20, ITS_BEGINNING = 4
  const WEAK = 0.15 // of the best answer's score; what is weaker only shares a stray word
  const RARE = Math.log(10) // in no more than a tenth of all sections
  const AND = /^و.{3}/u // Arabic writes it before its word, without a space
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

  const listOf = (terms = "") => terms.split(";").filter((each) => each.trim())
  const linesOf = ({ parts }) => parts.flatMap(({ lines }) => lines)
  const fieldsOf = ({ location, title, search_terms, parts }) => ({
    location,
    title,
    search_terms: [search_terms, ...linesOf({ parts }).map((line) => line.search_terms)].join("\n"),
    heading: parts.map(({ heading }) => heading).join("\n"),
    text: parts.flatMap(({ lead, lines }) => [lead, ...lines.flatMap(({ says, more }) => [says, more])]).join("\n"),
  })

  window.SearchIndex = class SearchIndex {
    static made = new Map()

    /** The index of a procedure whose file is there. */
    static of(id) {
      if (!SearchIndex.made.has(id)) SearchIndex.made.set(id, new SearchIndex(window.searchIndexes[id]))
      return SearchIndex.made.get(id)
    }

    constructor({ title, language, stop_words, same_words, entries, signs, tells }) {
      Object.assign(this, { title, tells, language })
      this.entries = new Map(entries.map((entry) => [entry.location, entry]))
      this.stemmer = language === "en" ? lunr.stemmer : lunr[language]?.stemmer
      this.stopWords = new Set(words(stop_words))
      const same = same_words.map((each) => words(each).filter((word) => this.isTelling(word)))
      this.same = new Map(same.flatMap((same) => same.map((word) => [fold(word), same])))
      this.formsOf = new Map()
      this.lunr = this.build(entries)
      this.signs = new SearchSigns(this, signs)
      this.known = [...new Set([...this.formsOf.keys()].map(fold))]
      this.held = [...new Set([...this.formsOf.values()].flat())]
    }

    build(entries) {
      const builder = new lunr.Builder()
      builder.ref("location")
      builder.b(0) // a long section is no worse than a short one
      builder.tokenizer = (text) => this.allForms(text ?? "").map((form) => new lunr.Token(form, {}))
      for (const [field, boost] of Object.entries(FIELDS)) builder.field(field, { boost })
      for (const entry of entries) builder.add(fieldsOf(entry), { boost: entry.boost })
      this.phrases = new Map(entries.map((entry) => [entry.location, this.phrasesOf(fieldsOf(entry))]))
      return builder.build()
    }

    phrasesOf({ title, search_terms, heading }) {
      const all = [title, ...search_terms.split("\n").flatMap(listOf), ...heading.split("\n")].filter(Boolean)
      return all.map((each) => this.phraseOf(each))
    }

    phraseOf(text) {
      const telling = this.telling(words(text))
      return { said: phrase(text), telling: telling.join(" "), words: telling.map((word) => this.forms(word)) }
    }

    allForms(text) {
      return words(text).flatMap((word) => this.forms(word))
    }

    /** A word as the index holds it: without its ending and accents; endings are known with and without accents. */
    forms(word) {
      if (!this.formsOf.has(word)) {
        const stem = (word) => this.stemmer ? this.stemmer(new lunr.Token(word, {})).toString() : word
        const all = this.language === "ar" && AND.test(word) ? [word, word.slice(1)] : [word]
        this.formsOf.set(word, [...new Set(all.flatMap((each) => [fold(stem(each)), stem(fold(each))]))])
      }
      return this.formsOf.get(word)
    }

    /** What was typed: as one phrase, and word by word as the index knows it. */
    read(typed) {
      const all = words(typed)
      const telling = this.telling(all)
      const asked = telling.map((word) => {
        const at = all.indexOf(word)
        const joined = [all[at - 1] + word, word + all[at + 1]].filter((each) => this.known.includes(fold(each)))
        return [...new Set([word, ...joined].flatMap((each) => [...this.meant(each), ...(this.same.get(fold(each)) ?? [])]))]
      })
      return { said: phrase(typed), telling: telling.join(" "), asked, last: /\s$/.test(typed) ? "" : fold(all.at(-1) ?? "") }
    }

    /** The entries that answer, the best first: {entry, score, found}; `found` gives the forms of a word that were found. */
    ask(typed) {
      const read = this.read(typed)
      const results = new Map(this.lunr.query((query) => read.asked.flat().forEach((word) => this.askFor(query, word))).map(
        ({ ref, score, matchData: { metadata } }) => [ref, { score: score * this.share(read, metadata), metadata }]))
      const most = Math.max(...[...results.values()].map(({ score }) => score), 0) || 1
      const answers = [...this.entries.values()].map((entry) => {
        const { score = 0, metadata = {} } = results.get(entry.location) ?? {}
        const found = (word) => this.forms(word).filter((form) => form in metadata)
        return { entry, found, read, score: score + most * this.likeness(this.phrases.get(entry.location), read) * entry.boost }
      })
      answers.sort((one, other) => other.score - one.score)
      return answers.filter(({ score }) => score > WEAK * most)
    }

    /** More for an entry that holds more of the words. */
    share({ asked }, metadata) {
      const terms = Object.keys(metadata)
      const answered = asked.filter((meant) => meant.some((word) => this.isAmong(terms, word)))
      return 1 + (answered.length / asked.length) ** 2
    }

    /** How much one of the phrases is what was typed. */
    likeness(phrases, { said, telling, asked }) {
      const isTyped = (forms) => asked.some((meant) => meant.some((word) => this.forms(word).some((form) => forms.includes(form))))
      return Math.max(0, ...phrases.map((each) => {
        if (each.said === said) return 2
        if (each.telling === telling) return 1.2
        if (each.said.split(" ").length > 2 && ` ${said} `.includes(` ${each.said} `)) return 1
        if (!each.words.length || !each.words.every(isTyped)) return 0
        if (each.words.length === asked.length) return 0.7
        return each.words.length > 1 ? 0.4 : this.isRare(each.words[0]) ? 0.25 : 0
      }))
    }

    isTelling(word) {
      return word.length > 1 && !this.stopWords.has(word)
    }

    telling(words) {
      const telling = words.filter((word) => this.isTelling(word))
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

    /** Whether a word alone tells what is meant. */
    isRare(forms) {
      return forms.every((form) => this.rarity(form) >= RARE)
    }

    /** How rare a form is among the entries: 0 where all have it. */
    rarity(form) {
      return Math.log((1 + this.entries.size) / (1 + this.holding(form).length))
    }

    /** The places of the entries that have a form. */
    holding(form) {
      const fields = Object.values(this.lunr.invertedIndex[form] ?? {}).filter((each) => typeof each === "object")
      return [...new Set(fields.flatMap((field) => Object.keys(field)))]
    }
  }
}

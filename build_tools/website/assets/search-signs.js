// Which signs of danger were typed. A sign answers only where one of its phrases stands in what was typed, or all that
// was typed stands in the sign: who asks for pain pills is not told to call for chest pain.
"use strict"
{
  const { fold } = window.searchWords
  const BEGINNING = 3 // letters of a word that is still typed

  window.SearchSigns = class SearchSigns {
    /** `index` knows the forms of words. */
    constructor(index, signs) {
      this.index = index
      this.pages = new Set(signs.map(({ location }) => location.split("#")[0]))
      this.signs = signs.map((sign) => {
        const terms = (sign.search_terms ?? "").split(";").filter((each) => each.trim())
        const forms = [sign.says, ...terms].flatMap((each) => index.allForms(each))
        return { sign, forms: [...new Set(forms)], phrases: [sign.says, ...terms].map((each) => index.phraseOf(each)) }
      })
    }

    /** The signs that were typed, in the order in which they stand: {sign, found}. */
    ask(typed) {
      const read = this.index.read(typed)
      const meant = read.asked.map((words) => ({ forms: words.flatMap((word) => this.index.forms(word)), begins: this.begins(words, read.last) }))
      const found = this.signs.filter((each) => this.isTyped(each, meant, read.said))
      return found.map(({ sign, forms }) => ({ sign, found: this.foundIn(forms, meant) }))
    }

    begins(words, last) {
      return last.length >= BEGINNING && words.some((word) => fold(word) === last) ? last : ""
    }

    isTyped({ forms, phrases }, meant, typed) {
      if (!meant.length) return false
      const isOneOf = (one, forms) => forms.some((form) => this.isForm(one, form))
      // Of "still in pain" only "pain" is told from others, which many type: then all of it must stand there.
      const isWhole = ({ said, words }) => words.length > 1 || !said.includes(" ") || ` ${typed} `.includes(` ${said} `)
      const stands = ({ words }) => words.length && words.every((forms) => meant.some((one) => isOneOf(one, forms)))
      const begins = ({ said }) => typed.includes(" ") && said.startsWith(typed)
      if (phrases.some((each) => begins(each) || (stands(each) && isWhole(each)))) return true
      // "blood thinner" stands in a sign too, but not every reader who types it has hit their head.
      return meant.every((one) => isOneOf(one, forms)) && meant.some((one) => this.isOfSigns(one))
    }

    /** Whether no section but theirs has the word. */
    isOfSigns({ forms }) {
      const elsewhere = forms.flatMap((form) => this.index.holding(form)).filter((place) => !this.pages.has(place.split("#")[0]))
      return !elsewhere.length
    }

    isForm({ forms, begins }, form) {
      return forms.includes(form) || Boolean(begins) && form.startsWith(begins)
    }

    foundIn(forms, meant) {
      const held = new Set(forms.filter((form) => meant.some((one) => this.isForm(one, form))))
      return (word) => this.index.forms(word).filter((form) => held.has(form))
    }
  }
}

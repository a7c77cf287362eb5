// The theme asks a worker for search results. This stands between the two: it turns what a patient types into a query,
// and what the worker finds into a short list of answers. build_tools/website/search_index.py makes the list searched.
{
  const SETUP = 0, QUERY = 2, RESULT = 3 // as the theme numbers its messages
  const ANSWERS = 8 // a list that a worried reader can take in
  const WEAK = 0.15 // of the best answer's score; what is weaker only shares a stray word
  const LONG = 5, VERY_LONG = 9 // letters in a word; so long a word may have one wrong, or two

  class Asked {
    constructor({ config, docs }) {
      this.between = new RegExp(config.separator)
      this.passOver = new Set(this.words(config.pass_over))
      this.pages = new Map(docs.filter(isPage).map((page) => [page.location, page]))
      this.procedures = Object.entries(config.procedures ?? {}) // id and title; none where there is only one
      this.known = [...new Set(docs.flatMap((doc) => this.words(`${doc.title} ${doc.asked} ${doc.text}`)))]
    }

    words(text = "") {
      return text.toLowerCase().replace(/<[^>]*>|[*+~^]/g, " ").split(this.between).filter(Boolean)
    }

    query(typed) {
      const words = this.words(typed)
      const telling = words.filter((word) => word.length > 1 && !this.passOver.has(word))
      this.first = this.named(words) ?? this.ofPage()
      return (telling.length ? telling : words).map((word) => this.clause(word)).join(" ")
    }

    // The procedure whose whole title was typed.
    named(words) {
      return this.procedures.find(([, title]) => this.words(title).every((word) => words.includes(word)))?.[0]
    }

    // The procedure of the page that the reader is on.
    ofPage() {
      const folder = location.pathname.split("/").at(-2)
      return this.procedures.find(([id]) => id === folder)?.[0]
    }

    // The word itself counts most, then words that begin with it, as while typing. A misspelled word is mended.
    clause(word) {
      const isKnown = word.length < LONG || this.known.some((known) => known.startsWith(word))
      return (isKnown ? [word] : this.meant(word)).map((word) => `${word}^20 ${word}*^4`).join(" ")
    }

    // The known words that are spelled most like this one; itself, where none is.
    meant(word) {
      for (let wrong = 1; wrong <= (word.length < VERY_LONG ? 1 : 2); wrong++) {
        const alike = this.known.filter((known) => known[0] === word[0] && isSpelledLike(word, known, wrong))
        if (alike.length) return alike
      }
      return [word]
    }

    // Best first, those of one page that follow each other under the page's name.
    answers({ items }) {
      const found = items.flat().filter((item) => item.score > 0).sort((a, b) => b.score - a.score)
      const groups = []
      for (const item of this.apart(found)) {
        const page = this.pages.get(item.location.split("#")[0])
        if (groups.at(-1)?.page !== page) groups.push({ page, items: [] })
        groups.at(-1).items.push(item)
      }
      return { items: groups.map(({ page, items }) => shown(page, items)) }
    }

    // Answers of different procedures never mix: what holds for one may harm in another. The reader's own come first.
    apart(found) {
      if (!this.procedures.length) return strong(found).slice(0, ANSWERS)
      const own = strong(found.filter((item) => folderOf(item) === this.first))
      const others = strong(found).filter((item) => folderOf(item) !== this.first)
      const listed = [...own, ...others].slice(0, ANSWERS)
      return [...new Set(listed.map(folderOf))].flatMap((folder) => listed.filter((item) => folderOf(item) === folder))
    }
  }

  // Whether one is the other but for at most so many letters left out, put in, wrong, or in the wrong order.
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

  const strong = (found) => found.filter(({ score }) => score > WEAK * found[0].score)
  const folderOf = ({ location }) => location.split("/")[0]
  const isPage = ({ location }) => !location.includes("#")

  // The theme opens, at Enter, what scores most in the first group, and folds away what scores less than its heading.
  function answer({ location, title, text }, score = 1) {
    return { location, title, text: teaser(text), terms: marked(title + text), score }
  }

  function shown(page, items) {
    const sections = items.filter((item) => !isPage(item)).map((item) => answer(item))
    const heading = answer(items.find(isPage) ?? page, 0)
    return [sections.length ? { ...heading, text: "" } : heading, ...sections]
  }

  // The first two sentences or lines that hold the most of the words typed.
  function teaser(text) {
    const lines = text.split(/<\/?(?:p|[ou]l|li)>/).map((line) => line.trim()).filter(Boolean)
    const held = (line) => Object.keys(marked(line)).length
    const most = Math.max(...lines.map(held))
    return lines.filter((line) => held(line) === most).slice(0, 2).map((line) => `<p>${line}</p>`).join("")
  }

  // The words to mark on the page that opens.
  function marked(text) {
    const words = [...text.matchAll(/<mark>(.*?)<\/mark>/g)].map(([, word]) => word.toLowerCase())
    return Object.fromEntries(words.map((word) => [word, true]))
  }

  // The theme listens to keys alone; words may also be dictated, pasted or put in by the keyboard's own guesses.
  document.addEventListener("input", ({ target }) => {
    if (target.matches(".md-search__input")) target.dispatchEvent(new KeyboardEvent("keyup"))
  })

  // The theme closes its search at Tab; while the way out for those who find nothing is shown, Tab leads there first.
  document.addEventListener("keydown", (event) => {
    const links = [...document.querySelectorAll(".search-help a")].filter((link) => link.offsetParent)
    const end = event.shiftKey ? document.querySelector(".md-search__input") : links.at(-1)
    const isWithin = document.querySelector(".md-search")?.contains(event.target) && event.target !== end
    if (event.key === "Tab" && links.length && isWithin) event.stopPropagation()
  }, true)

  // The theme starts its worker on every page that opens, which keeps a slow phone busy; few readers search. Ours looks
  // like a worker to the theme, keeps what it is given, and starts when somebody comes to the search.
  const RealWorker = window.Worker
  window.Worker = class extends EventTarget {
    constructor(...given) {
      super()
      this.waiting = []
      const look = () => {
        if (!document.activeElement?.matches(".md-search__input")) return
        document.removeEventListener("focusin", look)
        this.start(new RealWorker(...given))
      }
      document.addEventListener("focusin", look)
      look() // somebody may have been quicker than the theme
    }

    start(worker) {
      worker.addEventListener("message", ({ data }) => {
        if (data?.type === RESULT) data.data = this.asked.answers(data.data)
        this.dispatchEvent(new MessageEvent("message", { data }))
      })
      this.worker = worker
      this.waiting.forEach((message) => this.postMessage(message))
    }

    postMessage(message) {
      if (!this.worker) return this.waiting.push(message)
      if (message.type === SETUP) this.asked = new Asked(message.data)
      this.worker.postMessage(message.type === QUERY ? { ...message, data: this.asked.query(message.data) } : message)
    }
  }
}

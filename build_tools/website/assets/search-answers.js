// Which indexes are asked, and what of their answers is shown. What holds for one procedure may harm in another, so that
// their answers never mix.
"use strict"
{
  const ANSWERS = 8 // a list that a worried reader can take in
  const AT_ONCE = 4 // so many procedures are all asked where a page belongs to none of them; of more, one chooses
  const { words } = window.searchWords

  const folderOf = ({ location }) => location.split("/").slice(0, -1).join("/")

  /**
   * {says, signs, tells, groups}: what to say of the answers, signs of danger, what to tell those who help by level, and
   * the answers, {title, answers, pages} for each procedure. `own` is that of the page, `namesId` the index of all their
   * names: nothing where the page belongs to none, or there is only one.
   */
  window.searchAnswers = async (typed, own, namesId, fetchIndex) => {
    const names = namesId ? await fetchIndex(namesId) : null
    const meant = names ? idsFor(typed, own, names) : [own]
    const asked = meant.length ? meant : all(names).length <= AT_ONCE ? all(names).map(folderOf) : []
    const indexes = await Promise.all(asked.map(fetchIndex))
    if (!words(typed).length) return { says: typed.trim() ? "none" : "type", signs: [], groups: [] }
    // Before a procedure is chosen the signs of all are told, each once.
    const signs = mostUrgent((meant.length ? indexes : [names]).flatMap((index) => index.signs.ask(typed)))
    const tells = Object.assign({}, ...(meant.length ? indexes : []).map((index) => index.tells))
    // Where a sign was typed, the page of all signs would lend it the others' levels.
    const isOther = (index) => ({ entry }) => !signs.length || !index.signs.pages.has(entry.location.split("#")[0])
    const found = indexes.map((index) => group(index, index.ask(typed).filter(isOther(index))))
    const groups = meant.length ? oneAfterTheOther(found) : sideBySide(found)
    if (names) groups.push(others(typed, asked, names, signs.length))
    const count = groups.flatMap(({ answers }) => answers).length
    if (!count && !asked.length) return { says: signs.length ? "found" : "which", signs, tells, groups: [choice(typed, names)] }
    return { says: count || signs.length ? "found" : "none", signs, tells, groups: groups.filter(({ answers }) => answers.length) }
  }

  /** Of signs that say the same the first one of the most urgent level. */
  function mostUrgent(found) {
    const urgency = ({ sign }) => searchHelp.levels.findIndex(({ level }) => level === sign.level)
    const sorted = [...found].sort((one, other) => urgency(one) - urgency(other))
    return sorted.filter(({ sign }, at) => sorted.findIndex((each) => each.sign.says === sign.says) === at)
  }

  const group = (index, answers) => ({ title: index.title, answers, index, pages: index.entries })
  const all = (names) => [...names.entries.values()].filter((entry) => !entry.location.includes("#"))

  /** Who types a whole title means that procedure, wherever the reader is. */
  function idsFor(typed, own, names) {
    const given = words(typed)
    const named = all(names).filter(({ title }) => words(title).every((word) => given.includes(word))).map(folderOf)
    return [...new Set([...named, own])].filter(Boolean)
  }

  // So many answers of all together as one can take in: those of the first procedure first, or as many of each.
  function oneAfterTheOther(groups) {
    let left = ANSWERS
    return groups.map((group) => {
      const answers = group.answers.slice(0, left)
      left -= answers.length
      return { ...group, answers }
    })
  }

  function sideBySide(groups) {
    const best = ({ answers }) => answers[0]?.score ?? 0
    const holding = groups.filter(best).sort((one, other) => best(other) - best(one))
    return holding.map((group) => ({ ...group, answers: group.answers.slice(0, ANSWERS / holding.length) }))
  }

  /** Other procedures whose names were typed in part; and help for all, where none is asked. */
  function others(typed, asked, names, hasSigns) {
    const isOther = ({ entry }) => !asked.includes(folderOf(entry)) && !((asked.length || hasSigns) && entry.location.includes("#"))
    const found = group(names, names.ask(typed).filter(isOther))
    return asked.length ? found : { ...found, title: "" }
  }

  /** All procedures: each opens with the same words in its search. */
  function choice(typed, names) {
    const answers = all(names).map((entry) => ({ entry, found: () => [], read: names.read(typed), asks: typed }))
    return { ...group(names, answers), title: "" }
  }
}

// Cards of danger, one for each level that was found: what to do and whom to call, then each sign on a row of its own.
"use strict"
{
  const { make, marked, call, filled, joined, sentence, address } = window.searchMake

  /** {nodes, said}: the cards, the most urgent first, and what is spoken of them. */
  window.searchCards = ({ signs, tells = {} }, root) => {
    const found = searchHelp.levels.map((level) => ({ level, rows: signs.filter(({ sign }) => sign.level === level.level) }))
    const cards = found.filter(({ rows }) => rows.length).map(({ level, rows }) => card(level, rows, tells[level.level], root))
    return { nodes: cards.map(({ node }) => node), said: cards.map(({ said }) => said).join(searchHelp.pause) }
  }

  function card(level, found, tells, root) {
    const whom = whomToCall(level)
    const action = filled(whom.says, { number: whom.call.shown })
    const heading = make("h3", "", level.name)
    const band = make("div", "search-band", heading, call(whom.call, whom.says, "search-call"))
    if (!whom.isNow) band.append(hours(whom.call), ...whom.others.flatMap((phone) => [call(phone, `${phone.name}: {number}`, "search-call"), hours(phone)]))
    const rows = found.map((each) => row(each, level, action, root))
    const node = make("section", `search-card ${level.level.replace("_", "-")}`, band, make("ul", "", ...rows))
    const more = found.length === 1 ? found[0].sign.more : ""
    if (more || tells) node.append(make("p", "", [more, tells].filter(Boolean).join(searchHelp.pause)))
    node.dataset.danger = level.level
    heading.id = `search-${level.level}`
    node.setAttribute("aria-labelledby", heading.id)
    const signs = joined(searchHelp.words.stops, found.map(({ sign }) => sign.says))
    return { node, said: filled(searchHelp.words.card, { level: level.name, action, signs }) }
  }

  /** {says, call, others}: the message, the phone to call, and more numbers where nobody knows who answers. */
  function whomToCall(level) {
    const { phones, day } = searchHelp
    const call = openNow.first(level.phones)
    const [first, ...others] = level.phones.map((id) => phones[id])
    if (!call) return { says: level.any, call: first, others, isNow: false }
    return { says: level[openNow.isOpen(day) ? "today" : "now"], call: phones[call], others: [], isNow: true }
  }

  const hours = (phone) => make("small", "", phone.hours)

  function row({ sign, found }, level, action, root) {
    const link = make("a", "", make("span", "", ...marked(sign.says, found)))
    if (sign.of) link.append(make("small", "", sign.of))
    link.href = address(root, sign.location, [sign.says], found)
    link.setAttribute("aria-label", filled(searchHelp.words.row, { sign: joined(searchHelp.words.listed, [sign.says, sign.of]), level: level.name, action }))
    const node = make("li", "", link)
    node.dataset.searchResult = sign.location
    return node
  }

  /** Who finds nothing may need help most: whom to call first, then the signs. */
  window.searchUnwell = (help) => {
    const { levels, words, phones } = searchHelp
    const [emergency, sameDay] = ["emergency", "same_day"].map((name) => levels.find(({ level }) => level === name))
    const first = make("b", "", ...sentence(words.emergency, phones[emergency.phones[0]]))
    const notSure = sentence(words.not_sure, whomToCall(sameDay).call)
    const signs = Object.assign(make("a", "search-signs", words.see_signs), { href: help })
    return make("section", "search-unwell", make("h3", "", words.unwell), make("p", "", first, searchHelp.pause, ...notSure), signs)
  }

  /** What many ask; `ask` asks one of the words. */
  window.searchManyAsk = (ask) => {
    const { words, many } = searchHelp
    const chips = many.map((word) => Object.assign(make("button", "", word), { type: "button", onclick: () => ask(word) }))
    return chips.length ? [make("h3", "", words.many), make("p", "search-many", ...chips), make("p", "", words.hint)] : []
  }
}

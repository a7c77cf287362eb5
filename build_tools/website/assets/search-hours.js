// Which number answers now, by the clinic's clocks and not the reader's; see search_help.py for what is told.
"use strict"
{
  const now = () => window.minuteOfWeek?.() ?? null // of open-now.js; null where the browser does not know the time zone
  const answers = (id, minute) => minute !== null && searchHelp.phones[id].open.some(([from, to]) => from <= minute && minute < to)

  window.searchHours = {
    /** {says, call, others}: the message, the phone to call, and more numbers where nobody knows who answers. */
    whomToCall(level) {
      const { phones, day } = searchHelp
      const minute = now()
      const call = level.phones.find((id) => answers(id, minute))
      const isOffice = answers(day, minute)
      const says = call ? level[isOffice ? "today" : "now"] : level.any
      const [first, ...others] = level.phones.map((id) => phones[id])
      return call ? { says, call: phones[call], others: [], isNow: true } : { says, call: first, others, isNow: false }
    },

    /** Whether somebody answers a phone now. */
    isOpen: (id) => answers(id, now()),
  }
}

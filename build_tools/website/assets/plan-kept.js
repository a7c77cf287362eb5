// What this device remembers of a plan: the appointment and the ticks, under one key. Nothing else, and nowhere else.
const planKept = key => {
  /** Whether the browser has kept it: it may refuse, or be full. */
  function keep(data) {
    try {
      localStorage.setItem(key, JSON.stringify(data))
      return true
    } catch {
      return false
    }
  }

  /** What was kept, as far as it is whole: {date, time, done}. */
  function recall() {
    let found = null
    try {
      found = JSON.parse(localStorage.getItem(key))
    } catch {
      // refused, or not ours
    }
    const {date, time, done} = found ?? {}
    const isVisit = planTime.isDate(date) && planTime.isTime(time)
    return {...(isVisit ? {date, time} : {}), done: Array.isArray(done) ? done : []}
  }

  function forget() {
    try {
      localStorage.removeItem(key)
    } catch {
      // refused: then there is nothing to remove
    }
  }

  return {key, keep, recall, forget}
}

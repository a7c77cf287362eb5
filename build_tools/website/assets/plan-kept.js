// What this device remembers of a plan: the appointment and the ticks, under one key. Nothing else, and nowhere else.
/** `isVisit` judges the date and the time of an appointment. */
const planKept = (key, isVisit) => {
  /** Whether the browser has kept it: it may refuse, or be full. */
  function keep(data) {
    try {
      localStorage.setItem(key, JSON.stringify(data))
      return true
    } catch {
      return false
    }
  }

  /** What was kept: {date, time, done}. What is not whole is not ours, and is thrown away. */
  function recall() {
    let text = null
    try {
      text = localStorage.getItem(key)
    } catch {
      // refused: then nothing was kept
    }
    if (text === null) return {done: []}
    const found = parsed(text)
    if (isWhole(found)) return found
    forget()
    return {done: []}
  }

  function parsed(text) {
    try {
      return JSON.parse(text)
    } catch {
      return null
    }
  }

  /** Ticks that are names, and an appointment that there can be, or none yet. */
  function isWhole(found) {
    const {date, time, done} = found ?? {}
    const isEmpty = date === undefined && time === undefined
    const isDone = Array.isArray(done) && done.every(name => typeof name === "string")
    return isDone && (isEmpty || (planTime.isDate(date) && planTime.isTime(time) && isVisit(date, time)))
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

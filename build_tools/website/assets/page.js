// On every page: the notices that its review is due and that it is an old copy, and the buttons to share and print it.
"use strict"
{
  // --- review: a page that nobody has rebuilt says so by itself ---

  // Today in the clinic's time zone, as 2027-11-21; in the reader's own where the browser does not know the zone.
  const today = (timeZone) => {
    const form = { year: "numeric", month: "2-digit", day: "2-digit" }
    const write = (options) => new Intl.DateTimeFormat("en-u-ca-gregory-nu-latn", options).formatToParts()
    let parts
    try {
      parts = write({ ...form, timeZone })
    } catch {
      parts = write(form)
    }
    return ["year", "month", "day"].map((name) => parts.find((part) => part.type === name).value).join("-")
  }

  const showWhatIsDue = () => {
    for (const notice of document.querySelectorAll("script[data-review]")) {
      if (today(notice.dataset.zone) > notice.dataset.review) putInPlace(notice)
    }
  }
  showWhatIsDue()
  document.addEventListener("visibilitychange", showWhatIsDue) // a page that stays open for days

  // --- a copy on a stick, a mirror or a disk that nobody has renewed for long says so ---

  const daysLater = (day, days) => new Date(Date.parse(day) + days * 24 * 60 * 60 * 1000).toISOString().slice(0, 10)
  const withoutWww = (host) => host.replace(/^www\./, "")

  for (const old of document.querySelectorAll("script[data-copy]")) {
    const { copy: website, days, zone } = old.dataset
    const isCopy = withoutWww(location.hostname) !== withoutWww(new URL(website).hostname)
    const built = document.documentElement.dataset.built
    if (isCopy && built && today(zone) > daysLater(built, Number(days))) putInPlace(old)
  }

  // --- share and print ---

  putInPlace(document.getElementById("share-waits"))
  const share = document.querySelector(".share")

  // An address in a folder leads nobody anywhere: then it is that of the page on the web.
  const address = () => {
    const here = location.protocol === "file:" ? new URL(document.querySelector("link[rel=canonical]").href) : new URL(location.href)
    here.search = ""
    here.hash = location.hash
    return here.href
  }

  const tell = (what) => {
    for (const words of share.querySelectorAll("[data-told]")) words.hidden = words.dataset.told !== what
  }

  const copy = async (url) => {
    try {
      await navigator.clipboard.writeText(url)
      tell("copied")
    } catch {
      tell("shown")
      const field = share.querySelector("input")
      field.value = url
      field.select()
    }
  }

  const pass = async () => {
    const url = address()
    tell()
    try {
      await navigator.share({ title: document.title, url })
    } catch (error) {
      if (error.name !== "AbortError") await copy(url) // the reader changed their mind
    }
  }

  if (share) {
    share.querySelector("[data-do=share]").addEventListener("click", pass)
    share.querySelector("[data-do=print]").addEventListener("click", () => window.print())
  }
}

// Finds the page of an edition code that somebody types. The codes stand in the page: nothing is fetched, sent or kept.
// On the page for lost addresses it says so when the address is that of a code.
{
  const SIGNS = /^[2-9FHKMPRWX]{6}$/
  const LOOK_ALIKE = {Z: "2", S: "5", G: "6", B: "8"}
  const ZEROS = [0x660, 0x6f0, 0x966, 0x9e6] // of the digits that other keyboards type

  const plain = (sign) => {
    const zero = ZEROS.find((start) => sign.codePointAt(0) >= start && sign.codePointAt(0) < start + 10)
    const capital = zero === undefined ? sign.toUpperCase() : String(sign.codePointAt(0) - zero)
    return LOOK_ALIKE[capital] ?? capital
  }

  // The code that somebody typed; the signs that codes are made of stand in build_tools/records/snapshot.py. Null if it cannot be one.
  const normal = (typed) => {
    const last = typed.trim().replace(/\/+$/, "").split("/").pop().replace(/\.html?$/i, "")
    const signs = [...last.normalize("NFKC")].filter((sign) => /[\p{L}\p{N}]/u.test(sign)).map(plain).join("")
    return SIGNS.test(signs) ? `${signs.slice(0, 3)}-${signs.slice(3)}` : null
  }

  const serve = (place) => {
    const form = place.querySelector("form")
    const links = new Map([...place.querySelectorAll("li > a")].map((link) => [link.textContent, link.href]))
    const answer = (kind, typed) => {
      const words = place.querySelector(`template[data-answer="${kind}"]`).content.cloneNode(true)
      words.querySelector(".typed").textContent = typed
      place.querySelector(".answer").replaceChildren(words)
    }
    form.hidden = false
    place.querySelector("details").open = false
    form.addEventListener("submit", (event) => {
      event.preventDefault()
      const typed = form.elements.code.value
      const code = normal(typed)
      if (code && links.has(code)) location.href = links.get(code)
      else answer(code ? "unknown" : "no-code", code ?? typed.trim().slice(0, 40))
    })
  }

  const place = document.getElementById("check-code")
  if (place) serve(place)

  const lost = document.getElementById("lost-code")
  const code = lost && location.pathname.match(/\/c\/([^/]+)$/)
  if (code) lost.hidden = false
}

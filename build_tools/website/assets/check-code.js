// Finds the page of an edition code that somebody types here, or typed at the print desk, which hands it on behind
// #code=. The codes stand in the page: nothing is fetched, sent or kept.
// On the page for lost addresses it says so when the address is that of a code.
{
  const SIX = /^[2-9FHKMPRWX]{6}$/ // the signs that codes are made of stand in build_tools/records/snapshot.py
  const THREE = /^[2-9FHKMPRWX]{3}$/
  const LOOK_ALIKE = {Z: "2", S: "5", G: "6", B: "8"}
  const ZEROS = [0x660, 0x6f0, 0x966, 0x9e6] // of the digits that other keyboards type

  const plain = (sign) => {
    const zero = ZEROS.find((start) => sign.codePointAt(0) >= start && sign.codePointAt(0) < start + 10)
    const capital = zero === undefined ? sign.toUpperCase() : String(sign.codePointAt(0) - zero)
    return LOOK_ALIKE[capital] ?? capital
  }

  // Every code in what somebody typed, as records/typed_code.py finds them: words around it are passed over.
  const codesIn = (typed) => {
    const words = [...typed.normalize("NFKC")].map(plain).join("").match(/[\p{L}\p{N}]+/gu) ?? []
    if (SIX.test(words.join(""))) words.splice(0, words.length, words.join("")) // also letter by letter
    const pairs = words.map((word, at) => (THREE.test(word) && THREE.test(words[at + 1] ?? "") ? word + words[at + 1] : word))
    const found = pairs.filter((word) => SIX.test(word))
    return [...new Set(found)].map((signs) => `${signs.slice(0, 3)}-${signs.slice(3)}`)
  }

  const serve = (place) => {
    putInPlace(place.querySelector("[data-form]"))
    const form = place.querySelector("form")
    const links = new Map([...place.querySelectorAll("li > a")].map((link) => [link.textContent, link.href]))
    const answer = (kind, typed) => {
      const words = unwrapped(place.querySelector(`[data-answer="${kind}"]`))
      words.querySelector(".typed").textContent = typed
      place.querySelector(".answer").replaceChildren(words)
    }
    const choice = (codes) => {
      const list = document.createElement("ul")
      for (const code of codes) {
        const link = Object.assign(document.createElement("a"), {href: links.get(code), textContent: code})
        list.append(document.createElement("li"))
        list.lastChild.append(link)
      }
      place.querySelector(".answer").append(list)
    }
    const lookUp = (typed) => {
      const codes = codesIn(typed)
      const known = codes.filter((code) => links.has(code))
      if (known.length === 1) location.assign(links.get(known[0]))
      else if (known.length) answer("several", known.join(", ")), choice(known)
      else answer(codes.length ? "unknown" : "no-code", codes.join(", ") || typed.trim().slice(0, 40))
    }
    place.querySelector("details").open = false
    form.addEventListener("submit", (event) => {
      event.preventDefault()
      lookUp(form.elements.code.value)
    })
    const given = new URLSearchParams(location.hash.slice(1)).get("code")
    if (given) {
      form.elements.code.value = given
      history.replaceState(null, "", location.pathname) // back from the answer leads to the desk, not here again
      lookUp(given)
    }
  }

  const place = document.getElementById("check-code")
  if (place) serve(place)

  const lost = document.getElementById("lost-code-waits")
  const code = lost && location.pathname.match(/\/c\/([^/]+)$/)
  if (code) putInPlace(lost)
}

// Many procedures at the print desk: a few typed letters leave those that hold them, Enter takes the only one.
"use strict"
/** `group` is the fieldset with a card for each procedure. */
const deskFilter = group => {
  const FEW = 6 // cards that eyes take in at once
  const field = group.querySelector(".filter input")
  const cards = [...group.querySelectorAll(".card")]
  const folded = text => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase()

  function filter() {
    const typed = folded(field.value.trim())
    for (const card of cards) card.hidden = !folded(card.textContent).includes(typed)
  }

  function take(event) {
    if (event.key !== "Enter") return
    event.preventDefault() // it is not the leaflet that was chosen before that is wanted
    const radios = cards.filter(card => !card.hidden).map(card => card.querySelector("input"))
    const [only, ...others] = radios.filter(radio => !radio.disabled)
    if (!only || others.length) return
    only.click()
    only.focus()
  }

  group.querySelector(".filter").hidden = cards.length <= FEW
  field.addEventListener("input", filter)
  field.addEventListener("keydown", take)
}

// The menu button of small screens.
const menu = document.getElementById("menu")
const opener = document.querySelector(".menu-button")
const show = isOpen => {
  opener.setAttribute("aria-expanded", isOpen)
  menu.classList.toggle("open", isOpen)
}
if (menu && opener) {
  opener.addEventListener("click", () => show(opener.getAttribute("aria-expanded") !== "true"))
  document.addEventListener("keydown", event => {
    if (event.key !== "Escape" || !menu.classList.contains("open")) return
    show(false)
    opener.focus()
  })
}

// Where the reader is among what is on this page.
const places = [...document.querySelectorAll(".on-this-page a")]
const headings = places.map(place => document.getElementById(place.hash.slice(1)))
const showPlace = () => {
  const isAtEnd = scrollY > 0 && scrollY + innerHeight >= document.documentElement.scrollHeight - 1
  const at = isAtEnd ? places.length - 1 : headings.findLastIndex(heading => heading?.getBoundingClientRect().top < innerHeight / 4)
  places.forEach((place, number) => number === at ? place.setAttribute("aria-current", "location") : place.removeAttribute("aria-current"))
}
if (places.length) {
  addEventListener("scroll", showPlace, {passive: true})
  showPlace()
}

// What is folded away is printed too.
let folded = []
addEventListener("beforeprint", () => {
  folded = [...document.querySelectorAll("article details:not([open])")]
  for (const each of folded) each.open = true
})
addEventListener("afterprint", () => {
  for (const each of folded) each.open = false
})

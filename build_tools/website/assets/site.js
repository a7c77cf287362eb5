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

// What a search has found is shown, also where it is folded away.
const unfold = () => {
  for (const mark of document.querySelectorAll("details:not([open]) mark")) mark.closest("details").open = true
}
if (new URLSearchParams(location.search).has("h")) {
  new MutationObserver(unfold).observe(document.querySelector("article"), {childList: true, subtree: true})
  unfold()
}

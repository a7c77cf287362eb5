// The theme's menu button is a label, which only a pointer can press; a button serves the keyboard too.
const label = document.querySelector('label.md-header__button[for="__drawer"]')
const menu = document.querySelector(".md-nav--primary")
if (label && menu) {
  const button = document.createElement("button")
  menu.id ||= "menu"
  button.type = "button"
  button.className = `${label.className} menu-button`
  button.setAttribute("aria-label", label.title)
  button.setAttribute("aria-controls", menu.id)
  button.append(...label.childNodes)
  button.addEventListener("click", () => document.getElementById("__drawer").click())
  label.replaceWith(button)
}

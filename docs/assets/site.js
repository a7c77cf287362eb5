// The theme's menu button is a label, which only a pointer can press.
document.addEventListener("keydown", (event) => {
  if (event.target.matches('label[role="button"]') && (event.key === "Enter" || event.key === " ")) {
    event.preventDefault()
    event.target.click()
  }
})

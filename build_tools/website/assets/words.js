// Words explained: what the browser does not do by itself.
"use strict"
{
  // A card that the keyboard has left behind would lie over what comes next.
  for (const card of document.querySelectorAll(".word-card")) {
    // Not by `autofocus`: HTML allows it once in a page.
    card.addEventListener("toggle", event => event.newState === "open" && card.focus())
    card.addEventListener("focusout", event => {
      if (event.relatedTarget && !card.contains(event.relatedTarget)) card.hidePopover()
    })
  }

  // Who comes for a word finds it, also where it is folded away.
  const unfold = () => {
    const wanted = document.getElementById(location.hash.slice(1))
    const fold = wanted?.closest("details:not([open])")
    if (!fold) return
    fold.open = true
    wanted.scrollIntoView()
  }
  addEventListener("hashchange", unfold)
  unfold()
}

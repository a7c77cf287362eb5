// Two of several choices, side by side: puts the lists to pick from in place, where the browser can show what is picked.
"use strict"
{
  // Nobody compares a choice with itself: each list leaves out what the other has.
  const leaveOut = (lists) => lists.forEach((list, at) => {
    for (const option of list.options) option.disabled = option.hidden = option.index === lists[1 - at].selectedIndex
  })

  for (const waits of CSS.supports("selector(:has(a))") ? document.querySelectorAll(".picks-wait") : []) {
    const block = waits.closest(".comparison")
    putInPlace(waits)
    block.classList.add("two")
    const lists = [...block.querySelectorAll("select")]
    leaveOut(lists)
    block.addEventListener("change", () => leaveOut(lists))
  }
}

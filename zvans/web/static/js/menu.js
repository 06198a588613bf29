// Menus are <details>: they open without a script. This closes them by Escape, by a press elsewhere and when the focus leaves.

const open = () => document.querySelectorAll("details.unfold[open]");

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || document.querySelector("dialog[open]")) return;
  for (const menu of open()) {
    const inside = menu.contains(document.activeElement);
    menu.open = false;
    if (inside) menu.querySelector("summary").focus();
  }
});

document.addEventListener("click", (event) => {
  if (event.target.closest("dialog")) return;
  for (const menu of open()) if (!menu.contains(event.target)) menu.open = false;
});

document.addEventListener("focusout", (event) => {
  const menu = event.target.closest("details.unfold[open]");
  const next = event.relatedTarget;
  if (menu && next && !menu.contains(next) && !next.closest("dialog")) menu.open = false;
});

// A search opens ready to be typed in.
document.addEventListener(
  "toggle",
  (event) => {
    if (event.target.matches?.(".search-fold[open]")) event.target.querySelector("input").focus();
  },
  true,
);

// On a phone the places are one line that can be pushed along: where one is stands in sight.
for (const line of document.querySelectorAll(".places")) {
  const here = line.querySelector("[aria-current]");
  if (!here || line.scrollWidth <= line.clientWidth) continue;
  const { left, width } = here.getBoundingClientRect();
  line.scrollLeft += left + width / 2 - line.getBoundingClientRect().left - line.clientWidth / 2;
}

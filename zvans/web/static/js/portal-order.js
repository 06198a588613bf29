// Pinned posts are moved by dragging their handles, or from the keyboard: space lifts, arrows move, space drops, Escape gives up.
// The order goes to the server with the form; without this file the buttons beside each post do the same.

const said = document.getElementById("order-said");
let lifted = null; // {line, list, before: the lines as they stood}

function say(what, line) {
  const lines = linesOf(line.parentElement);
  const words = said.dataset[what].replace("#", line.dataset.title).replace("*", lines.indexOf(line) + 1);
  said.textContent = words.replace("@", lines.length);
}

const linesOf = (list) => [...list.querySelectorAll(":scope > .order-line")];

function lift(line) {
  lifted = { line, list: line.parentElement, before: linesOf(line.parentElement) };
  line.classList.add("lifted");
  line.querySelector(".order-handle").setAttribute("aria-pressed", "true");
  say("lifted", line);
}

function put({ isKept }) {
  const { line, list, before } = lifted;
  const handle = line.querySelector(".order-handle");
  lifted = null;
  line.classList.remove("lifted");
  handle.setAttribute("aria-pressed", "false");
  if (!isKept) {
    list.append(...before);
    say("givenUp", line);
    return handle.focus();
  }
  say("dropped", line);
  handle.focus();
  if (linesOf(list).some((one, place) => one !== before[place])) send(list.closest("form"), handle.id);
}

/** The blocks come back as the server has them, with the focus where it was. The form's own fields go along, in their order. */
async function send(form, focused) {
  await window.htmx.ajax("POST", form.getAttribute("action"), {
    source: form,
    target: "#blocks",
    select: "#blocks",
    swap: "outerHTML show:none",
  });
  document.getElementById(focused)?.focus({ preventScroll: true });
}

function move(line, step) {
  const lines = linesOf(line.parentElement);
  const other = lines[lines.indexOf(line) + step];
  if (!other) return;
  if (step > 0) other.after(line);
  else other.before(line);
  line.querySelector(".order-handle").focus();
  say("moved", line);
}

document.addEventListener("keydown", (event) => {
  const handle = event.target.closest?.(".order-handle");
  if (!handle) return;
  const line = handle.closest(".order-line");
  const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (event.key === " " || event.key === "Enter") {
    event.preventDefault();
    if (lifted) put({ isKept: true });
    else lift(line);
  } else if (lifted && step) {
    event.preventDefault();
    move(line, step);
  } else if (lifted && event.key === "Escape") put({ isKept: false });
});

document.addEventListener("focusout", (event) => {
  // Moving a line takes the focus from its handle for a moment; leaving it altogether gives up.
  if (lifted && !lifted.dragged) setTimeout(() => lifted && !lifted.line.contains(document.activeElement) && put({ isKept: false }), 50);
});

document.addEventListener("pointerdown", (event) => {
  const handle = event.target.closest(".order-handle");
  if (!handle || event.button) return;
  handle.setPointerCapture(event.pointerId);
  lift(handle.closest(".order-line"));
  lifted.dragged = true;
});

document.addEventListener("pointermove", (event) => {
  if (!lifted?.dragged) return;
  const over = linesOf(lifted.list).find((line) => {
    const { top, bottom } = line.getBoundingClientRect();
    return line !== lifted.line && event.clientY > top && event.clientY < bottom;
  });
  if (!over) return;
  const { top, height } = over.getBoundingClientRect();
  const isBelow = over.compareDocumentPosition(lifted.line) & Node.DOCUMENT_POSITION_PRECEDING;
  if (isBelow && event.clientY > top + height / 2) over.after(lifted.line);
  if (!isBelow && event.clientY < top + height / 2) over.before(lifted.line);
});

for (const [type, isKept] of [["pointerup", true], ["pointercancel", false]]) {
  document.addEventListener(type, () => lifted?.dragged && put({ isKept }));
}

function showHandles() {
  for (const handle of document.querySelectorAll(".order-handle")) handle.hidden = false;
}

document.addEventListener("htmx:afterSettle", showHandles);
showHandles();

// A toast says what happened and offers to take it back. The server sends one with an answer to htmx:
//   HX-Trigger: {"toast": {"text": "…", "undo": "/address/to/post/to/"}}
// and a script calls toast({text, undo}), where undo is an address or a function; `action` ({label, act}) is another thing to do about it.

const SECONDS = 10;
const region = document.querySelector(".toasts");

export function toast({ text, undo, action, failed = false }) {
  if (!region) return;
  const box = document.createElement("div");
  box.className = failed ? "toast failed" : "toast";
  box.append(Object.assign(document.createElement("p"), { textContent: text }));
  if (action) box.append(button(action.label, () => (box.remove(), action.act())));
  if (undo) box.append(button(region.dataset.undo, () => takeBack(undo, box)));
  box.append(button(region.dataset.close, () => box.remove()));
  region.append(box);
  leaveAfterAWhile(box);
  return box;
}

/** Without a network a form would lead away from what is on the page: it stays, and says so. */
export function sayOffline(event) {
  if (navigator.onLine) return false;
  event.preventDefault();
  toast({ text: region?.dataset.offline, failed: true });
  return true;
}

function button(label, act) {
  const made = Object.assign(document.createElement("button"), { type: "button", className: "button quiet", textContent: label });
  made.addEventListener("click", act);
  return made;
}

async function takeBack(undo, box) {
  box.remove();
  if (typeof undo === "function") await undo();
  else await window.htmx.ajax("POST", undo, { source: document.body, swap: "none" });
}

// It stays while somebody reads it or has the focus in it.
function leaveAfterAWhile(box) {
  const held = () => box.matches(":hover") || box.contains(document.activeElement);
  const timer = setInterval(() => {
    if (held()) return;
    clearInterval(timer);
    box.remove();
  }, SECONDS * 1000);
}

// What the page itself says was done (web/journal/did.py).
for (const box of document.querySelectorAll(".done-toasts .toast")) leaveAfterAWhile(box);

document.addEventListener("toast", (event) => toast(event.detail));
document.addEventListener("htmx:sendError", () => toast({ text: region?.dataset.offline, failed: true }));
document.addEventListener("htmx:responseError", (event) => {
  const { xhr } = event.detail;
  const owes = xhr.getResponseHeader("X-Zvans-Owes") ? "owes" : "ended";
  toast({ text: region?.dataset[xhr.status === 401 ? owes : "failed"], failed: true });
});

// Signing in again on the page itself: nothing typed leaves the screen. The form is the staff door's own, sent in the background; then the
// page says «signed-in», and what waits goes on. Whoever signs in, the server takes only what that account itself has typed.
// Whoever signs in otherwise than by a password does it in another tab, at the door. Whoever must do something first (a new password, the terms) does it in another tab: any page there leads to it.

import { openDialog } from "./dialog.js";
import { renewToken } from "./journal-wire.js";
import { LEADS, say } from "./journal-words.js";
import { toast } from "./toast.js";

const dialog = document.getElementById("sign-in-again");
const form = dialog?.querySelector("form");
const ANY_PAGE = "/today/";
let offered = ""; // what the toast says that one must do

/** Say once that somebody must sign in («ended», «other») or do something first («owes»). Other states take the offer back. */
export function offerSignIn(state) {
  const needed = LEADS[state] ?? "";
  if (needed && needed !== offered && !dialog.open) toast({ text: say(state), failed: true, action: { label: say(needed), act: open } });
  offered = needed;
}

function open() {
  if (offered === "goOn") return window.open(ANY_PAGE, "_blank", "noopener");
  const from = document.activeElement;
  openDialog(dialog, from === document.body ? null : from);
}

async function send(event) {
  event.preventDefault();
  form.setAttribute("aria-busy", "true");
  const state = await signedIn();
  form.removeAttribute("aria-busy");
  for (const line of dialog.querySelectorAll("[data-when]")) line.hidden = line.dataset.when !== state;
  if (state !== "done") return form.elements.password.select();
  form.elements.password.value = "";
  offered = "";
  dialog.close();
  window.dispatchEvent(new Event("signed-in"));
}

async function signedIn() {
  const token = await renewToken();
  if (!token) return "offline";
  const body = new URLSearchParams(new FormData(form));
  body.set("csrfmiddlewaretoken", token);
  const response = await fetch(form.action, { method: "POST", body, redirect: "manual" }).catch(() => null);
  if (!response) return "offline";
  if (response.type === "opaqueredirect") return "done";
  return response.status === 429 ? "later" : "failed";
}

form?.addEventListener("submit", send);
document.querySelector("[data-sign-in]")?.addEventListener("click", open);
for (const way of dialog?.querySelectorAll("[data-cancel], [data-door]") ?? []) way.addEventListener("click", () => dialog.close());

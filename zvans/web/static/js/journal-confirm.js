// «Nobody is absent», or «the others are here» once somebody is marked: one press, said to the server at once.

import { headers } from "./journal-wire.js";
import { say } from "./journal-words.js";
import { toast } from "./toast.js";

export function confirmInPlace(form, pupils) {
  const button = form.querySelector("[data-confirm]");
  if (!button) return;
  const label = () => (button.querySelector("span").textContent = say(pupils.areAllHere ? "nobody" : "othersHere"));
  form.addEventListener("change", label);
  label();
  button.addEventListener("click", (event) => {
    event.preventDefault();
    send(button, form.dataset.account);
  });
}

async function send(button, account) {
  button.setAttribute("aria-busy", "true");
  const response = await fetch(button.dataset.confirm, { method: "POST", headers: headers(account) }).catch(() => null);
  button.removeAttribute("aria-busy");
  if (response?.ok) button.replaceWith(done(button));
  else toast({ text: trouble(response), failed: true });
}

function trouble(response) {
  const words = document.querySelector(".toasts").dataset;
  if (!response) return words.offline;
  return response.status === 401 ? words.ended : words.failed;
}

function done(button) {
  const state = Object.assign(document.createElement("span"), { className: "state done", tabIndex: -1 });
  state.append(button.querySelector("svg"), button.dataset.done);
  setTimeout(() => state.focus());
  return state;
}

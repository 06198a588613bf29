// «Nobody is absent», or «the others are here» once somebody is marked: one press, said to the server at once.

import { offerSignIn } from "./journal-sign-in.js";
import { send as post, stateOf } from "./journal-wire.js";
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
  const response = await post(button.dataset.confirm, { account }).catch(() => null);
  button.removeAttribute("aria-busy");
  if (!response?.ok) return trouble(stateOf(response));
  button.replaceWith(done(button));
  const { undo, said } = await response.json();
  toast({ text: said, undo: () => takeBack(undo, account) });
}

async function takeBack(address, account) {
  const response = await post(address, { account }).catch(() => null);
  if (response?.ok) location.reload();
  else trouble(stateOf(response));
}

function trouble(state) {
  const words = document.querySelector(".toasts").dataset;
  if (state === "ended" || state === "other") offerSignIn(state);
  else toast({ text: state === "offline" ? words.offline : words.failed, failed: true });
}

function done(button) {
  const state = Object.assign(document.createElement("span"), { className: "state done", tabIndex: -1 });
  state.append(button.querySelector("svg"), button.dataset.done);
  setTimeout(() => state.focus());
  return state;
}

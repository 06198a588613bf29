// «Nobody is absent», or «the others are here» once somebody is marked: one press. It waits in the queue behind the cells, as every entry does.

import { lessonWords } from "./journal-aside.js";
import { offerSignIn } from "./journal-sign-in.js";
import { send, stateOf } from "./journal-wire.js";
import { LEADS, say } from "./journal-words.js";
import { toast } from "./toast.js";

/** Returns what shows that a colleague has confirmed meanwhile (`text`); false where nothing was shown. */
export function confirmInPlace(form, pupils) {
  const button = form.querySelector("[data-confirm]");
  if (!button) return () => false;
  const { queue, lesson } = pupils;
  const label = () => (button.querySelector("span").textContent = say(pupils.areAllHere ? "nobody" : "othersHere"));
  form.addEventListener("change", label);
  label();
  button.addEventListener("click", (event) => {
    event.preventDefault();
    queue.confirm({ lesson, about: lessonWords(lesson) });
    shown(button, queue.confirmation(lesson)).focus();
  });
  for (const event of ["given-up", "confirmed"]) {
    queue.addEventListener(event, ({ detail }) => detail.lesson === lesson && !("pupil" in detail) && answered(button, queue, detail, form.dataset.account));
  }
  shown(button, queue.confirmation(lesson));
  return (text) => button.isConnected && Boolean(replaced(button, "done", text));
}

/** In the place of the button stands that it was pressed, until the server has answered. */
function shown(button, confirmation) {
  if (!confirmation || confirmation.status) return back(button);
  return replaced(button, "unsaved", say("waits"));
}

function replaced(button, look, text) {
  const state = Object.assign(document.createElement("span"), { className: `state ${look}`, tabIndex: -1 });
  if (look === "done") state.append(button.querySelector("svg").cloneNode(true));
  state.append(text);
  const hadFocus = place().contains(document.activeElement);
  place().replaceChildren(state);
  if (hadFocus) state.focus();
  return state;
}

function back(button) {
  if (!button.isConnected) place().replaceChildren(button);
  return button;
}

const place = () => document.querySelector(".attendance-state");

function answered(button, queue, { reason, said, undo, isElsewhere }, account) {
  if (reason) toast({ text: reason, failed: true });
  if (!undo) return back(button);
  replaced(button, "done", button.dataset.done);
  if (!isElsewhere) toast({ text: said, undo: () => takeBack(undo, account) });
}

async function takeBack(address, account) {
  const response = await send(address, { account }).catch(() => null);
  if (response?.ok) return location.reload();
  const state = stateOf(response);
  const words = document.querySelector(".toasts").dataset;
  if (LEADS[state]) offerSignIn(state);
  else toast({ text: state === "offline" ? words.offline : words.failed, failed: true });
}

// Signing out leaves nothing of a teacher's work on the device. Where entries wait that the server has not taken, it is asked first.

import { openDialog } from "./dialog.js";
import { forgetKept } from "./journal-kept.js";
import { sayOffline } from "./toast.js";

const form = document.querySelector("form[data-signs-out]");
const dialog = document.getElementById("unsent");

form?.addEventListener("submit", (event) => {
  if (sayOffline(event)) return; // the session can't be ended from here
  const count = unsent().reduce((sum, name) => sum + entriesIn(localStorage.getItem(name)), 0);
  if (!count) return clear();
  event.preventDefault();
  const line = dialog.querySelector("[data-words]");
  line.textContent = line.dataset.words.replace("#", count);
  openDialog(dialog, event.submitter);
});

dialog?.addEventListener("close", () => {
  if (dialog.returnValue !== "leave") return;
  for (const name of unsent()) localStorage.removeItem(name);
  clear();
  form.submit();
});

function unsent() {
  return named(() => localStorage, `zvans.journal.${form.dataset.signsOut}.`);
}

/** A batch on its way holds many. */
const entriesIn = (text) => JSON.parse(text)?.cells?.length ?? 1;

function clear() {
  for (const name of named(() => sessionStorage, "zvans.steps.")) sessionStorage.removeItem(name);
  for (const name of named(() => localStorage, "zvans.post.")) localStorage.removeItem(name);
  forgetKept();
}

function named(storage, prefix) {
  try {
    return Object.keys(storage()).filter((name) => name.startsWith(prefix));
  } catch {
    return [];
  }
}

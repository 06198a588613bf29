// The teacher's day also sends on what a page of a journal left behind when it was closed too early.

import { Queue } from "./journal-queue.js";
import { offerSignIn } from "./journal-sign-in.js";
import { showState } from "./journal-words.js";

const place = document.querySelector("[data-leftovers]");
const prefix = `zvans.journal.${place.dataset.account}.`;
const courses = new Set(
  Object.keys(localStorage).filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length).split(".")[0]),
);

for (const course of courses) {
  const address = place.dataset.leftovers.replace("xxxxxxxxxx", course);
  const queue = new Queue({ address, keep: `${place.dataset.account}.${course}`, account: place.dataset.account });
  queue.addEventListener("state", ({ detail }) => {
    place.hidden = false;
    showState(detail);
    offerSignIn(detail.name);
  });
  queue.takeUp();
}

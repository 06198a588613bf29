// The teacher's day also sends on what a page of a journal left behind when it was closed too early, and leads to what was not taken.

import { keepTheDay } from "./journal-keep.js";
import { Queue } from "./journal-queue.js";
import { offerSignIn } from "./journal-sign-in.js";
import { showState } from "./journal-words.js";
import { sayOffline } from "./toast.js";

const WORST = ["other", "ended", "forbidden", "failed", "offline", "saving", "saved"];

const place = document.querySelector("[data-leftovers]");
const { account } = place.dataset;
const states = new Map(); // journal → the state of its queue
const troubles = new Map(); // journal → cells not taken

for (const course of journalsLeft()) {
  const [journal, isOutcomes] = course.split("~"); // a journal keeps its levels of outcomes apart
  const address = place.dataset.leftovers.replace("xxxxxxxxxx/cells/", isOutcomes ? `${journal}/outcomes/levels/` : `${journal}/cells/`);
  const queue = new Queue({ address, keep: `${account}.${course}`, account });
  queue.addEventListener("state", ({ detail }) => {
    states.set(course, detail);
    troubles.set(course, queue.troubles);
    show();
  });
  troubles.set(course, queue.troubles);
  states.set(course, { name: "saved", count: 0, isKept: true });
  queue.takeUp();
}
if (states.size) show();

/** All journals in one line: the worst of their states. */
function show() {
  place.hidden = false;
  const all = [...states.values()];
  const name = WORST.find((worst) => all.some((state) => state.name === worst));
  const count = all.reduce((sum, state) => sum + state.count, 0);
  showState({ name, count, isKept: all.every((state) => state.isKept) }, [...troubles.values()].reduce((sum, n) => sum + n, 0));
  offerSignIn(name);
  for (const link of place.querySelectorAll("[data-journal]")) link.hidden = !troubles.get(link.dataset.journal);
}

function journalsLeft() {
  const prefix = `zvans.journal.${account}.`;
  let names = [];
  try {
    names = Object.keys(window.localStorage);
  } catch {
    // Not allowed: then nothing was left either.
  }
  return new Set(names.filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length).split(".")[0]));
}

keepTheDay(account);
for (const form of document.querySelectorAll(".day-lessons form")) form.addEventListener("submit", sayOffline);

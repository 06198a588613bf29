// The teacher's day also sends on what a page of a journal left behind when it was closed too early, and leads to what was not taken.

import { offerAside } from "./journal-aside.js";
import { pressedInPlace } from "./journal-day.js";
import { keepTheDay } from "./journal-keep.js";
import { Queue } from "./journal-queue.js";
import { offerSignIn } from "./journal-sign-in.js";
import { showState } from "./journal-words.js";

const WORST = ["other", "ended", "owes", "forbidden", "failed", "offline", "saving", "saved"];

const place = document.querySelector("[data-leftovers]");
const { account } = place.dataset;
const queues = new Map(); // journal → its queue
const states = new Map(); // journal → the state of its queue

for (const course of journalsLeft()) queueOf(course).takeUp();
if (queues.size) show();
offerAside(() => [...queues.values()]);
pressedInPlace(queueOf);

function queueOf(course) {
  if (queues.has(course)) return queues.get(course);
  const [journal, isOutcomes] = course.split("~"); // a journal keeps its levels of outcomes apart
  const address = place.dataset.leftovers.replace("xxxxxxxxxx/cells/", isOutcomes ? `${journal}/outcomes/levels/` : `${journal}/cells/`);
  const queue = new Queue({ address, keep: `${account}.${course}`, account });
  queues.set(course, queue);
  states.set(course, { name: "saved", count: 0, isKept: true });
  queue.addEventListener("state", ({ detail }) => {
    states.set(course, detail);
    show();
  });
  return queue;
}

/** All journals in one line: the worst of their states. */
function show() {
  place.hidden = false;
  const all = [...states.values()];
  const name = WORST.find((worst) => all.some((state) => state.name === worst));
  const count = all.reduce((sum, state) => sum + state.count, 0);
  const troubles = [...queues.values()].reduce((sum, queue) => sum + queue.aside.length, 0);
  showState({ name, count, isKept: all.every((state) => state.isKept) }, troubles);
  offerSignIn(name);
  for (const link of place.querySelectorAll("[data-journal]")) link.hidden = !queues.get(link.dataset.journal)?.aside.length;
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

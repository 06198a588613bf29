// The teacher's day also sends on what a page of a journal left behind when it was closed too early, and leads to what was not taken.

import { offerAside } from "./journal-aside.js";
import { pressedInPlace } from "./journal-day.js";
import { keepTheDay } from "./journal-keep.js";
import { LeftTexts } from "./journal-left-texts.js";
import { Queue } from "./journal-queue.js";
import { offerSignIn } from "./journal-sign-in.js";
import { showState } from "./journal-words.js";

const WORST = ["other", "ended", "owes", "forbidden", "failed", "offline", "saving", "saved"];

const place = document.querySelector("[data-leftovers]");
const { account } = place.dataset;
const queues = new Map(); // journal → its queue
const left = []; // topics and homework, journal by journal
const states = new Map(); // queue, or texts left → how they go

for (const course of journalsLeft()) {
  queueOf(course).takeUp();
  if (!course.includes("~")) leaveTexts(course);
}
if (queues.size) show();
offerAside(everything);
pressedInPlace(queueOf);

function everything() {
  return [...queues.values(), ...left];
}

function queueOf(course) {
  if (queues.has(course)) return queues.get(course);
  const [journal, isOutcomes] = course.split("~"); // a journal keeps its levels of outcomes apart
  const queue = new Queue({ address: addressOf(journal, isOutcomes ? "outcomes/levels/" : "cells/"), keep: `${account}.${course}`, account });
  queues.set(course, queue);
  watch(queue);
  return queue;
}

function leaveTexts(journal) {
  const texts = new LeftTexts({ address: addressOf(journal, ""), keep: `${account}.${journal}`, account });
  left.push(texts);
  watch(texts);
  texts.takeUp();
}

function addressOf(journal, rest) {
  return place.dataset.leftovers.replace("xxxxxxxxxx/cells/", `${journal}/${rest}`);
}

function watch(queue) {
  states.set(queue, { name: "saved", count: 0, isKept: true });
  queue.addEventListener("state", ({ detail }) => {
    states.set(queue, detail);
    show();
  });
}

/** All journals in one line: the worst of their states. */
function show() {
  place.hidden = false;
  const all = [...states.values()];
  const name = WORST.find((worst) => all.some((state) => state.name === worst));
  const count = all.reduce((sum, state) => sum + state.count, 0);
  const troubles = everything().reduce((sum, queue) => sum + queue.aside.length, 0);
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

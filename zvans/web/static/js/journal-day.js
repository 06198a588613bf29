// «Nobody is absent» on the teacher's day: it waits in the journal's queue as every entry does, and is shown as pressed until the server has it.

import { lessonWords } from "./journal-aside.js";
import { say } from "./journal-words.js";
import { toast } from "./toast.js";

const ADDRESS = /\/journal\/([^/]+)\/([^/]+)\/(\d+)\/(\d+)\/nobody-absent\/$/;

/** `queueOf(journal)`: the queue of a journal. */
export function pressedInPlace(queueOf) {
  for (const form of document.querySelectorAll(".day-lessons form[action$='nobody-absent/']")) {
    const [, journal, ...key] = ADDRESS.exec(form.getAttribute("action"));
    takeOver(form, queueOf, journal, key.join("."));
  }
}

function takeOver(form, queueOf, journal, lesson) {
  const name = form.closest("li").querySelector(".subject").textContent;
  const button = form.querySelector("button");
  const state = Object.assign(document.createElement("span"), { className: "state unsaved", tabIndex: -1, textContent: say("waits"), hidden: true });
  form.append(state);
  const queue = queueOf(journal);
  const show = () => {
    const waits = queue.confirmation(lesson);
    [button.hidden, state.hidden] = waits && !waits.status ? [true, false] : [false, true];
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    queue.confirm({ lesson, about: `${name}, ${lessonWords(lesson)}` });
    show();
    state.focus();
  });
  queue.addEventListener("given-up", show);
  queue.addEventListener("confirmed", ({ detail }) => {
    if (detail.lesson !== lesson) return;
    show();
    if (detail.reason) toast({ text: detail.reason, failed: true });
    else if (!queue.count) location.assign(`${location.pathname}?did=${detail.did}`);
  });
  show();
}

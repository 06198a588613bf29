// What the server did not take, wherever in a journal it lies: to be read, copied, sent again or thrown away. Nothing of it goes of itself.

import { openDialog } from "./dialog.js";
import { say } from "./journal-words.js";

const dialog = document.getElementById("journal-aside");
const opener = document.querySelector("[data-aside]");

/** `queues`: gives those of the page. */
export function offerAside(queues) {
  dialog.addEventListener("close", () => setTimeout(() => opener.hidden && (document.querySelector("td input") ?? document.getElementById("main")).focus()));
  opener?.addEventListener("click", () => {
    show(queues());
    openDialog(dialog, opener);
  });
}

/** Day and number of a lesson that no page here shows: «23.11. 3.» */
export function lessonWords(lesson) {
  const [, month, day, number] = /^\d+-(\d+)-(\d+)\.(\d+)/.exec(lesson) ?? [];
  return day ? `${day}.${month}. ${number}.` : "";
}

function show(queues) {
  const entries = queues.flatMap((queue) => queue.aside.map((edit) => ({ queue, edit })));
  const unsent = queues.filter((queue) => queue.isForbidden).flatMap((queue) => queue.unsent.map((edit) => ({ queue, edit })));
  const all = [...entries, ...unsent];
  if (!all.length && dialog.open) return dialog.close();
  dialog.querySelector("ol").replaceChildren(...all.map((entry) => item(entry, () => show(queues))));
  const copy = dialog.querySelector("[data-copy]");
  copy.hidden = !navigator.clipboard || !all.length;
  copy.onclick = () => navigator.clipboard.writeText(all.map(({ edit }) => line(edit)).join("\n")).then(() => (copy.textContent = copy.dataset.copy));
}

const about = (edit) => edit.about || lessonWords(edit.lesson);
const textOf = (edit) => ("pupil" in edit ? edit.text : say("nobody"));
const line = (edit) => [about(edit), textOf(edit), edit.answer?.reason ?? ""].join("\t");

function item({ queue, edit }, again) {
  const made = dialog.querySelector("template").content.firstElementChild.cloneNode(true);
  made.querySelector("[data-about]").textContent = about(edit);
  made.querySelector("[data-text]").textContent = textOf(edit) ? `«${textOf(edit)}»` : say("emptied");
  made.querySelector("[data-reason]").textContent = reason(edit);
  made.querySelector("a").href = queue.addressOf(edit.lesson);
  const acts = { retry: () => queue.retry(edit), "give-up": () => queue.giveUp(edit) };
  for (const [name, act] of Object.entries(acts)) {
    const button = made.querySelector(`[data-${name}]`);
    button.hidden = !edit.status || (name === "retry" && edit.status === "conflict");
    button.addEventListener("click", () => (act(), again()));
  }
  return made;
}

function reason({ status, answer }) {
  if (status !== "conflict") return answer?.reason ?? say("unsaved");
  return answer.text ? say("conflict", answer.text) : say("conflictEmpty");
}

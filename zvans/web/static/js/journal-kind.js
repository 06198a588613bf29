// The kind of work of a lesson, chosen at its column: the head shows it, and all means follow.

import { headers, stateOf } from "./journal-wire.js";
import { say } from "./journal-words.js";
import { toast } from "./toast.js";

export class KindChoice {
  #cells;
  #query; // the days that the page shows, for the means
  #account;

  constructor(cells, { cells: address, account }) {
    this.#cells = cells;
    this.#query = address.split("?")[1] ?? "";
    this.#account = account;
  }

  /** Offer what the school has on the lesson's day. A page without kinds of work has no field for them. */
  show(head, field) {
    if (!field) return;
    const day = head.dataset.lesson.slice(0, 10);
    for (const option of field.options) {
      const { from, to } = option.dataset;
      option.disabled = option.hidden = Boolean(from) && (day < from || (Boolean(to) && day > to));
    }
    field.value = head.dataset.kind ?? "0";
  }

  async choose(head, kind, isUndo = false) {
    const was = Number(head.dataset.kind ?? 0);
    if (kind === was) return;
    const address = `${head.querySelector("a").href}kind/?${this.#query}`;
    const body = new URLSearchParams({ kind, was });
    const response = await fetch(address, { method: "POST", body, headers: headers(this.#account) }).catch(() => null);
    if (!response?.ok) return toast({ text: await trouble(response), failed: true });
    this.#showKind(head, await response.json());
    if (isUndo) toast({ text: say("undone") });
    else toast({ text: say("kindChosen"), undo: () => this.choose(head, was, true) });
  }

  #showKind(head, { kind, short, name, formative, summaries }) {
    head.dataset.kind = kind;
    head.dataset.kindName = name;
    const link = head.querySelector("a");
    for (const old of link.querySelectorAll("em, i")) old.remove();
    if (formative) link.querySelector("span").append(" ", made("i", say("formative")));
    if (short) link.append(" ", made("em", short));
    if (short) head.closest("table").classList.add("with-kinds");
    for (const [pupil, summary] of Object.entries(summaries)) this.#cells.summarise(pupil, summary);
  }
}

const made = (name, textContent) => Object.assign(document.createElement(name), { textContent });

async function trouble(response) {
  if (response?.status === 409) return (await response.json()).reason;
  return say(response?.status === 401 ? stateOf(response) : "failed");
}

// What was done in a journal, step by step, to be taken back: each cell with what stood there before and after. Kept for the tab, so
// that a reload takes nothing away.

const MOST = 50; // steps
const MOST_CELLS = 6000;

export class Steps {
  #name;
  #steps;

  constructor(keep) {
    this.#name = `zvans.steps.${keep}`;
    this.#steps = stored(this.#name);
  }

  /** `changes`: [{ lesson, pupil, before, after }]. Returns the step, by which `take` finds it again. */
  push(changes) {
    const step = { id: `${Date.now()}.${Math.random()}`, changes };
    this.#steps.push(step);
    while (this.#steps.length > MOST || (this.#steps.length > 1 && this.#cells > MOST_CELLS)) this.#steps.shift();
    this.#keep();
    return step;
  }

  /** The last step, or the one that is named; it is no longer one to take back. */
  take(step = this.#steps.at(-1)) {
    const found = this.#steps.find(({ id }) => id === step?.id);
    if (!found) return null;
    this.#steps = this.#steps.filter((other) => other !== found);
    this.#keep();
    return found.changes;
  }

  /** The server writes a text in its own way («5|7» for «5/7»). */
  settle(cell, typed, text) {
    if (typed === text) return;
    const found = this.#steps.flatMap(({ changes }) => changes).filter(
      (change) => change.lesson === cell.lesson && change.pupil === cell.pupil && change.after === typed,
    );
    for (const change of found) change.after = text;
    if (found.length) this.#keep();
  }

  get #cells() {
    return this.#steps.reduce((sum, { changes }) => sum + changes.length, 0);
  }

  #keep() {
    try {
      sessionStorage.setItem(this.#name, JSON.stringify(this.#steps));
    } catch {
      // Not allowed, or full: what this page did can still be taken back on it.
    }
  }
}

function stored(name) {
  try {
    return JSON.parse(sessionStorage.getItem(name) ?? "[]");
  } catch {
    return [];
  }
}

// Between the table and the queue: what is typed goes out, what the server says comes back into the cells.

const NEWS = 20000; // ms that a cell shows that somebody else changed it

export class Entries extends EventTarget {
  #cells;
  #queue;
  #isTyping; // td → whether somebody is writing in it just now

  constructor(cells, queue, isTyping) {
    super();
    this.#cells = cells;
    this.#queue = queue;
    this.#isTyping = isTyping;
    queue.addEventListener("answer", ({ detail }) => this.#answered(detail));
    queue.addEventListener("given-up", ({ detail }) => this.#giveUp(detail));
    queue.addEventListener("edit", ({ detail }) => this.#showAgain(detail));
  }

  /** Show again what an earlier page could not save. */
  takeUp() {
    for (const edit of this.#queue.takeUp()) this.#showAgain(edit);
  }

  put(td, text) {
    const stored = this.#cells.stored(td);
    const key = this.#cells.key(td);
    const waits = this.#queue.has(key);
    this.#cells.show(td, text);
    if (text === stored.text && !waits) {
      this.#cells.mark(td, "");
      this.#queue.drop(key);
      return;
    }
    this.#cells.mark(td, "unsaved");
    this.#queue.put({ ...key, text, was: stored.text, mark: stored.mark, absence: stored.absence, about: `${this.#cells.name(td)}, ${this.#cells.lesson(td)}` });
  }

  /** What the server has, in the place of what was thrown away. */
  #giveUp(edit) {
    const td = this.#cells.find(edit);
    if (!td) return;
    this.put(td, this.#cells.stored(td).text);
    this.dispatchEvent(new CustomEvent("told", { detail: td }));
  }

  /** What colleagues have changed: into the cells that nobody is writing in. Returns those that are different now, `td: null` for lessons
      that this page has no column of. */
  merge({ cells, summaries }) {
    const changed = [];
    for (const { who, ...answer } of cells) {
      const td = this.#cells.find(answer);
      if (!this.#cells.hasColumn(answer)) changed.push({ td: null, who, isSeen: true });
      else if (td && this.#isNews(td, answer)) changed.push({ td, who, isSeen: this.#take(td, answer) });
    }
    for (const [pupil, summary] of Object.entries(summaries)) this.#cells.summarise(pupil, summary);
    return changed.filter(({ isSeen }) => isSeen);
  }

  #isNews(td, { mark, absence }) {
    const stored = this.#cells.stored(td);
    const isNewer = mark > stored.mark || absence > stored.absence;
    return isNewer && !this.#queue.has(this.#cells.key(td)) && !this.#cells.troubles.has(td) && !this.#isTyping(td);
  }

  #take(td, answer) {
    const isDifferent = this.#cells.shown(td) !== answer.text;
    this.#cells.store(td, answer);
    if (!isDifferent) return false;
    this.#cells.show(td, answer.text);
    td.dataset.news = "";
    setTimeout(() => delete td.dataset.news, NEWS);
    return true;
  }

  #showAgain(edit) {
    const td = this.#cells.find(edit);
    if (!td || this.#isTyping(td)) return;
    this.#cells.show(td, edit.text);
    this.#cells.mark(td, edit.status ?? "unsaved", { reason: edit.answer?.reason, answer: edit.answer });
  }

  #answered({ cells, summaries }) {
    for (const answer of cells) {
      const td = this.#cells.find(answer);
      if (td) this.#settle(td, answer);
    }
    for (const [pupil, summary] of Object.entries(summaries)) this.#cells.summarise(pupil, summary);
    this.dispatchEvent(new CustomEvent("settled", { detail: cells }));
  }

  #settle(td, { status, text, mark, absence, points, reason, typed, isNewer }) {
    const answer = { text, mark, absence, points };
    if (status === "saved") this.#cells.store(td, answer);
    if (isNewer && this.#queue.has(this.#cells.key(td))) return;
    if (!this.#isTyping(td)) this.#cells.show(td, status === "saved" ? text : typed);
    this.#cells.mark(td, status === "saved" ? "" : status, { reason, answer });
    this.dispatchEvent(new CustomEvent("told", { detail: td }));
  }
}

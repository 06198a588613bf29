// Cells on their way to the server. What is typed is kept in this browser until the server has answered for it: through a reload, a lost
// connection, an ended session, a closed lid. A batch that may have arrived is sent again under the same id, which the server knows.
//
//   const queue = new Queue({ address, keep, account });
//   queue.put({ lesson, pupil, text, was, mark, absence });
//   queue.addEventListener("answer", ({ detail }) => …);   // { cells, summaries }
//   queue.addEventListener("state", ({ detail }) => …);    // { name, count }

import { BrowserStore } from "./journal-store.js";
import { post, uuid } from "./journal-wire.js";

const DELAY = 400; // ms after the last key
const MOST = 500; // cells a batch
const PAUSES = [1, 2, 4, 8, 15, 30]; // seconds between tries

export const nameOf = ({ lesson, pupil }) => `${lesson}/${pupil}`;

export class Queue extends EventTarget {
  #address;
  #account;
  #store;
  #waiting = new Map(); // cell → edit
  #batches; // { batch, cells }: sent, not yet answered
  #timer = null;
  #isSending = false;
  #tries = 0;

  constructor({ address, keep, account }) {
    super();
    this.#address = address;
    this.#account = account;
    this.#store = new BrowserStore(keep);
    this.#batches = this.#store.batches();
    window.addEventListener("online", () => this.flush());
    document.addEventListener("visibilitychange", () => this.flush());
    window.addEventListener("pagehide", () => this.flush());
  }

  /** Take up what an earlier page left: edits not yet sent, and those that were refused or met another's. */
  takeUp() {
    const edits = this.#store.edits();
    for (const edit of edits) if (!edit.status) this.#waiting.set(nameOf(edit), edit);
    if (this.count) this.flush();
    return [...this.#batches.flatMap((batch) => batch.cells), ...edits];
  }

  get count() {
    return this.#batches.reduce((sum, batch) => sum + batch.cells.length, this.#waiting.size);
  }

  /** Whether the cell has an edit that the server has not answered. */
  has(cell) {
    const name = nameOf(cell);
    return this.#waiting.has(name) || this.#batches.some((batch) => batch.cells.some((sent) => nameOf(sent) === name));
  }

  /** An edit of a cell that still waits goes on from what the first one was based on. */
  put(edit) {
    const { was, mark, absence } = this.#waiting.get(nameOf(edit)) ?? edit;
    edit = { ...edit, was, mark, absence };
    this.#waiting.set(nameOf(edit), edit);
    this.#store.keep(edit);
    this.#tries = 0;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#send(), DELAY);
    this.#say("saving");
  }

  /** Forget a cell's edit: it is what the server has, or its writer gave it up. */
  drop(cell) {
    this.#waiting.delete(nameOf(cell));
    this.#store.forget(cell);
  }

  flush() {
    clearTimeout(this.#timer);
    if (this.count) this.#send();
  }

  async #send() {
    if (this.#isSending) return;
    const batch = this.#batches[0] ?? this.#takeBatch();
    if (!batch) return this.#say("saved");
    this.#isSending = true;
    this.#say("saving");
    const { state, answer } = await post(this.#address, batch, this.#account);
    this.#isSending = false;
    if (state === "saved") this.#answered(batch, answer);
    else this.#tryLater(state);
  }

  #takeBatch() {
    const cells = [...this.#waiting.values()].slice(0, MOST);
    if (!cells.length) return null;
    const batch = { batch: uuid(), cells: cells.map(wired) };
    this.#store.keepBatch(batch);
    for (const cell of cells) this.drop(cell);
    this.#batches.push(batch);
    return batch;
  }

  #answered(batch, { cells, summaries }) {
    this.#tries = 0;
    this.#batches = this.#batches.filter((other) => other !== batch);
    this.#store.forgetBatch(batch);
    const sent = new Map(batch.cells.map((cell) => [nameOf(cell), cell]));
    const told = cells.map((answer) => this.#settle(answer, sent.get(nameOf(answer))));
    this.dispatchEvent(new CustomEvent("answer", { detail: { cells: told, summaries } }));
    this.#send();
  }

  /** What an answer means here: an edit typed meanwhile goes on from it; what was not taken is kept to be seen. */
  #settle(answer, sent) {
    const newer = this.#waiting.get(nameOf(answer));
    const status = answer.status === "conflict" && answer.text === sent.text ? "saved" : answer.status;
    const typed = newer?.text ?? sent.text;
    if (status === "saved" && newer) this.#rebase(newer, answer);
    if (status === "conflict") this.drop(answer);
    if (status === "conflict" || (status === "refused" && !newer)) this.#store.keep({ ...sent, text: typed, status, answer });
    return { ...answer, status, typed, isNewer: Boolean(newer) && status !== "conflict" };
  }

  #rebase(edit, { text, mark, absence }) {
    if (edit.text === text) return this.drop(edit);
    Object.assign(edit, { was: text, mark, absence });
    this.#store.keep(edit);
  }

  #tryLater(state) {
    this.#say(state);
    if (state === "forbidden") return;
    const pause = PAUSES[Math.min(this.#tries++, PAUSES.length - 1)];
    this.#timer = setTimeout(() => this.#send(), pause * 1000);
  }

  #say(name) {
    this.dispatchEvent(new CustomEvent("state", { detail: { name: name === "saved" && this.count ? "saving" : name, count: this.count } }));
  }
}

const wired = ({ lesson, pupil, text, was, mark, absence }) => ({ lesson, pupil, text, was, mark, absence });

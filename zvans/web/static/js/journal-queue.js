// Cells on their way to the server. What is typed is kept in this browser until the server has answered for it: through a reload, a lost
// connection, an ended session, a closed lid. A batch that may have arrived is sent again under the same id, which the server knows.
// All pages of one journal in this browser share what waits; one of them sends at a time, and all are told what came of it.
//
//   const queue = new Queue({ address, keep, account });
//   queue.put({ lesson, pupil, text, was, mark, absence, about });   // `about`: pupil and lesson in words, for the list of what was not taken
//   queue.confirm({ lesson, about });                                // «nobody is absent», after the cells written before it
//   queue.addEventListener("answer", ({ detail }) => …);   // { cells, summaries }
//   queue.addEventListener("confirmed", ({ detail }) => …); // { lesson, said, undo, did }, or { lesson, reason } where it was not possible
//   queue.addEventListener("given-up", ({ detail }) => …); // an edit that its writer threw away
//   queue.addEventListener("state", ({ detail }) => …);    // { name, count, isKept }
//   queue.addEventListener("edit", ({ detail }) => …);     // another page's edit of a cell

import { failedAgain, isEnough, partOf } from "./journal-patience.js";
import { BrowserStore } from "./journal-store.js";
import { Tabs } from "./journal-tabs.js";
import { post, uuid } from "./journal-wire.js";
import { say } from "./journal-words.js";

const DELAY = 400; // ms after the last key
const MOST = 500; // cells a batch
const PAUSES = [1, 2, 4, 8, 15, 30]; // seconds between tries

export const nameOf = ({ lesson, pupil }) => `${lesson}/${pupil}`;

export class Queue extends EventTarget {
  #address;
  #account;
  #store;
  #tabs;
  #timer = null;
  #isSending = false;
  #tries = 0;
  #lastTaken = 0; // when the server last took a batch, ms
  #name = "saved"; // of the state

  constructor({ address, keep, account }) {
    super();
    this.#address = address;
    this.#account = account;
    this.#store = new BrowserStore(keep);
    this.#tabs = new Tabs(keep);
    this.#store.addEventListener("change", ({ detail }) => this.#heard(detail));
    this.#tabs.addEventListener("answer", ({ detail }) => this.dispatchEvent(new CustomEvent("answer", { detail })));
    this.#tabs.addEventListener("confirmed", ({ detail }) => this.dispatchEvent(new CustomEvent("confirmed", { detail: { ...detail, isElsewhere: true } })));
    this.#tabs.addEventListener("state", ({ detail }) => this.#say(detail, { isOwn: false }));
    for (const event of ["online", "signed-in", "pageshow", "pagehide"]) window.addEventListener(event, () => this.flush());
    for (const event of ["visibilitychange", "resume"]) document.addEventListener(event, () => this.flush());
  }

  /** Take up what an earlier page left: edits not yet sent, and those that were refused or met another's. */
  takeUp() {
    if (this.count) this.flush();
    return [...this.#store.batches().flatMap((batch) => batch.cells), ...this.#store.edits()];
  }

  get count() {
    return this.#store.batches().reduce((sum, batch) => sum + batch.cells.length, this.#waiting.length + this.#unconfirmed.length);
  }

  /** What was not taken, and still is to be seen to, wherever in the journal it is. */
  get aside() {
    return [...this.#store.edits(), ...this.#store.confirmations()].filter((edit) => edit.status);
  }

  /** What has not been sent. */
  get unsent() {
    return [...this.#store.batches().flatMap((batch) => batch.cells), ...this.#waiting, ...this.#unconfirmed];
  }

  /** Whether the account may no longer write here. */
  get isForbidden() {
    return this.#name === "forbidden";
  }

  /** The page of a lesson. */
  addressOf(lesson) {
    return this.#address.replace(/(outcomes\/levels|cells)\/.*$/, (_, kind) => (kind === "cells" ? `${lesson.replaceAll(".", "/")}/` : "outcomes/"));
  }

  /** «Nobody is absent» of a lesson that still waits, or was not possible. */
  confirmation(lesson) {
    return this.#store.confirmations().find((confirmation) => confirmation.lesson === lesson);
  }

  get #unconfirmed() {
    return this.#store.confirmations().filter(({ status }) => !status);
  }

  get #waiting() {
    return this.#store.edits().filter((edit) => !edit.status);
  }

  /** Whether the cell has an edit that the server has not answered. */
  has(cell) {
    const name = nameOf(cell);
    const waits = this.#store.edit(cell);
    return (waits && !waits.status) || this.#store.batches().some((batch) => batch.cells.some((sent) => nameOf(sent) === name));
  }

  /** An edit of a cell that still waits goes on from what the first one was based on. */
  put(edit) {
    const first = this.#store.edit(edit);
    const { was, mark, absence } = first && !first.status ? first : edit;
    this.#store.keep({ ...wired(edit), about: edit.about, was, mark, absence });
    this.#tries = 0;
    this.#later(DELAY);
    this.#say("saving");
  }

  /** Forget a cell's edit: it is what the server has, or its writer gave it up. */
  drop(cell) {
    this.#store.forget(cell);
  }

  confirm({ lesson, about }) {
    this.#store.keepConfirmation({ lesson, about, batch: uuid() });
    this.#tries = 0;
    this.#say("saving");
    this.flush();
  }

  /** Once more what was not taken. */
  retry(edit) {
    if (!("pupil" in edit)) return this.confirm(edit);
    this.put(edit);
    this.dispatchEvent(new CustomEvent("edit", { detail: this.#store.edit(edit) }));
  }

  /** Throw away what was not taken. */
  giveUp(edit) {
    if ("pupil" in edit) this.drop(edit);
    else this.#store.forgetConfirmation(edit);
    this.dispatchEvent(new CustomEvent("given-up", { detail: edit }));
    this.#say(this.#name);
  }

  /** Send now. A page that is being left does not wait for its turn. */
  flush() {
    clearTimeout(this.#timer);
    if (document.visibilityState === "hidden") this.#leave();
    else if (this.count) this.#send();
  }

  #leave() {
    if (this.count && !this.#isSending) this.#work(() => this.#sendAll());
  }

  #send() {
    if (!this.#isSending) this.#work(() => this.#tabs.alone(() => this.#sendAll()));
  }

  async #work(act) {
    this.#isSending = true;
    try {
      await act();
    } finally {
      this.#isSending = false;
    }
    if (this.#name === "saving" && this.count) this.#later(DELAY); // what came just as the last was answered
  }

  #later(delay) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#send(), delay);
  }

  async #sendAll() {
    this.#store.refresh();
    for (;;) {
      const batch = this.#store.batches()[0] ?? this.#takeBatch();
      if (!batch && this.#unconfirmed.length === 0) return this.#say("saved");
      this.#say("saving");
      const trouble = batch ? await this.#sendBatch(batch) : await this.#sendConfirmation(this.#unconfirmed[0]);
      if (trouble) return this.#tryLater(trouble);
    }
  }

  async #sendBatch(batch) {
    const { state, answer } = await post(this.#address, { batch: batch.batch, cells: batch.cells.map(wired) }, this.#account);
    if (state === "unread") return this.#divide(batch, { reason: say("unread") });
    if (state === "broken") return this.#failedAt(batch);
    if (state !== "saved") return state;
    this.#lastTaken = Date.now();
    return this.#answered(batch, answer);
  }

  /** The server breaks down at a batch: it is sent again for a while, then divided, with a pause between: the server may be ill for all. */
  #failedAt(batch) {
    const failing = failedAgain(batch.failing);
    const isAlone = batch.cells.length === 1;
    const isOver = isEnough(failing, { isAlone, lastTaken: this.#lastTaken });
    if (isOver) this.#divide(batch, { reason: say("unable"), failing });
    else this.#store.keepBatch({ ...batch, failing });
    return isOver && isAlone ? null : "failed";
  }

  async #sendConfirmation(confirmation) {
    const { lesson, batch } = confirmation;
    const { state, answer } = await post(`${this.addressOf(lesson)}nobody-absent/`, new URLSearchParams({ batch }), this.#account);
    const failing = state === "broken" && failedAgain(confirmation.failing);
    const isOver = failing && isEnough(failing, { isAlone: true, lastTaken: this.#lastTaken });
    if (failing && !isOver) this.#store.keepConfirmation({ ...confirmation, failing });
    const reason = { impossible: answer?.reason, unread: say("unread"), forbidden: say("noLesson"), broken: isOver && say("unable") }[state];
    if (!reason && state !== "saved") return state === "broken" ? "failed" : state;
    this.#tries = 0;
    if (reason) this.#store.keepConfirmation({ ...confirmation, status: "refused", answer: { reason } });
    else this.#store.forgetConfirmation(confirmation);
    const detail = { lesson, ...answer, reason };
    this.dispatchEvent(new CustomEvent("confirmed", { detail }));
    this.#tabs.tell("confirmed", detail);
    return null;
  }

  /** The server could make nothing of a batch: the entry that is to blame is set aside, the others go on. */
  #divide(batch, { reason, failing }) {
    const { cells } = batch;
    const middle = Math.ceil(cells.length / 2);
    const parts = cells.length > 1 ? [cells.slice(0, middle), cells.slice(middle)] : [];
    for (const part of parts) this.#store.keepBatch({ batch: uuid(), cells: part, ...(failing && { failing: partOf(failing, part) }) });
    if (parts.length) return this.#store.forgetBatch(batch);
    const [{ lesson, pupil, was: text, mark, absence }] = cells;
    const refused = { lesson, pupil, text, mark, absence, status: "refused", reason };
    return this.#answered(batch, { cells: [refused], summaries: {} });
  }

  #takeBatch() {
    const cells = this.#waiting.slice(0, MOST);
    if (!cells.length) return null;
    const batch = { batch: uuid(), cells };
    this.#store.keepBatch(batch);
    for (const cell of cells) this.drop(cell);
    return batch;
  }

  #answered(batch, { cells, summaries }) {
    this.#tries = 0;
    this.#store.forgetBatch(batch);
    const sent = new Map(batch.cells.map((cell) => [nameOf(cell), cell]));
    const detail = { cells: cells.map((answer) => this.#settle(answer, sent.get(nameOf(answer)))), summaries };
    this.dispatchEvent(new CustomEvent("answer", { detail }));
    this.#tabs.tell("answer", detail);
  }

  /** What an answer means here: an edit typed meanwhile goes on from it; what was not taken is kept to be seen. */
  #settle(answer, sent) {
    const newer = this.#store.edit(answer);
    const status = answer.status === "conflict" && answer.text === sent.text ? "saved" : answer.status;
    const typed = newer?.text ?? sent.text;
    if (status === "saved" && newer) this.#rebase(newer, answer);
    if (status === "conflict" || (status === "refused" && !newer)) this.#store.keep({ ...sent, text: typed, status, answer });
    return { ...answer, status, typed, sent: sent.text, isNewer: Boolean(newer) && status !== "conflict" };
  }

  #rebase(edit, { text, mark, absence }) {
    if (edit.text === text) this.drop(edit);
    else this.#store.keep({ ...wired(edit), about: edit.about, was: text, mark, absence });
  }

  #tryLater(state) {
    this.#say(state);
    if (state === "forbidden") return;
    const pause = PAUSES[Math.min(this.#tries++, PAUSES.length - 1)];
    this.#later(pause * 1000);
  }

  /** Another page of this journal typed, or cleared up. */
  #heard(edit) {
    if (edit) this.dispatchEvent(new CustomEvent("edit", { detail: edit }));
    this.#say(this.count ? this.#name : "saved", { isOwn: false });
  }

  #say(name, { isOwn = true } = {}) {
    const { count } = this;
    const { isKept } = this.#store;
    if (isOwn && name !== this.#name) this.#tabs.tell("state", name);
    this.#name = name;
    hold(this, count > 0 && !isKept);
    this.dispatchEvent(new CustomEvent("state", { detail: { name: name === "saved" && count ? "saving" : name, count, isKept } }));
  }
}

const wired = ({ lesson, pupil, text, was, mark, absence }) => ({ lesson, pupil, text, was, mark, absence });

const holding = new Set(); // queues whose entries would go with the page

/** A page that holds what the browser would not keep is not left without a question. */
function hold(queue, isHolding) {
  if (isHolding) holding.add(queue);
  else holding.delete(queue);
  if (holding.size) window.addEventListener("beforeunload", ask);
  else window.removeEventListener("beforeunload", ask);
}

const ask = (event) => event.preventDefault();

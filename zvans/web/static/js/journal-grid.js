// The journal's grid: pupils × lessons, written in by keyboard, saved in the background (F3, F4).

import { openDialog } from "./dialog.js";
import { blockOf } from "./journal-block.js";
import { Cells } from "./journal-cells.js";
import { Editor } from "./journal-editor.js";
import { Note, describe, troubleText } from "./journal-note.js";
import { Queue } from "./journal-queue.js";
import { scrollToNewest } from "./journal-scroll.js";
import { say, sayCount, showState } from "./journal-words.js";
import { toast } from "./toast.js";

class Grid {
  #cells;
  #queue;
  #note;
  #editor;
  #steps = []; // for undo: [{ td, before }]
  #state = { name: "saved", count: 0 };

  constructor(frame) {
    const { cells, keep, account } = frame.dataset;
    this.#cells = new Cells(frame.querySelector("table"));
    this.#queue = new Queue({ address: cells, keep, account });
    this.#note = new Note(frame);
    this.#editor = new Editor(this.#cells, {
      write: (td, text, how) => this.#write(td, text, how),
      fill: (td, text) => this.#fill(td, text),
      paste: (td, text) => this.#paste(td, text),
      undo: () => this.#undo(),
      choose: (td) => this.#choose(td),
      giveUp: (td) => this.#giveUp(td),
      describe: (td) => this.#describe(td),
      arrive: (td) => this.#arrive(td),
      help: () => openDialog(document.getElementById("journal-keys"), this.#editor.input),
    });
    this.#listen(frame);
    this.#takeUp();
    this.#say(this.#state);
    this.#editor.go(this.#cells.at(0, newestColumn(frame)), { focus: false });
  }

  #listen(frame) {
    this.#queue.addEventListener("state", ({ detail }) => this.#say(detail));
    this.#queue.addEventListener("answer", ({ detail }) => this.#answered(detail));
    frame.addEventListener("mousedown", (event) => {
      const td = this.#cells.holding(event.target);
      if (!td || event.button || event.target === this.#editor.input) return;
      event.preventDefault();
      this.#editor.go(td);
    });
    this.#note.box.addEventListener("keydown", ({ key }) => key === "Escape" && this.#editor.go(this.#note.cell));
    document.querySelector("[data-help]").addEventListener("click", ({ target }) => {
      openDialog(document.getElementById("journal-keys"), target);
    });
  }

  #say(state) {
    this.#state = state;
    showState(state, this.#cells.troubles.size);
  }

  /** Show again what an earlier page could not save. */
  #takeUp() {
    for (const edit of this.#queue.takeUp()) {
      const td = this.#cells.find(edit);
      if (!td) continue;
      this.#cells.show(td, edit.text);
      this.#cells.mark(td, edit.status ?? "unsaved", { reason: edit.answer?.reason, answer: edit.answer });
    }
  }

  /** What a screen reader says of the input in a cell. */
  #describe(td) {
    const state = td.dataset.state === "unsaved" ? `, ${say("unsaved")}` : "";
    this.#editor.input.setAttribute("aria-label", `${this.#cells.name(td)}, ${this.#lesson(td)}${state}`);
  }

  #arrive(td) {
    const place = [this.#cells.name(td), this.#lesson(td), this.#cells.head(td).dataset.topic];
    document.getElementById("journal-place").textContent = place.filter(Boolean).join(" · ");
    this.#tell(td);
  }

  #lesson(td) {
    return this.#cells.head(td).textContent.trim().replace(/\s+/g, " ");
  }

  /** The note of the cell one is in; of another only when it has just come to trouble. */
  #tell(td) {
    const isHere = td === this.#editor.cell;
    const trouble = this.#cells.troubles.get(td);
    if (isHere) describe(this.#editor.input, trouble && "cell-note");
    if (trouble) this.#note.show(td, { reason: this.#reason(trouble), choices: this.#choices(td, trouble) }, isHere);
    else if (isHere) this.#note.hide();
    if (!trouble) this.#note.drop(td);
    this.#say(this.#state);
  }

  #reason(trouble) {
    return trouble.status === "conflict" ? `${troubleText(trouble)} ${say("choose")}` : troubleText(trouble);
  }

  #choices(td, { status, answer }) {
    if (status !== "conflict") return [];
    const mine = this.#cells.shown(td);
    const take = (text) => () => {
      this.#cells.store(td, answer);
      this.#put(td, text);
      this.#editor.go(td);
    };
    return [
      { label: mine ? say("mine", mine) : say("mineEmpty"), act: take(mine) },
      { label: answer.text ? say("theirs", answer.text) : say("theirsEmpty"), act: take(answer.text) },
    ];
  }

  #choose(td) {
    if (this.#cells.troubles.get(td)?.status !== "conflict") return false;
    this.#note.focus();
    return true;
  }

  /** Escape in a cell that was refused brings back what the server has. */
  #giveUp(td) {
    if (this.#cells.troubles.get(td)?.status !== "refused") return false;
    this.#put(td, this.#cells.stored(td).text);
    this.#tell(td);
    return true;
  }

  #write(td, text, { isClearing = false } = {}) {
    const before = this.#cells.shown(td);
    if (text === before && !this.#cells.troubles.has(td)) return;
    this.#steps.push([{ td, before }]);
    this.#put(td, text);
    if (isClearing && before) toast({ text: say("cleared", before), undo: () => this.#undo() });
  }

  #put(td, text) {
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
    this.#queue.put({ ...key, text, was: stored.text, mark: stored.mark, absence: stored.absence });
  }

  #fill(td, text) {
    const { row, column } = this.#cells.place(td);
    const below = Array.from({ length: this.#cells.rows - row - 1 }, (_, n) => this.#cells.at(row + 1 + n, column));
    const empty = below.filter((other) => !other.classList.contains("out") && !this.#cells.shown(other));
    this.#writeMany([[td, text], ...empty.map((other) => [other, text])]);
  }

  #paste(td, text) {
    const { row, column } = this.#cells.place(td);
    const edits = blockOf(text)
      .flatMap((line, r) => line.map((cell, c) => [this.#cells.at(row + r, column + c), cell]))
      .filter(([target]) => target && !target.classList.contains("out"));
    this.#writeMany(edits);
  }

  /** Several cells at once are one step; where that overwrote something, the toast offers to fill only the empty ones. */
  #writeMany(edits) {
    const changes = edits.filter(([td, text]) => text !== this.#cells.shown(td));
    if (!changes.length) return;
    const step = changes.map(([td]) => ({ td, before: this.#cells.shown(td) }));
    for (const [td, text] of changes) this.#put(td, text);
    this.#steps.push(step);
    if (changes.length < 2) return;
    const box = toast({ text: sayCount("filled", changes.length), undo: () => this.#undo() });
    const overwritten = step.filter(({ before }) => before);
    if (overwritten.length) box.lastChild.before(this.#onlyEmpty(box, overwritten));
  }

  #onlyEmpty(box, overwritten) {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "button quiet", textContent: say("onlyEmpty") });
    button.addEventListener("click", () => {
      for (const { td, before } of overwritten) this.#put(td, before);
      box.remove();
    });
    return button;
  }

  #undo() {
    const step = this.#steps.pop();
    if (!step) return;
    for (const { td, before } of step) this.#put(td, before);
    this.#editor.go(step[0].td);
    toast({ text: say("undone") });
  }

  #answered({ cells, summaries }) {
    for (const answer of cells) {
      const td = this.#cells.find(answer);
      if (td) this.#settle(td, answer);
    }
    for (const [pupil, summary] of Object.entries(summaries)) this.#cells.summarise(pupil, summary);
  }

  #settle(td, { status, text, mark, absence, reason, typed, isNewer }) {
    const answer = { text, mark, absence };
    if (status === "saved") this.#cells.store(td, answer);
    if (isNewer && this.#queue.has(this.#cells.key(td))) return;
    const isTyping = td === this.#editor.cell && this.#editor.isTouched;
    if (status === "saved" && !isTyping) this.#cells.show(td, text);
    if (status !== "saved" && !isTyping) this.#cells.show(td, typed);
    this.#cells.mark(td, status === "saved" ? "" : status, { reason, answer });
    this.#tell(td);
  }
}

function newestColumn(frame) {
  const ahead = frame.querySelectorAll("col.ahead").length;
  return Math.max(0, frame.querySelectorAll("th[data-lesson]").length - ahead - 1);
}

const frame = document.querySelector(".journal-frame[data-cells]");
if (frame) {
  scrollToNewest(frame);
  new Grid(frame);
}
for (const element of document.querySelectorAll(".needs-script")) element.hidden = false;

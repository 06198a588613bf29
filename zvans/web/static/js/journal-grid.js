// The journal's grid: pupils × lessons, written in by keyboard, saved in the background (F3, F4).

import { openDialog } from "./dialog.js";
import { offerAside } from "./journal-aside.js";
import { Bulk, some } from "./journal-bulk.js";
import { Cells } from "./journal-cells.js";
import { ColumnDialog } from "./journal-column.js";
import { Editor } from "./journal-editor.js";
import { Entries } from "./journal-entries.js";
import { keepTheDay } from "./journal-keep.js";
import { showHistory } from "./journal-history.js";
import { KindChoice } from "./journal-kind.js";
import { Note, describe, troubleText } from "./journal-note.js";
import { Queue } from "./journal-queue.js";
import { scrollToNewest } from "./journal-scroll.js";
import { offerSignIn } from "./journal-sign-in.js";
import { Steps } from "./journal-steps.js";
import { Watch } from "./journal-watch.js";
import { say, sayCount, showState } from "./journal-words.js";
import { toast } from "./toast.js";

const FITS = 12; // letters that a cell shows; longer ones are shown whole beside it

class Grid {
  #cells;
  #queue;
  #entries;
  #steps;
  #bulk;
  #column;
  #note;
  #editor;
  #undone = null;
  #isMissing = false; // a colleague wrote in a lesson that this page does not show yet
  #state = { name: "saved", count: 0 };

  constructor(frame) {
    const { cells, changes, keep, account } = frame.dataset;
    this.#cells = new Cells(frame.querySelector("table"));
    this.#queue = new Queue({ address: cells, keep, account });
    this.#entries = new Entries(this.#cells, this.#queue, (td) => td === this.#editor.cell && this.#editor.isTouched);
    this.#steps = new Steps(keep);
    this.#bulk = new Bulk(this.#cells, { write: (edits) => this.#writeMany(edits), undo: (step) => this.#undo(step) });
    this.#column = new ColumnDialog(this.#cells, this.#bulk, new KindChoice(this.#cells, frame.dataset));
    this.#note = new Note(frame);
    this.#editor = new Editor(this.#cells, {
      write: (td, text, how) => this.#write(td, text, how),
      fill: (td, text) => this.#bulk.fillDown(td, text),
      paste: (td, text) => this.#bulk.paste(td, text),
      undo: () => this.#undo(),
      choose: (td) => this.#choose(td),
      giveUp: (td) => this.#giveUp(td),
      describe: (td) => this.#describe(td),
      arrive: (td) => this.#arrive(td),
      column: (td) => this.#column.open(td, this.#editor.input),
      history: (td) => this.#history(td),
      help: () => openDialog(document.getElementById("journal-keys"), this.#editor.input),
    });
    this.#editor.input.maxLength = Number(frame.dataset.longest ?? this.#editor.input.maxLength);
    this.#listen(frame);
    offerAside(() => [this.#queue]);
    this.#entries.takeUp();
    this.#say(this.#state);
    this.#begin(this.#cells.at(0, newestColumn(frame)));
    if (changes) new Watch({ address: () => changes, account, hear: (answer) => this.#hear(answer) });
  }

  /** Where the address asks to begin (`?cell=2026-11-23.3.1.12`), else at the newest lesson without taking the focus. */
  #begin(newest) {
    const [, lesson, pupil] = /^([\d-]+\.\d+\.\d+)(?:\.(\d+))?$/.exec(new URLSearchParams(location.search).get("cell") ?? "") ?? [];
    const asked = lesson && this.#cells.find({ lesson, pupil: Number(pupil) });
    this.#editor.go(asked || newest, { focus: Boolean(asked) });
  }

  #listen(frame) {
    this.#queue.addEventListener("state", ({ detail }) => this.#say(detail));
    this.#entries.addEventListener("told", ({ detail }) => this.#tell(detail));
    this.#entries.addEventListener("settled", ({ detail }) => this.#settled(detail));
    frame.addEventListener("mousedown", (event) => {
      const td = this.#cells.holding(event.target);
      if (!td || event.button || event.target === this.#editor.input) return;
      event.preventDefault();
      this.#editor.go(td);
    });
    this.#note.box.addEventListener("keydown", ({ key }) => key === "Escape" && this.#editor.go(this.#note.cell));
    document.querySelector("[data-history]")?.addEventListener("click", () => this.#history(this.#editor.cell));
    document.querySelector("[data-help]").addEventListener("click", ({ target }) => {
      openDialog(document.getElementById("journal-keys"), target);
    });
    document.querySelector("[data-column]").addEventListener("click", ({ target }) => this.#column.open(this.#editor.cell, target));
  }

  #say(state) {
    this.#state = state;
    showState(state, this.#queue.aside.length);
    offerSignIn(state.name);
  }

  #history(td) {
    const title = `${this.#cells.name(td)}, ${this.#cells.lesson(td)}`;
    showHistory({ ...this.#cells.key(td), title, opener: this.#editor.input });
  }

  /** What a screen reader says of the input in a cell. */
  #describe(td) {
    const state = td.dataset.state === "unsaved" ? `, ${say("unsaved")}` : "";
    const { kindName } = this.#cells.head(td).dataset;
    const said = [this.#cells.name(td), this.#cells.lesson(td), kindName, this.#cells.points(td)].filter(Boolean);
    this.#editor.input.setAttribute("aria-label", `${said.join(", ")}${state}`);
  }

  #arrive(td) {
    const { topic, kindName } = this.#cells.head(td).dataset;
    const about = this.#cells.about(td);
    const name = about ? `${this.#cells.name(td)} (${about})` : this.#cells.name(td);
    const place = [this.#cells.points(td), name, this.#cells.lesson(td), kindName, topic];
    document.getElementById("journal-place").textContent = place.filter(Boolean).join(" · ");
    this.#tell(td);
  }

  /** The note of the cell one is in; of another only when it has just come to trouble. */
  #tell(td) {
    const isHere = td === this.#editor.cell;
    const trouble = this.#cells.troubles.get(td);
    if (isHere) describe(this.#editor.input, trouble && "cell-note");
    if (trouble) this.#note.show(td, { reason: this.#reason(trouble), choices: this.#choices(td, trouble) }, isHere);
    else if (isHere) this.#note.hide();
    if (!trouble) this.#note.drop(td);
    if (isHere && !trouble && this.#cells.shown(td).length > FITS) this.#note.show(td, { reason: this.#cells.shown(td), isQuiet: true }, true);
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
      this.#entries.put(td, text);
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
    this.#entries.put(td, this.#cells.stored(td).text);
    this.#tell(td);
    return true;
  }

  #write(td, text, { isClearing = false } = {}) {
    const before = this.#cells.shown(td);
    if (text === before && !this.#cells.troubles.has(td)) return;
    const step = this.#writeMany([[td, text]]);
    if (isClearing && before) toast({ text: say("cleared", before), undo: () => this.#undo(step) });
  }

  /** Several cells at once are one step. */
  #writeMany(edits) {
    const changes = edits.map(([td, after]) => ({ ...this.#cells.key(td), before: this.#cells.shown(td), after }));
    for (const [td, text] of edits) this.#entries.put(td, text);
    return this.#steps.push(changes);
  }

  /** Take back the last step, or a certain one. A cell in which something else stands by now is left, and named. */
  #undo(step) {
    const changes = this.#steps.take(step);
    if (!changes) return;
    const found = changes.map((change) => ({ ...change, td: this.#cells.find(change) }));
    const back = found.filter(({ td, after }) => td && this.#cells.shown(td) === after);
    const left = found.filter((change) => !back.includes(change));
    for (const { td, before } of back) this.#entries.put(td, before);
    if (back.length) this.#editor.go(back[0].td);
    const names = left.map(({ td, lesson }) => (td ? `${this.#cells.name(td)} ${this.#cells.lesson(td)}` : lesson.split(".")[0]));
    this.#undone?.remove(); // one word for many steps taken back in a row
    this.#undone = toast({ text: [back.length && say("undone"), left.length && say("notUndone", some([...new Set(names)]))].filter(Boolean).join(" ") });
  }

  /** A colleague wrote: the cells show it, a word says who. */
  #hear(answer) {
    const news = this.#entries.merge(answer);
    const changed = news.filter(({ td }) => td);
    if (news.length > changed.length && !this.#isMissing) toast({ text: say("newLesson"), action: { label: say("reopen"), act: () => location.reload() } });
    this.#isMissing ||= news.length > changed.length;
    if (!changed.length) return;
    const who = some([...new Set(changed.map((change) => change.who || say("somebody")))]);
    const [{ td }] = changed;
    const what = changed.length === 1 ? `${this.#cells.name(td)} ${this.#cells.lesson(td)}` : sayCount("places", changed.length);
    toast({ text: say("changed", what).replace("@", () => who) });
  }

  #settled(answers) {
    for (const { lesson, pupil, status, sent, text } of answers) if (status === "saved") this.#steps.settle({ lesson, pupil }, sent, text);
  }
}

function newestColumn(frame) {
  if ("fromStart" in frame.dataset) return 0;
  const ahead = frame.querySelectorAll("col.ahead").length;
  return Math.max(0, frame.querySelectorAll("th[data-lesson]").length - ahead - 1);
}

const frame = document.querySelector(".journal-frame[data-cells]");
if (frame) {
  scrollToNewest(frame);
  new Grid(frame);
  keepTheDay(frame.dataset.account);
}
for (const element of document.querySelectorAll(".needs-script")) element.hidden = false;

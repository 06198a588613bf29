// The lines of pupils on the lesson's screen. Attendance, minutes and mark of one pupil are one cell of the journal.

import { lessonWords, offerAside } from "./journal-aside.js";
import { blockOf, laid } from "./journal-block.js";
import { Queue } from "./journal-queue.js";
import { describe, troubleText } from "./journal-note.js";
import { some } from "./journal-bulk.js";
import { offerSignIn } from "./journal-sign-in.js";
import { Steps } from "./journal-steps.js";
import { say, sayCount, showState } from "./journal-words.js";
import { toast } from "./toast.js";

const NEWS = 20000; // ms that a line shows that somebody else changed it

class Line {
  constructor(form, li) {
    this.pupil = Number(li.dataset.pupil);
    this.attendance = li;
    this.radios = [...li.querySelectorAll("[type=radio]")];
    this.minutes = li.querySelector(".minutes");
    this.base = li.querySelector("[type=hidden]");
    this.mark = form.querySelector(`#mark-${this.pupil}`);
    this.marks = this.mark.closest("li");
    this.note = this.marks.querySelector(".error");
    this.last = this.text; // what was handed over, or came from the server
  }

  get name() {
    return this.attendance.querySelector(".pupil").textContent;
  }

  get code() {
    return this.radios.find((radio) => radio.checked) ?? this.radios[0];
  }

  get text() {
    const minutes = "late" in this.code.dataset ? this.minutes.value.trim() : "";
    return [this.code.value + minutes, this.mark.value.trim()].filter(Boolean).join(" ");
  }

  /** Take a cell's text apart into the fields; what a code does not begin is all mark. */
  set text(text) {
    const [, first, digits, rest] = text.match(/^(\D+?)(\d*)(?:\s+(.*))?$/) ?? [];
    const radio = first && this.radios.find((other) => other.value === first);
    (radio || this.radios[0]).checked = true;
    this.minutes.value = radio ? digits : "";
    this.mark.value = radio ? (rest ?? "") : text;
    this.showAbsence();
  }

  get stored() {
    const [, mark, absence, was] = this.base.value.match(/^(\d+)\.(\d+)\.(.*)$/s);
    return { mark: Number(mark), absence: Number(absence), was };
  }

  store({ text, mark, absence }) {
    this.base.value = `${mark}.${absence}.${text}`;
  }

  /** What a percent counts as. */
  showPoints(points) {
    this.marks.querySelector(".points").textContent = points === undefined ? "" : say("points", points);
  }

  showAbsence() {
    const minutes = "late" in this.code.dataset ? this.minutes.value.trim() : "";
    this.marks.querySelector(".absent").textContent = this.code.value + minutes;
  }

  /** For a while the line shows that somebody else wrote in it. */
  showNews() {
    for (const li of [this.attendance, this.marks]) {
      li.dataset.news = "";
      setTimeout(() => delete li.dataset.news, NEWS);
    }
  }

  show(status, reason = "", buttons = []) {
    for (const li of [this.attendance, this.marks]) {
      if (status) li.dataset.state = status;
      else delete li.dataset.state;
    }
    describe(this.mark, reason && this.note.id);
    this.note.replaceChildren(reason, ...buttons);
  }
}

export class PupilLines {
  #lines;
  #queue;
  #lesson;
  #steps;
  #state = { name: "saved", count: 0 };
  takeBackTexts = () => false; // of the page's other half

  constructor(form) {
    this.#lesson = form.dataset.lesson;
    this.#lines = [...form.querySelectorAll(".attendance > li")].map((li) => new Line(form, li));
    this.#queue = new Queue({ address: form.dataset.cells, keep: form.dataset.keep, account: form.dataset.account });
    this.#steps = new Steps(`${form.dataset.keep}.${this.#lesson}`);
    this.#queue.addEventListener("state", ({ detail }) => this.#say(detail));
    this.#queue.addEventListener("answer", ({ detail }) => detail.cells.forEach((answer) => this.#settle(answer)));
    this.#queue.addEventListener("given-up", ({ detail }) => this.#giveUp(detail));
    this.#queue.addEventListener("edit", ({ detail }) => this.#showAgain(detail));
    for (const line of this.#lines) this.#listen(line);
    document.addEventListener("keydown", (event) => this.#back(event));
    offerAside(() => [this.#queue]);
    for (const edit of this.#queue.takeUp()) this.#showAgain(edit);
    this.#say(this.#state);
  }

  get queue() {
    return this.#queue;
  }

  get steps() {
    return this.#steps;
  }

  get lesson() {
    return this.#lesson;
  }

  get areAllHere() {
    return this.#lines.every((line) => !line.code.value || "late" in line.code.dataset);
  }

  /** What colleagues have changed: into the lines that nobody is writing in. Returns those that are different now. */
  merge(cells) {
    return cells.map((answer) => ({ ...answer, line: this.#find(answer) })).filter(({ line, ...answer }) => line && this.#takeNews(line, answer));
  }

  #takeNews(line, { text, mark, absence, points }) {
    const { stored } = line;
    const isNewer = mark > stored.mark || absence > stored.absence;
    const isBusy = line.text !== line.last || line.attendance.dataset.state || this.#queue.has({ lesson: this.#lesson, pupil: line.pupil });
    if (!isNewer || isBusy) return false;
    const isDifferent = line.text !== text;
    line.store({ text, mark, absence });
    line.text = line.last = text;
    line.showPoints(points);
    if (isDifferent) line.showNews();
    return isDifferent;
  }

  /** Keep the form from sending the cells: the queue has them. */
  leaveOut() {
    for (const line of this.#lines) {
      line.mark.blur();
      for (const field of [...line.radios, line.minutes, line.base, line.mark]) field.disabled = true;
    }
    this.#queue.flush();
  }

  #say(state) {
    this.#state = state;
    showState(state, this.#queue.aside.length);
    offerSignIn(state.name);
  }

  #find({ lesson, pupil }) {
    return lesson === this.#lesson ? this.#lines.find((line) => line.pupil === pupil) : undefined;
  }

  #showAgain(edit) {
    const line = this.#find(edit);
    if (!line) return;
    line.text = line.last = edit.text;
    if (edit.status) this.#trouble(line, edit.status, edit.answer);
    else line.show("unsaved");
  }

  #listen(line) {
    line.attendance.addEventListener("change", () => {
      line.showAbsence();
      this.#put(line);
      if (line.code.dataset.late !== undefined && !line.minutes.value) line.minutes.focus();
    });
    line.mark.addEventListener("change", () => this.#put(line));
    line.mark.addEventListener("keydown", (event) => this.#key(event, line));
    line.mark.addEventListener("paste", (event) => this.#paste(event, line));
  }

  #put(line, { isBack = false } = {}) {
    const { was, mark, absence } = line.stored;
    const { pupil, text, last } = line;
    if (text !== last && !isBack) this.#steps.push([{ lesson: this.#lesson, pupil, before: last, after: text }]);
    line.last = text;
    line.show("unsaved");
    this.#queue.put({ lesson: this.#lesson, pupil, text, was, mark, absence, about: `${line.name}, ${lessonWords(this.#lesson)}` });
  }

  /** What the server has, in the place of what was thrown away. */
  #giveUp(edit) {
    const line = "pupil" in edit && this.#find(edit);
    if (!line) return;
    line.text = line.last = line.stored.was;
    line.show("");
  }

  /** Ctrl+Z takes back what was handed over; while one is still writing, the field's own undo does. */
  #back(event) {
    if (event.key !== "z" || !(event.ctrlKey || event.metaKey) || event.target.matches("textarea, [type=date]")) return;
    if (this.#lines.some((line) => line.text !== line.last)) return;
    const changes = this.#steps.take();
    if (!changes) return;
    event.preventDefault();
    const left = changes.filter((change) => !this.#takeBack(change));
    const names = left.map(({ pupil, isTexts }) => (isTexts ? document.querySelector("#topic h2").textContent : (this.#lineOf(pupil)?.name ?? "")));
    const words = [changes.length > left.length && say("undone"), left.length && say("notUndone", some(names))];
    toast({ text: words.filter(Boolean).join(" ") });
  }

  #lineOf(pupil) {
    return this.#lines.find((line) => line.pupil === pupil);
  }

  #takeBack({ pupil, isTexts, before, after }) {
    if (isTexts) return this.takeBackTexts(before, after);
    const line = this.#lineOf(pupil);
    if (line?.text !== after) return false;
    line.text = before;
    this.#put(line, { isBack: true });
    return true;
  }

  #key(event, line) {
    const steps = { Enter: event.shiftKey ? -1 : 1, ArrowDown: 1, ArrowUp: -1 };
    const step = steps[event.key];
    const isInText = line.mark.matches("textarea") && event.key !== "Enter"; // arrows move through a description
    if (!step || event.isComposing || isInText) return;
    event.preventDefault();
    const next = this.#lines[this.#lines.indexOf(line) + step];
    if (next) {
      next.mark.focus();
      next.mark.select();
    } else {
      line.mark.blur();
    }
  }

  #paste(event, line) {
    const rows = blockOf(event.clipboardData.getData("text/plain"));
    if (rows?.length === 1 && rows[0].length === 1) return;
    event.preventDefault();
    if (!rows) return toast({ text: say("tooLarge"), failed: true });
    const from = this.#lines.indexOf(line);
    const { edits, left } = laid(rows, (r, c) => (c === 0 ? this.#lines[from + r] : undefined), () => false);
    const before = edits.map(([target]) => [target, target.mark.value]);
    this.#write(edits);
    const words = [sayCount("filled", edits.length)];
    if (left.rows.length) words.push(sayCount("rowsLeft", left.rows.length).replace("@", () => `${left.rows[0].row}. («${left.rows[0].text}»)`));
    if (left.columns.size) words.push(sayCount("columnsLeft", left.columns.size));
    toast({ text: words.join(" "), undo: () => this.#write(before) });
  }

  #write(marks) {
    for (const [line, text] of marks) {
      line.mark.value = text;
      this.#put(line);
    }
  }

  #settle({ lesson, pupil, status, sent, text, mark, absence, points, reason, isNewer }) {
    const line = this.#find({ lesson, pupil });
    if (!line) return;
    if (status === "saved") line.store({ text, mark, absence });
    if (status === "saved") this.#steps.settle({ lesson, pupil }, sent, text);
    if (isNewer) return;
    if (status === "saved") {
      if (document.activeElement !== line.mark && document.activeElement !== line.minutes) line.text = line.last = text;
      line.show("");
      line.showPoints(points);
    } else {
      this.#trouble(line, status, { text, mark, absence, reason });
    }
    this.#say(this.#state);
  }

  #trouble(line, status, answer) {
    const buttons = status === "conflict" ? this.#choices(line, answer) : [];
    line.show(status, troubleText({ status, answer, reason: answer.reason }), buttons);
  }

  #choices(line, answer) {
    const mine = line.text;
    const choose = (text) => () => {
      line.store(answer);
      line.text = text;
      this.#put(line);
    };
    return [
      button(mine ? say("mine", mine) : say("mineEmpty"), choose(mine)),
      button(answer.text ? say("theirs", answer.text) : say("theirsEmpty"), choose(answer.text)),
    ];
  }
}

function button(label, act) {
  const made = Object.assign(document.createElement("button"), { type: "button", className: "button small", textContent: label });
  made.addEventListener("click", act);
  return made;
}

// The journal's table as a model: which cell is whose, what the server has in it, what stands there now, and its state.

import { say } from "./journal-words.js";

const FITS = 5; // letters of a mark; the server says the same of what it shows (grid_html.py)

export class Cells {
  #table;
  #heads;
  #rows;
  #rowOf; // pupil → row
  #columnOf; // lesson → column
  #stored = new WeakMap(); // td → { text, mark, absence, points } as the server last said; points of a percent
  #shown = new WeakMap(); // td → the text that stands there, typed or stored
  #troubles = new Map(); // td → { status, reason, answer }

  constructor(table) {
    this.#table = table;
    this.#heads = [...table.tHead.rows[0].cells].filter((head) => head.dataset.lesson);
    this.#rows = [...table.tBodies[0].rows];
    this.#rowOf = new Map(this.#rows.map((tr, row) => [Number(tr.dataset.pupil), row]));
    this.#columnOf = new Map(this.#heads.map((head, column) => [head.dataset.lesson, column]));
    this.#protect();
  }

  /** What can't be written in says so: days on which a pupil is no member, and what the rows come to. */
  #protect() {
    for (const td of this.#table.querySelectorAll("td.out")) td.setAttribute("aria-readonly", "true");
    for (const row of this.#rows) for (const td of this.#ends(row)) td.setAttribute("aria-readonly", "true");
  }

  /** The cells after the lessons: mean and absences, or absences alone. */
  #ends(row) {
    return [...row.cells].slice(this.columns + 1);
  }

  get columns() {
    return this.#heads.length;
  }

  get rows() {
    return this.#rows.length;
  }

  get troubles() {
    return this.#troubles;
  }

  at(row, column) {
    const td = this.#rows[row]?.cells[column + 1];
    return column >= 0 && column < this.columns ? (td ?? null) : null;
  }

  place(td) {
    return { row: td.parentElement.sectionRowIndex, column: td.cellIndex - 1 };
  }

  key(td) {
    return { lesson: this.head(td).dataset.lesson, pupil: Number(td.parentElement.dataset.pupil) };
  }

  head(td) {
    return this.#heads[td.cellIndex - 1];
  }

  name(td) {
    return td.parentElement.cells[0].querySelector("span").textContent;
  }

  /** Day, weekday and number of the cell's lesson, as its head says them. */
  lesson(td) {
    return this.head(td).textContent.trim().replace(/\s+/g, " ");
  }

  /** Whether entries can be made in a lesson today: it has come, and was held. */
  isOpen(column) {
    return !this.#table.querySelectorAll("col")[column + 1].matches(".ahead, .cancelled");
  }

  hasColumn({ lesson }) {
    return this.#columnOf.has(lesson);
  }

  /** What a pupil's mean counts, in words. */
  about(td) {
    return td.parentElement.querySelector("td[aria-label]")?.getAttribute("aria-label") ?? "";
  }

  /** What the percent that stands in a cell counts as, in words. */
  points(td) {
    const { text, points } = this.stored(td);
    return points !== undefined && text === this.shown(td) ? say("points", points) : "";
  }

  /** The cell of a pupil in a lesson; without a pupil the lesson's first. */
  find({ lesson, pupil }) {
    const row = pupil ? this.#rowOf.get(pupil) : 0;
    const column = this.#columnOf.get(lesson);
    return row === undefined || column === undefined ? null : this.at(row, column);
  }

  /** The cell of the grid that something on the page lies in, if it can be written in. */
  holding(element) {
    const td = element.closest("td");
    const isCell = td && this.#table.contains(td) && td.cellIndex > 0 && td.cellIndex <= this.columns;
    return isCell && !td.classList.contains("out") ? td : null;
  }

  stored(td) {
    if (!this.#stored.has(td)) {
      const [mark, absence] = (td.dataset.r ?? "0.0").split(".").map(Number);
      this.#stored.set(td, { text: td.firstChild?.data ?? "", mark, absence, points: td.dataset.p });
    }
    return this.#stored.get(td);
  }

  store(td, { text, mark, absence, points }) {
    this.#stored.set(td, { text, mark, absence, points });
  }

  shown(td) {
    return this.#shown.get(td) ?? this.stored(td).text;
  }

  /** Write a text into a cell; an input that is in it shows the text itself. */
  show(td, text) {
    this.stored(td);
    this.#shown.set(td, text);
    td.toggleAttribute("data-long", text.length > FITS);
    const input = td.querySelector("input");
    if (input) input.value = text;
    else td.textContent = text;
  }

  /** `status`: "" (as the server has it), "unsaved", "refused" or "conflict". */
  mark(td, status, trouble = {}) {
    if (status) td.dataset.state = status;
    else delete td.dataset.state;
    if (status === "refused" || status === "conflict") this.#troubles.set(td, { status, ...trouble });
    else this.#troubles.delete(td);
  }

  /** What a pupil's row comes to. */
  summarise(pupil, { absent, unexcused, ...means }) {
    const row = this.#rows[this.#rowOf.get(Number(pupil))];
    if (!row) return;
    const [absentCell, meanCell] = this.#ends(row).reverse();
    fill(absentCell, absent || "", unexcused);
    if (meanCell) this.#showMean(meanCell, means);
  }

  #showMean(meanCell, { mean, counted, about, weighted }) {
    fill(meanCell, mean, counted);
    if (about) meanCell.setAttribute("aria-label", about);
    else meanCell.removeAttribute("aria-label");
    const head = this.#table.tHead.rows[0].cells[meanCell.cellIndex];
    if (weighted && !head.querySelector(".weighted")) {
      head.append(" ", Object.assign(document.createElement("small"), { className: "weighted", textContent: say("weighted") }));
    }
  }
}

function fill(td, text, count) {
  td.textContent = text;
  if (text !== "" && count) td.append(" ", Object.assign(document.createElement("small"), { textContent: `(${count})` }));
}

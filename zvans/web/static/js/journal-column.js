// What can be done with a whole lesson's column: its kind of work, the same for everybody, only where nothing stands or everywhere, and
// moving what was written in the wrong lesson. A dialog: reached by Alt+↓ from a cell, and by the button over the table with a finger.

import { openDialog } from "./dialog.js";
import { say } from "./journal-words.js";

export class ColumnDialog {
  #cells;
  #bulk;
  #kind;
  #dialog = document.getElementById("journal-column");
  #form = this.#dialog.querySelector("form");
  #td = null;

  constructor(cells, bulk, kind) {
    this.#cells = cells;
    this.#bulk = bulk;
    this.#kind = kind;
    this.#form.addEventListener("submit", (event) => this.#act(event));
  }

  open(td, opener) {
    this.#td = td;
    const { column } = this.#cells.place(td);
    this.#dialog.querySelector("h2").textContent = this.#cells.lesson(td);
    this.#form.elements.text.value = this.#cells.shown(td);
    this.#kind.show(this.#cells.head(td), this.#form.elements.kind);
    this.#form.elements.to?.replaceChildren(new Option(say("chooseLesson"), ""), ...this.#options(column));
    openDialog(this.#dialog, opener);
    this.#form.elements.text.select();
  }

  /** Lessons to move to, the nearest first: it is mostly the one before or after. */
  #options(column) {
    const others = Array.from({ length: this.#cells.columns }, (_, n) => n).filter((n) => n !== column && this.#cells.isOpen(n));
    others.sort((a, b) => Math.abs(a - column) - Math.abs(b - column));
    return others.map((n) => new Option(this.#cells.lesson(this.#cells.at(0, n)), n));
  }

  #act(event) {
    event.preventDefault();
    const { text, to } = this.#form.elements;
    const act = event.submitter?.value ?? "empty";
    if (act === "move" && !to.value) return to.focus();
    this.#dialog.close();
    if (act === "kind") this.#kind.choose(this.#cells.head(this.#td), Number(this.#form.elements.kind.value));
    else if (act === "move") this.#bulk.moveColumn(this.#td, Number(to.value));
    else if (act !== "cancel") this.#bulk.fillColumn(this.#td, text.value.trim(), { isOverwriting: act === "all" });
  }
}

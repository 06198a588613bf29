// Parting a class into groups by keyboard: arrows move, a digit puts the pupil (or all that are checked) into a group.

class Seats {
  #rows;
  #columns;
  #said = document.getElementById("seats-said");

  constructor(table) {
    this.#rows = [...table.tBodies[0].rows];
    this.#columns = [...table.tHead.querySelectorAll("[data-count]")];
    for (const hidden of table.closest("form").querySelectorAll(".seats-check, .needs-keys")) hidden.hidden = false;
    table.addEventListener("keydown", (event) => this.#key(event));
    table.addEventListener("change", ({ target }) => target.type === "radio" && this.#count());
    this.#count();
  }

  #key(event) {
    const row = event.target.closest("tbody tr");
    if (!row || event.ctrlKey || event.altKey || event.metaKey) return;
    const done = this.#moved(row, event) || this.#seated(row, event.key) || (event.key === "x" && this.#check(row));
    if (done) event.preventDefault();
  }

  /** Up and down through the list, in the same column; with Shift what is passed is checked. */
  #moved(row, { key, shiftKey, target }) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[key];
    if (!step) return false;
    if (shiftKey) this.#box(row).checked = true;
    const next = this.#rows[this.#rows.indexOf(row) + step];
    if (!next) return true;
    if (shiftKey) this.#box(next).checked = true;
    const place = [...row.querySelectorAll("input:not([type=hidden])")].indexOf(target);
    next.querySelectorAll("input:not([type=hidden])")[place].focus();
    return true;
  }

  /** A digit: those that are checked, or this one, and on to the next. 0 takes out of every group. */
  #seated(row, key) {
    if (!/^[0-9]$/.test(key)) return false;
    const column = key === "0" ? this.#columns.length - 1 : Number(key) - 1;
    if (column >= this.#columns.length || (column === this.#columns.length - 1 && key !== "0")) return true;
    const checked = this.#rows.filter((one) => this.#box(one).checked);
    for (const one of checked.length ? checked : [row]) this.#radios(one)[column].checked = true;
    for (const one of checked) this.#box(one).checked = false;
    const next = checked.length ? row : (this.#rows[this.#rows.indexOf(row) + 1] ?? row);
    this.#radios(next).find((radio) => radio.checked).focus();
    this.#count();
    return true;
  }

  #check(row) {
    this.#box(row).checked = !this.#box(row).checked;
    return true;
  }

  /** How many each group has now, beside its name and said aloud. */
  #count() {
    const words = this.#columns.map((output, column) => {
      const count = this.#rows.filter((row) => this.#radios(row)[column].checked).length;
      output.textContent = count;
      return output.parentElement.textContent.trim().replace(/\s+/g, " ");
    });
    this.#said.textContent = words.join(", ");
  }

  #box(row) {
    return row.querySelector("[data-check]");
  }

  #radios(row) {
    return [...row.querySelectorAll("[type=radio]")];
  }
}

const table = document.querySelector(".seats");
if (table) new Seats(table);

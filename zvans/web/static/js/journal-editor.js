// The one input of the grid. It lies in the cell that has the focus, so that typing, composed letters, screen readers and a phone's
// keyboard work as in any field. Its text is selected on arrival: typing replaces, F2 goes into what stands there.

const PAGE = 10; // rows

export class Editor {
  #cells;
  #does; // what the grid does with a cell: write, fill, paste, undo, choose, giveUp, describe, arrive, column, history; and help
  #td = null;
  #isInside = false; // F2: arrows move the caret
  #isLeaving = false; // Escape, then Tab: out of the table
  #isMoving = false;

  constructor(cells, does) {
    this.#cells = cells;
    this.#does = does;
    this.input = Object.assign(document.createElement("input"), {
      type: "text", maxLength: 20, autocomplete: "off", spellcheck: false, enterKeyHint: "next",
    });
    this.input.setAttribute("autocapitalize", "off");
    this.input.addEventListener("keydown", (event) => this.#key(event));
    this.input.addEventListener("blur", () => this.#isMoving || this.commit());
    this.input.addEventListener("focus", () => this.#isMoving || this.#arrive());
    this.input.addEventListener("paste", (event) => this.#paste(event));
    this.input.addEventListener("dblclick", () => (this.#isInside = true));
  }

  get cell() {
    return this.#td;
  }

  get isTouched() {
    return this.#td !== null && this.input.value !== this.#cells.shown(this.#td);
  }

  /** Put the input into a cell. `focus: false` only makes it the cell that Tab arrives at. */
  go(td, { focus = true } = {}) {
    if (!td || td.classList.contains("out")) return;
    this.commit();
    this.#isMoving = true;
    const left = this.#td;
    this.#td = td;
    if (left !== td) {
      const text = this.#cells.shown(td);
      left?.classList.remove("at");
      td.classList.add("at");
      td.replaceChildren(this.input);
      this.input.value = text;
      if (left) left.textContent = this.#cells.shown(left);
    }
    this.#does.describe(td);
    if (focus) this.#enterCell(td);
    this.#isMoving = false;
  }

  /** All that changes how the page looks comes before what makes the browser lay it out: so it does that once for a key. */
  #enterCell(td) {
    this.#isInside = false;
    this.#isLeaving = false;
    this.#does.arrive(td);
    this.#select(); // gives the focus, where the browser is Chromium
    if (document.activeElement !== this.input) this.input.focus({ preventScroll: true });
    td.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  /** Hand over what was typed. */
  commit() {
    if (this.isTouched) this.#does.write(this.#td, this.input.value.trim());
  }

  #arrive() {
    this.#isInside = false;
    this.#isLeaving = false;
    this.#select();
    this.#does.arrive(this.#td);
  }

  #select() {
    const { selectionStart, selectionEnd, value } = this.input;
    if (selectionStart !== 0 || selectionEnd !== value.length) this.input.select();
  }

  #move(rows, columns) {
    const { row, column } = this.#cells.place(this.#td);
    let [r, c] = [row + rows, column + columns];
    while (this.#cells.at(r, c)?.classList.contains("out")) [r, c] = [r + Math.sign(rows), c + Math.sign(columns)];
    const td = this.#cells.at(r, c);
    if (td) this.go(td);
    else this.#stay();
    return Boolean(td);
  }

  #stay() {
    this.commit();
    this.#arrive();
  }

  #leap(row, column) {
    const at = this.#cells.place(this.#td);
    this.go(this.#cells.at(row ?? at.row, column ?? at.column));
  }

  #paste(event) {
    const text = event.clipboardData.getData("text/plain");
    if (this.#isInside && !/[\t\n]/.test(text.trim())) return;
    event.preventDefault();
    this.#does.paste(this.#td, text);
    this.input.select();
  }

  #key(event) {
    if (event.isComposing || (event.altKey && event.key !== "ArrowDown")) return;
    const act = this.#action(event);
    if (act && act() !== false) event.preventDefault();
    if (event.key !== "Escape") this.#isLeaving = false;
  }

  /** What a key does here; nothing for one that is only typed. An action that returns false leaves the key to the browser. */
  #action(event) {
    const control = event.ctrlKey || event.metaKey;
    const back = event.shiftKey ? -1 : 1;
    const step = (rows, columns) => () => (this.#isInside && columns ? false : this.#move(rows, columns));
    const keys = {
      Enter: () => (control ? this.#fill() : this.#enter(back)),
      Tab: () => !this.#isLeaving && this.#move(0, back),
      ArrowDown: event.altKey ? () => this.#openColumn() : step(1, 0), ArrowUp: step(-1, 0), ArrowRight: step(0, 1), ArrowLeft: step(0, -1),
      PageDown: () => this.#leap(this.#near(PAGE)), PageUp: () => this.#leap(this.#near(-PAGE)),
      Home: () => (this.#isInside ? false : control ? this.#leap(0) : this.#leap(null, 0)),
      End: () => (this.#isInside ? false : control ? this.#leap(this.#cells.rows - 1) : this.#leap(null, this.#cells.columns - 1)),
      F2: () => (event.shiftKey ? this.#does.history(this.#td) : this.#goInside()),
      Escape: () => this.#giveUp(),
      Delete: () => (this.#isInside || this.isTouched ? false : this.#does.write(this.#td, "", { isClearing: true })),
      z: () => (control && !this.isTouched ? this.#does.undo() : false),
      "?": () => (this.isTouched ? false : this.#does.help()),
    };
    if (control && !["Enter", "Home", "End", "z"].includes(event.key)) return null;
    return keys[event.key];
  }

  #near(rows) {
    const { row } = this.#cells.place(this.#td);
    return Math.max(0, Math.min(this.#cells.rows - 1, row + rows));
  }

  #enter(back) {
    if (!this.isTouched && this.#does.choose(this.#td)) return;
    this.#move(back, 0);
  }

  #fill() {
    this.#does.fill(this.#td, this.input.value.trim());
    this.input.select();
  }

  #openColumn() {
    this.commit();
    this.#does.column(this.#td);
  }

  #goInside() {
    this.#isInside = true;
    this.input.setSelectionRange(this.input.value.length, this.input.value.length);
  }

  #giveUp() {
    if (!this.isTouched && !this.#does.giveUp(this.#td)) this.#isLeaving = true;
    this.input.value = this.#cells.shown(this.#td);
    this.#isInside = false;
    this.input.select();
  }
}

// Many cells at once: paste, fill, a column moved to another lesson. Each is one step, says what it did and what had no place, and can be
// taken back from the toast.

import { blockOf, laid } from "./journal-block.js";
import { say, sayCount } from "./journal-words.js";
import { toast } from "./toast.js";

const NAMED = 3; // how many are named before «and others»

export class Bulk {
  #cells;
  #write; // [[td, text]] → the step, for undo
  #undo;

  constructor(cells, { write, undo }) {
    this.#cells = cells;
    this.#write = write;
    this.#undo = undo;
  }

  paste(td, text) {
    const rows = blockOf(text);
    if (!rows) return toast({ text: say("tooLarge"), failed: true });
    const { row, column } = this.#cells.place(td);
    const { edits, left } = laid(rows, (r, c) => this.#cells.at(row + r, column + c), isClosed);
    this.#writeMany(edits, this.#leftOut(left));
  }

  /** The text into this cell and all empty ones below it. */
  fillDown(td, text) {
    const { row } = this.#cells.place(td);
    const below = this.#column(td).slice(row + 1).filter((other) => !isClosed(other) && !this.#cells.shown(other));
    this.#writeMany([td, ...below].map((other) => [other, text]));
  }

  /** The text for everybody in a lesson, or only where nothing stands. */
  fillColumn(td, text, { isOverwriting }) {
    const open = this.#column(td).filter((other) => !isClosed(other));
    this.#writeMany(open.filter((other) => isOverwriting || !this.#cells.shown(other)).map((other) => [other, text]), "", { isSaid: true });
  }

  /** Everything that stands in one lesson goes to another; where something stands there already both stay. */
  moveColumn(td, column) {
    const written = this.#column(td).filter((cell) => this.#cells.shown(cell));
    const pairs = written.map((from) => [from, this.#cells.at(this.#cells.place(from).row, column)]);
    const moved = pairs.filter(([, to]) => !isClosed(to) && !this.#cells.shown(to));
    const stayed = pairs.filter((pair) => !moved.includes(pair)).map(([from]) => this.#cells.name(from));
    const edits = moved.flatMap(([from, to]) => [[to, this.#cells.shown(from)], [from, ""]]);
    const step = edits.length ? this.#write(edits) : null;
    const words = [step && sayCount("moved", moved.length), stayed.length && say("stayed", some(stayed)), !pairs.length && say("nothing")];
    this.#say(words, step);
  }

  #column(td) {
    const { column } = this.#cells.place(td);
    return Array.from({ length: this.#cells.rows }, (_, row) => this.#cells.at(row, column));
  }

  /** Where something was overwritten, the toast offers to fill only the empty ones. */
  #writeMany(edits, left = "", { isSaid = false } = {}) {
    const changes = edits.filter(([td, text]) => text !== this.#cells.shown(td));
    const overwritten = changes.map(([td]) => [td, this.#cells.shown(td)]).filter(([, before]) => before);
    const step = changes.length ? this.#write(changes) : null;
    if (changes.length < 2 && !left && !isSaid) return;
    const onlyEmpty = overwritten.length > 0 && changes.length > 1 && { label: say("onlyEmpty"), act: () => this.#write(overwritten) };
    this.#say([step ? sayCount("filled", changes.length) : say("nothing"), left], step, onlyEmpty || undefined);
  }

  #say(words, step, action) {
    toast({ text: words.filter(Boolean).join(" "), undo: step ? () => this.#undo(step) : undefined, action });
  }

  /** What of a block had no place here, in words. */
  #leftOut({ rows, columns, closed }) {
    const words = [];
    if (rows.length) words.push(sayCount("rowsLeft", rows.length).replace("@", () => `${rows[0].row}. («${rows[0].text}»)`));
    if (columns.size) words.push(sayCount("columnsLeft", columns.size));
    if (closed.length) words.push(say("closedLeft", some(closed.map(({ place, text }) => `${this.#cells.name(place)} «${text}»`))));
    return words.join(" ");
  }
}

const isClosed = (td) => td.classList.contains("out");

export function some(names) {
  const shown = names.slice(0, NAMED).join(", ");
  return names.length > NAMED ? `${shown} ${sayCount("andOthers", names.length - NAMED)}` : shown;
}

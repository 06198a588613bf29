// A word beside a cell: why it was refused, or what somebody else wrote there meanwhile, with the choice between the two.
// It lies over the page, outside of the table's own scrolling, and moves nothing.

import { say } from "./journal-words.js";

const GAP = 4; // px
const SECONDS = 6; // a note of another cell stays at least so long while somebody types on

export class Note {
  #wrap;
  #frame;
  #td = null;
  #since = 0; // when the note came, ms

  constructor(frame) {
    this.#frame = frame;
    this.#wrap = frame.parentElement;
    this.box = Object.assign(document.createElement("div"), { className: "cell-note", id: "cell-note", hidden: true });
    this.box.setAttribute("role", "status");
    this.#wrap.append(this.box);
    frame.addEventListener("scroll", () => this.#place(), { passive: true });
    window.addEventListener("resize", () => this.#place());
  }

  get cell() {
    return this.box.hidden ? null : this.#td;
  }

  /** Make room for what is said of the cell one has come to, unless the last note has hardly been read. */
  hide() {
    if (this.box.dataset.side === "below" || Date.now() - this.#since > SECONDS * 1000) this.box.hidden = true;
  }

  /** A note of a cell that is in order again goes at once. */
  drop(td) {
    if (td === this.#td) this.box.hidden = true;
  }

  /** `isHere`: the cell has the focus, so the note stands below it; else beside, off the column in which somebody types on. */
  show(td, { reason, choices = [], isQuiet = false }, isHere) {
    this.#td = td;
    this.#since = Date.now();
    const text = Object.assign(document.createElement("p"), { textContent: reason });
    const buttons = choices.map(({ label, act }) => this.#button(label, act));
    this.box.replaceChildren(text, ...buttons);
    this.box.classList.toggle("quiet", isQuiet);
    this.box.dataset.side = isHere ? "below" : "beside";
    this.box.hidden = false;
    this.#place();
  }

  focus() {
    this.box.querySelector("button")?.focus();
  }

  #button(label, act) {
    const made = Object.assign(document.createElement("button"), { type: "button", className: "button small", textContent: label });
    made.addEventListener("click", act);
    return made;
  }

  #place() {
    if (this.box.hidden || !this.#td) return;
    const cell = this.#td.getBoundingClientRect();
    const frame = this.#frame.getBoundingClientRect();
    const wrap = this.#wrap.getBoundingClientRect();
    const isBelow = this.box.dataset.side === "below";
    const isSeen = cell.bottom > frame.top && cell.top < frame.bottom && cell.right > frame.left && cell.left < frame.right;
    this.box.classList.toggle("away", !isSeen);
    const width = this.box.offsetWidth;
    const right = isBelow ? cell.left : cell.right + GAP;
    const left = isBelow ? cell.right - width : cell.left - GAP - width;
    const x = right + width <= wrap.right ? right : Math.max(wrap.left, left);
    this.box.style.setProperty("--x", `${x - wrap.left}px`);
    this.box.style.setProperty("--y", `${(isBelow ? cell.bottom + GAP : cell.top) - wrap.top}px`);
  }
}

/** A field that is not in order says so, and where it says why. */
export function describe(field, note) {
  if (note) {
    field.setAttribute("aria-invalid", "true");
    field.setAttribute("aria-describedby", note);
  } else {
    field.removeAttribute("aria-invalid");
    field.removeAttribute("aria-describedby");
  }
}

/** What the note says of a cell in trouble. */
export function troubleText({ status, reason, answer }) {
  if (status === "refused") return `${say("refused")}. ${reason}`;
  return answer.text ? say("conflict", answer.text) : say("conflictEmpty");
}

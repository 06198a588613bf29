// What colleagues write in the lesson on the screen meanwhile: into the fields that nobody is writing in; a word says who.

import { some } from "./journal-bulk.js";
import { Watch } from "./journal-watch.js";
import { say } from "./journal-words.js";
import { toast } from "./toast.js";

const PARTS = { topic: "#topic label", homework_text: "#homework label", homework_due_on: "#homework label", is_formative: "#marks h2", work_kind: "#marks h2" };

export class LessonNews {
  #form;
  #pupils;
  #texts;
  #showConfirmed;
  #isStale = false; // something changed that this page can't draw

  constructor(form, { pupils, texts, showConfirmed }) {
    this.#form = form;
    this.#pupils = pupils;
    this.#texts = texts;
    this.#showConfirmed = showConfirmed;
    new Watch({ address: () => this.#address, account: form.dataset.account, hear: (answer) => this.#hear(answer) });
  }

  get #address() {
    const { changes, attended, cancelled } = this.#form.dataset;
    const seen = [...this.#texts.revisions, attended === undefined ? 0 : 1, cancelled === undefined ? 0 : 1];
    return `${changes}?seen=${seen.join("-")}`;
  }

  #hear({ cells, texts, attendance, is_cancelled: isCancelled }) {
    const lines = this.#pupils.merge(cells);
    const fields = texts ? this.#texts.merge(texts) : [];
    const parts = fields.map((name) => document.querySelector(PARTS[name]).textContent.trim());
    const what = [...new Set([...lines.map(({ line }) => line.name), ...parts, ...this.#confirmed(attendance)])];
    const who = [...lines.map((answer) => answer.who), fields.length && texts.who].filter(Boolean);
    if (what.length) toast({ text: say("changed", some(what)).replace("@", () => some([...new Set(who)]) || say("somebody")) });
    this.#look(attendance, isCancelled);
  }

  #confirmed(attendance) {
    if (!attendance || this.#isAttended) return [];
    this.#form.dataset.attended = "";
    return this.#showConfirmed(attendance) ? [document.querySelector("#attendance h2").textContent] : [];
  }

  get #isAttended() {
    return "attended" in this.#form.dataset;
  }

  /** Cancelled, held after all, attendance taken back: another page than this one. */
  #look(attendance, isCancelled) {
    const isOther = isCancelled !== "cancelled" in this.#form.dataset || (!attendance && this.#isAttended);
    if (!isOther || this.#isStale) return;
    this.#isStale = true;
    toast({ text: say("lessonChanged"), action: { label: say("reopen"), act: () => location.reload() } });
  }
}

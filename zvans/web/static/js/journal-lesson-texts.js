// Topic, kind of marks and homework: saved shortly after one stops writing. What the server has not taken stays in this browser.

import { lockOf } from "./journal-left-texts.js";
import { offerSignIn } from "./journal-sign-in.js";
import { BrowserStore } from "./journal-store.js";
import { send, stateOf } from "./journal-wire.js";
import { say } from "./journal-words.js";

const DELAY = 1200; // ms
const AGAIN = 5000; // ms
const FIELDS = ["topic", "is_formative", "work_kind", "homework_text", "homework_due_on", "revision", "homework_revision"];

export class LessonTexts {
  #form;
  #store;
  #state;
  #timer = null;
  #isSending = false;
  #isChanged = false;
  #isBack = false; // what waits takes back a step, and is none itself
  #saved; // values as the server has them
  #steps;
  #isHeld = false; // a colleague wrote meanwhile: nothing is sent until somebody has seen both and saves

  constructor(form, steps) {
    this.#form = form;
    this.#steps = steps;
    this.#saved = this.#written;
    this.#store = new BrowserStore(form.dataset.keep);
    this.#state = form.querySelector(".texts-state");
    navigator.locks?.request(lockOf(form.dataset.keep, form.dataset.lesson), () => new Promise(() => {})); // until the page is left
    form.addEventListener("input", ({ target }) => FIELDS.includes(target.name) && this.#changed());
    for (const event of ["online", "signed-in", "pageshow", "pagehide"]) window.addEventListener(event, () => this.#send());
    for (const event of ["visibilitychange", "resume"]) document.addEventListener(event, () => this.#send());
    this.#takeUp();
  }

  /** The form goes as a whole; the page that answers knows what became of it. */
  leave() {
    clearTimeout(this.#timer);
    this.#isHeld = true;
  }

  get revisions() {
    const { revision, homework_revision: homework } = this.#form.elements;
    return [revision.value || 0, homework.value || 0];
  }

  /** What a colleague wrote, unless somebody is writing here just now: then saving shows both. Returns the names of fields that changed. */
  merge(texts) {
    const isOlder = texts.revision < this.#form.elements.revision.value || texts.homework_revision < this.#form.elements.homework_revision.value;
    const isBusy = this.#isChanged || this.#isSending || this.#isHeld || FIELDS.includes(document.activeElement.name);
    if (isOlder || isBusy) return [];
    const before = this.#values;
    for (const name of FIELDS) {
      const field = this.#form.elements[name];
      if (field && texts[name] !== null) field.value = texts[name];
    }
    const after = this.#values;
    this.#saved = written(after);
    return FIELDS.filter((name) => !name.endsWith("revision") && before[name] !== after[name]);
  }

  /** Put back what stood before a step, if what it wrote still stands there. */
  takeBack(before, after) {
    const now = this.#written;
    if (Object.keys(after).some((name) => now[name] !== after[name])) return false;
    for (const [name, text] of Object.entries(before)) this.#form.elements[name].value = text;
    this.#changed();
    this.#isBack = true;
    return true;
  }

  /** What can be taken back, also after a reload: all that was written from one saving to the next. */
  #step(sent) {
    const after = written(sent);
    const isOther = Object.keys(after).some((name) => this.#saved[name] !== after[name]);
    if (isOther && !this.#isBack) this.#steps.push([{ lesson: this.#form.dataset.lesson, isTexts: true, before: this.#saved, after }]);
    this.#isBack = false;
    this.#saved = after;
  }

  get #written() {
    return written(this.#values);
  }

  get #values() {
    const data = new FormData(this.#form);
    const there = FIELDS.filter((name) => this.#form.elements[name]);
    return Object.fromEntries(there.map((name) => [name, data.get(name) ?? ""]));
  }

  #takeUp() {
    const kept = this.#store.texts(this.#form.dataset.lesson);
    if ("answered" in this.#form.dataset) this.#store.forgetTexts(this.#form.dataset.lesson);
    if (!kept || "answered" in this.#form.dataset) return;
    for (const name of FIELDS) {
      const field = this.#form.elements[name];
      if (field && name in kept) field.value = kept[name];
    }
    this.#changed();
  }

  #changed() {
    this.#isChanged = true;
    this.#store.keepTexts(this.#form.dataset.lesson, this.#values);
    this.#say("unsaved");
    this.#later(DELAY);
  }

  #later(delay) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#send(), delay);
  }

  async #send() {
    if (!this.#isChanged || this.#isHeld) return;
    if (this.#isSending) return this.#later(DELAY);
    this.#isSending = true;
    this.#isChanged = false;
    this.#say("saving");
    const sent = this.#values;
    const body = new URLSearchParams(sent);
    const response = await send(this.#form.action, { body, account: this.#form.dataset.account }).catch(() => null);
    this.#isSending = false;
    if (response?.ok) this.#step(sent);
    if (response?.ok || response?.status === 409 || response?.status === 422) this.#answered(response.status, await response.json());
    else this.#waits(stateOf(response));
  }

  #waits(state) {
    this.#isChanged = true;
    this.#say(state === "offline" ? "unsaved" : state);
    offerSignIn(state);
    if (state !== "forbidden") this.#later(AGAIN);
  }

  #answered(status, { revision, homework_revision, theirs, reason, errors }) {
    this.#form.elements.revision.value = revision;
    this.#form.elements.homework_revision.value = homework_revision;
    this.#isHeld = Boolean(theirs);
    this.#showTheirs(theirs ?? {});
    if (status === 200 && !this.#isChanged) this.#store.forgetTexts(this.#form.dataset.lesson);
    const wrong = Object.values(errors).flat().map(({ message }) => message);
    const troubles = [reason, ...wrong].filter(Boolean);
    this.#say(status === 200 ? (this.#isChanged ? "unsaved" : "saved") : "refused", troubles.join(" "));
  }

  /** A colleague's texts beside one's own; saving again keeps one's own. */
  #showTheirs(theirs) {
    for (const box of this.#form.querySelectorAll("[data-theirs]")) {
      const text = theirs[box.dataset.theirs] ?? "";
      box.hidden = !text || text === this.#form.elements[box.dataset.theirs].value;
      box.querySelector("blockquote").textContent = text;
    }
  }

  #say(state, text = "") {
    this.#state.dataset.state = state;
    this.#state.textContent = text || (state === "unsaved" ? say("unsaved") : say(state));
  }
}

/** Without the revisions. */
const written = (values) => Object.fromEntries(Object.entries(values).filter(([name]) => !name.endsWith("revision")));

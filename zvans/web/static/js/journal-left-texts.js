// Topic and homework that the page of a lesson left behind when it was closed too early: the teacher's day sends them on as they stand.
// What was not taken is opened in its lesson, beside what a colleague wrote; it looks like a queue to those who list what was set aside.

import { lessonWords } from "./journal-aside.js";
import { BrowserStore } from "./journal-store.js";
import { send, stateOf } from "./journal-wire.js";
import { say } from "./journal-words.js";

const AGAIN = 5000; // ms

/** The page of a lesson writes in its texts for as long as it is open: nobody else sends them meanwhile. */
export function lockOf(keep, lesson) {
  return `zvans.texts.${keep}.${lesson}`;
}

export class LeftTexts extends EventTarget {
  #store;
  #keep;
  #address;
  #account;
  #refused = new Map(); // lesson → why
  #timer = null;
  #isSending = false;
  isForbidden = false;

  /** `address`: the journal's, ending in a slash. */
  constructor({ address, keep, account }) {
    super();
    [this.#address, this.#keep, this.#account] = [address, keep, account];
    this.#store = new BrowserStore(keep);
    for (const event of ["online", "signed-in", "pageshow"]) window.addEventListener(event, () => this.#send());
  }

  get unsent() {
    return this.#store.allTexts().map(([lesson, texts]) => entry(lesson, texts));
  }

  get aside() {
    return this.#store.allTexts().filter(([lesson]) => this.#refused.has(lesson)).map(([lesson, texts]) => entry(lesson, texts, this.#refused.get(lesson)));
  }

  addressOf(lesson) {
    return `${this.#address}${lesson.replaceAll(".", "/")}/`;
  }

  takeUp() {
    return this.#send();
  }

  retry({ lesson }) {
    this.#refused.delete(lesson);
    this.#send();
  }

  giveUp({ lesson }) {
    this.#store.forgetTexts(lesson);
    this.#refused.delete(lesson);
    this.#tell("saved");
  }

  async #send() {
    if (this.#isSending) return;
    clearTimeout(this.#timer);
    this.#isSending = true;
    let state = "saved";
    for (const [lesson, texts] of this.#store.allTexts()) {
      if (state === "saved" && !this.#refused.has(lesson)) state = await this.#sendOne(lesson, texts);
    }
    this.#isSending = false;
    this.isForbidden = state === "forbidden";
    this.#tell(state);
    if (state !== "saved" && state !== "forbidden") this.#timer = setTimeout(() => this.#send(), AGAIN);
  }

  async #sendOne(lesson, texts) {
    const name = lockOf(this.#keep, lesson);
    const sent = () => this.#sent(lesson, texts);
    if (!navigator.locks) return sent();
    return navigator.locks.request(name, { ifAvailable: true }, (lock) => (lock ? sent() : "saved"));
  }

  async #sent(lesson, texts) {
    this.#tell("saving");
    const response = await send(this.addressOf(lesson), { body: new URLSearchParams(texts), account: this.#account }).catch(() => null);
    if (response?.ok) this.#store.forgetTexts(lesson);
    else if (response?.status === 409 || response?.status === 422) this.#refused.set(lesson, (await response.json().catch(() => ({}))).reason || say("lessonChanged"));
    else return stateOf(response);
    return "saved";
  }

  #tell(name) {
    const detail = { name, count: this.unsent.length - this.#refused.size, isKept: true };
    this.dispatchEvent(new CustomEvent("state", { detail }));
  }
}

const entry = (lesson, { topic, homework_text: homework }, reason = "") => ({
  lesson,
  pupil: null, // it is no press of «nobody is absent»
  about: lessonWords(lesson),
  text: [topic, homework].filter(Boolean).join(" · "),
  status: reason && "refused",
  answer: { reason },
});

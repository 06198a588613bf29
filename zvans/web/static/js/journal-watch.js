// What colleagues write in this journal meanwhile: asked for now and then while somebody looks at the page, and rarer while nothing happens.
// Only how long ago one asked last is told, never a time: no two clocks have to agree.

import { headers } from "./journal-wire.js";

const OFTEN = 12; // seconds
const RARELY = 60;
const AWAY = 600; // without a key or a touch for so long, nobody is asked
const OVERLAP = 10; // what is being written just as one asks is seen the next time
const KEPT = 259_200; // a page kept for times without a network may be days old

export class Watch {
  #address; // gives it, with what the page shows by now
  #account;
  #hear; // the server's answer
  #asked = document.documentElement.dataset.kept ? moment(KEPT) : { ticks: 0, clock: Date.now() - performance.now() };
  #lived = performance.now(); // when there last was a sign of life, ms
  #pause = OFTEN;
  #timer = null;
  #isAsking = false;
  #isMissed = false; // somebody came to look while the server was being asked: it may have answered what was so before

  constructor({ address, account, hear }) {
    this.#address = address;
    this.#account = account;
    this.#hear = hear;
    for (const event of ["focus", "online", "pageshow", "signed-in"]) window.addEventListener(event, () => this.#now());
    for (const event of ["visibilitychange", "resume"]) document.addEventListener(event, () => this.#now());
    for (const event of ["keydown", "pointerdown"]) document.addEventListener(event, () => this.#live(), { passive: true });
    this.#later();
  }

  #live() {
    const wasAway = this.#isAway;
    this.#lived = performance.now();
    if (wasAway) this.#now();
  }

  get #isAway() {
    return performance.now() - this.#lived > AWAY * 1000;
  }

  #now() {
    this.#pause = OFTEN;
    this.#lived = performance.now();
    this.#isMissed = this.#isAsking;
    this.#ask();
  }

  #later() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#ask(), this.#pause * 1000);
  }

  /** Seconds since one asked, the longer of two measures: a machine asleep stops the one, a clock set back the other. */
  get #age() {
    const passed = Math.max(performance.now() - this.#asked.ticks, Date.now() - this.#asked.clock);
    return Math.ceil(passed / 1000) + OVERLAP;
  }

  async #ask() {
    this.#later();
    if (this.#isAsking || this.#isAway || document.visibilityState !== "visible") return;
    this.#isAsking = true;
    const began = moment();
    const response = await fetch(`${this.#address()}&age=${this.#age}`, { headers: headers(this.#account) }).catch(() => null);
    this.#isAsking = false;
    if (response?.ok) this.#asked = began;
    this.#pause = response?.status === 200 ? OFTEN : Math.min(this.#pause * 1.3, RARELY);
    if (response?.status === 200) this.#hear(await response.json());
    if (!this.#isMissed) return;
    this.#isMissed = false;
    this.#ask();
  }
}

/** Now, or so many seconds ago, by both measures. */
function moment(ago = 0) {
  return { ticks: performance.now() - ago * 1000, clock: Date.now() - ago * 1000 };
}

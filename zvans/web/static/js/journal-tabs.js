// Several pages of one journal in one browser: one of them sends at a time, and all of them hear what came of it.

export class Tabs extends EventTarget {
  #name;
  #channel = null;

  constructor(keep) {
    super();
    this.#name = `zvans.journal.${keep}`;
    if (!("BroadcastChannel" in window)) return;
    this.#channel = new BroadcastChannel(this.#name);
    this.#channel.addEventListener("message", ({ data }) => this.dispatchEvent(new CustomEvent(data.kind, { detail: data.detail })));
  }

  /** Tell the other pages. */
  tell(kind, detail) {
    this.#channel?.postMessage({ kind, detail });
  }

  /** Do something while no other page does. Where there are no locks (no https) it is done all the same: a batch sent twice counts once. */
  alone(act) {
    return navigator.locks ? navigator.locks.request(this.#name, act) : act();
  }
}

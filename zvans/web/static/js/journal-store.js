// What has not reached the server yet, in this browser's storage: one entry for each cell and each batch, so that two pages of one
// journal don't write over each other. `keep` names account and journal: nobody sends what another person typed on the same machine.
// What the storage does not take (full, or not allowed) is held by the page alone, and `isKept` says so.

export class BrowserStore extends EventTarget {
  #prefix;
  #held = new Map(); // name → value, as all pages of this journal see it
  #unkept = new Set(); // names that only this page holds

  constructor(keep) {
    super();
    this.#prefix = `zvans.journal.${keep}.`;
    this.refresh();
    window.addEventListener("storage", (event) => this.#heard(event));
  }

  /** Whether everything here would outlive this page. */
  get isKept() {
    return this.#unkept.size === 0;
  }

  /** Read again what all pages have kept. */
  refresh() {
    const storage = storageOf();
    const own = [...this.#unkept].map((name) => [name, this.#held.get(name)]);
    const names = Object.keys(storage ?? {}).filter((name) => name.startsWith(this.#prefix));
    this.#held = new Map([...names.map((name) => [name.slice(this.#prefix.length), parsed(storage.getItem(name))]), ...own]);
  }

  keep(edit) {
    this.#write(nameOfCell(edit), edit);
  }

  forget(cell) {
    this.#remove(nameOfCell(cell));
  }

  edit(cell) {
    return this.#held.get(nameOfCell(cell));
  }

  edits() {
    return this.#all("cell.");
  }

  keepBatch(batch) {
    this.#write(`batch.${batch.batch}`, batch);
  }

  forgetBatch({ batch }) {
    this.#remove(`batch.${batch}`);
  }

  batches() {
    return this.#all("batch.");
  }

  /** «Nobody is absent» of a lesson. */
  keepConfirmation(confirmation) {
    this.#write(`confirm.${confirmation.lesson}`, confirmation);
  }

  forgetConfirmation({ lesson }) {
    this.#remove(`confirm.${lesson}`);
  }

  confirmations() {
    return this.#all("confirm.");
  }

  keepTexts(lesson, texts) {
    this.#write(`texts.${lesson}`, texts);
  }

  texts(lesson) {
    return this.#held.get(`texts.${lesson}`) ?? null;
  }

  /** [lesson, texts] of every lesson. */
  allTexts() {
    const names = [...this.#held].filter(([name, value]) => value && name.startsWith("texts."));
    return names.map(([name, value]) => [name.slice("texts.".length), value]);
  }

  forgetTexts(lesson) {
    this.#remove(`texts.${lesson}`);
  }

  #all(kind) {
    return [...this.#held].filter(([name, value]) => value && name.startsWith(kind)).map(([, value]) => value);
  }

  #write(name, value) {
    this.#held.set(name, value);
    try {
      window.localStorage.setItem(this.#prefix + name, JSON.stringify(value));
      this.#unkept.delete(name);
    } catch {
      this.#unkept.add(name);
    }
  }

  #remove(name) {
    this.#held.delete(name);
    this.#unkept.delete(name);
    storageOf()?.removeItem(this.#prefix + name);
  }

  /** Another page of this browser wrote or took away. */
  #heard({ key, newValue }) {
    if (!key?.startsWith(this.#prefix)) return;
    const name = key.slice(this.#prefix.length);
    const value = parsed(newValue);
    if (value) this.#held.set(name, value);
    else if (!this.#unkept.has(name)) this.#held.delete(name);
    this.dispatchEvent(new CustomEvent("change", { detail: name.startsWith("cell.") ? value : null }));
  }
}

const nameOfCell = ({ lesson, pupil }) => `cell.${lesson}.${pupil}`;

function parsed(text) {
  try {
    return JSON.parse(text ?? "null");
  } catch {
    return null;
  }
}

function storageOf() {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}

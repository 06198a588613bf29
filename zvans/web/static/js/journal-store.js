// What has not reached the server yet, in this browser's storage: one entry for each cell and each batch, so that two pages of one
// journal don't write over each other. `keep` names account and journal: nobody sends what another person typed on the same machine.

export class BrowserStore {
  #prefix;

  constructor(keep) {
    this.#prefix = `zvans.journal.${keep}.`;
  }

  keep(edit) {
    this.#write(`cell.${edit.lesson}.${edit.pupil}`, edit);
  }

  forget({ lesson, pupil }) {
    this.#remove(`cell.${lesson}.${pupil}`);
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

  keepTexts(lesson, texts) {
    this.#write(`texts.${lesson}`, texts);
  }

  texts(lesson) {
    return this.#read(`${this.#prefix}texts.${lesson}`);
  }

  forgetTexts(lesson) {
    this.#remove(`texts.${lesson}`);
  }

  #all(kind) {
    return Object.keys(storage())
      .filter((name) => name.startsWith(this.#prefix + kind))
      .sort()
      .map((name) => this.#read(name))
      .filter(Boolean);
  }

  #read(name) {
    try {
      return JSON.parse(storage()[name] ?? "null");
    } catch {
      return null;
    }
  }

  #write(name, value) {
    try {
      storage()[this.#prefix + name] = JSON.stringify(value);
    } catch {
      // Full, or not allowed: the page still holds it and sends it.
    }
  }

  #remove(name) {
    delete storage()[this.#prefix + name];
  }
}

const without = {};

function storage() {
  try {
    return window.localStorage;
  } catch {
    return without;
  }
}

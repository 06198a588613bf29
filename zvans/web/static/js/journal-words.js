// The page's words for what happens here, and the line that says how saving goes.

const words = document.getElementById("journal-words").dataset;
const plural = new Intl.PluralRules(document.documentElement.lang);

/** A word of the page, with a text in the place of «#». */
export function say(name, text = "") {
  return words[name].replace("#", () => text);
}

export function sayCount(name, count) {
  return say(name + (plural.select(count) === "one" ? "One" : "Other"), count);
}

const line = document.getElementById("save-state");

/** `troubles`: how many entries were not taken; while there are some, not everything is saved. */
export function showState({ name, count }, troubles = 0) {
  const state = name === "saved" && troubles ? "trouble" : name;
  line.dataset.state = state;
  line.querySelector(".save-words").textContent = phrase(state, count, troubles);
  line.querySelector(".save-way").hidden = name !== "ended";
}

function phrase(state, count, troubles) {
  if (state === "offline") return sayCount("offline", count);
  return state === "trouble" ? sayCount("trouble", troubles) : say(state);
}

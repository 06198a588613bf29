// The page's words for what happens here, and the line that says how saving goes.

import { voice } from "./journal-voice.js";

const words = document.getElementById("journal-words").dataset;
const plural = new Intl.PluralRules(document.documentElement.lang);

/** A word of the page, with a text in the place of «#». */
export function say(name, text = "") {
  return words[name].replace("#", () => text);
}

export function sayCount(name, count) {
  return say(name + (plural.select(count) === "one" ? "One" : "Other"), count);
}

/** What the button beside a state says: that one signs in, or does in another tab what is owed first. */
export const LEADS = { ended: "signIn", other: "signIn", owes: "goOn" };

const line = document.getElementById("save-state");
let shown = ""; // what stands there: it is said anew at every key

/** `troubles`: how many entries were not taken; while there are some, not everything is saved. */
export function showState({ name, count, isKept = true }, troubles = 0) {
  const state = name === "saved" && troubles ? "trouble" : name;
  const isLoose = count > 0 && !isKept; // what waits would go with the page
  const text = phrase(state, count, troubles) + (isLoose ? ` ${say("unkept")}` : "");
  const look = isLoose && state === "saving" ? "failed" : state;
  if (shown !== (shown = [look, name, troubles, text].join("/"))) show({ look, name, troubles, text });
  voice(isLoose ? "unkept" : state, text);
}

function show({ look, name, troubles, text }) {
  line.dataset.state = look;
  line.querySelector(".save-words").textContent = text;
  const way = line.querySelector("[data-sign-in]");
  way.hidden = !LEADS[name];
  if (LEADS[name]) way.textContent = say(LEADS[name]);
  line.querySelector("[data-aside]").hidden = !troubles && name !== "forbidden";
}

function phrase(state, count, troubles) {
  if (state === "offline") return sayCount("offline", count);
  return state === "trouble" ? sayCount("trouble", troubles) : say(state);
}

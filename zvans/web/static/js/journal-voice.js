// What a screen reader says of saving: trouble as it comes, «saved» when one pauses. Not a word for each cell.

const PAUSE = 2500; // ms without typing, until «saved» is said

const region = document.getElementById("save-voice");
let last = "saved"; // the state that was spoken of, or that needs no words
let timer = null;

export function voice(state, text) {
  clearTimeout(timer);
  if (state === "saving") {
    if (last === "saved") last = "";
  } else if (state === "saved") {
    if (last !== "saved") timer = setTimeout(() => speak(state, text), PAUSE);
  } else if (state !== last) {
    speak(state, text);
  }
}

function speak(state, text) {
  last = state;
  region.textContent = text;
}

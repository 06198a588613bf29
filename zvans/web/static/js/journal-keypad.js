// On a phone: digits first where marks are digits, and beside the mark one is at a button for the letters (nv, i, 5|7) and back.

import { say } from "./journal-words.js";

export function keypad(form) {
  if (!("digits" in form.dataset) || !window.matchMedia("(pointer: coarse)").matches) return;
  const fields = [...form.querySelectorAll(".marks .input")];
  const button = Object.assign(document.createElement("button"), { type: "button", className: "button quiet square keypad" });
  let isDigits = true;
  let field = null;

  const show = () => {
    for (const each of fields) each.inputMode = isDigits ? "numeric" : "text";
    button.textContent = isDigits ? "abc" : "123";
    button.setAttribute("aria-label", say(isDigits ? "letters" : "digits"));
  };
  button.addEventListener("pointerdown", (event) => event.preventDefault()); // the mark keeps the focus, and the keyboard stays
  button.addEventListener("click", () => {
    isDigits = !isDigits;
    show();
    field.blur(); // a keyboard changes its kind only on arrival
    field.focus();
  });
  form.addEventListener("focusin", ({ target }) => {
    if (!fields.includes(target)) return;
    field = target;
    field.after(button);
  });
  show();
}

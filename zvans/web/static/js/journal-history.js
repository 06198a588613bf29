// The history of the grid's cell in a dialog: who wrote what, when, in the place of what. The same page without scripts stands under the
// lesson's address, or under that of a learning outcome.

import { openDialog } from "./dialog.js";
import { toast } from "./toast.js";

/** `lesson` as the grid names it (2026-11-23.3.1, or o12 for an outcome), `opener` what the focus returns to. */
export async function showHistory({ lesson, pupil, title, opener }) {
  const dialog = document.getElementById("cell-history");
  const address = `${location.pathname}${lesson.replace(/^o/, "").replaceAll(".", "/")}/history/${pupil}/`;
  const response = await fetch(address, { headers: { "X-Requested-With": "zvans" } }).catch(() => null);
  if (!response?.ok) return toast({ text: dialog.dataset.failed, failed: true });
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  dialog.querySelector("[data-history-of]").textContent = title;
  dialog.querySelector("[data-history-lines]").replaceChildren(...page.body.childNodes);
  openDialog(dialog, opener);
}

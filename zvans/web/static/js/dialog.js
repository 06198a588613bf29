// A link with data-dialog="id" opens that dialog in place; without this file it leads to a page with the same text.
// A dialog returns the focus to what opened it, also in browsers that give no focus to a pressed link.

export function openDialog(dialog, opener) {
  dialog.addEventListener("close", () => opener?.focus(), { once: true });
  dialog.showModal();
}

document.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  const opener = event.target.closest("[data-dialog]");
  const dialog = opener && document.getElementById(opener.dataset.dialog);
  if (!dialog) return;
  event.preventDefault();
  openDialog(dialog, opener);
});

// A press beside the sheet closes it, as Escape does.
document.addEventListener("click", (event) => {
  if (event.target instanceof HTMLDialogElement && event.target.open) event.target.close();
});

// A link with data-key is one key away: «v» on the day's page. Not while somebody writes.

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("textarea, select, input:not([type=radio])")) return;
  document.querySelector(`a[data-key="${CSS.escape(event.key)}"]`)?.click();
});

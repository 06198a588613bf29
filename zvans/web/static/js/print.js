// «Drukāt»: shown where scripts run, since only they can print.
for (const button of document.querySelectorAll(".to-print")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

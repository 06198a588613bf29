// «Lejupielādēt»: the codes on the page as a text file, made here, so that they travel no second time.
for (const button of document.querySelectorAll("[data-download]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const source = document.getElementById(button.dataset.from);
    const lines = [button.dataset.heading, "", ...[...source.querySelectorAll("li")].map((line) => line.textContent.trim()), ""];
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([lines.join("\r\n")], { type: "text/plain;charset=utf-8" }));
    link.download = button.dataset.download;
    link.click();
    URL.revokeObjectURL(link.href);
  });
}

// A picture that is chosen, dropped or pasted goes to the server at once and is seen as it will be kept. Refused, nothing else is touched.

export function startPicture(form) {
  const drop = document.getElementById("picture-drop");
  const now = document.getElementById("picture-now");
  const said = document.getElementById("picture-said");
  const file = form.elements.picture_file;
  const part = document.getElementById("picture-part");
  drop.querySelector("[data-scripted]").hidden = false;

  function say(text, failed = false) {
    said.textContent = text;
    said.classList.toggle("error", failed);
    file.toggleAttribute("aria-invalid", failed);
  }

  async function send(picture) {
    say(drop.dataset.busy);
    const data = new FormData();
    data.append("picture_file", picture);
    data.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    file.value = ""; // it is not sent again with the form
    document.getElementById("id_picture_file_error")?.remove();
    try {
      const answer = await fetch(drop.dataset.address, { method: "POST", body: data, headers: { "X-Requested-With": "zvans" } });
      if (answer.status !== 200 && answer.status !== 422) return say(drop.dataset.failed, true);
      const told = await answer.json();
      if (told.error) return say(told.error, true);
      show(told);
    } catch {
      say(drop.dataset.failed, true);
    }
  }

  function show({ picture, address }) {
    form.elements.picture.value = picture;
    form.elements.picture_removed.checked = false;
    form.elements.picture_alt.value = ""; // what was said of another picture
    now.querySelector("img").src = address;
    now.hidden = false;
    say(drop.dataset.kept);
    form.elements.picture_alt.focus();
    form.dispatchEvent(new Event("input", { bubbles: true }));
  }

  file.addEventListener("change", () => file.files[0] && send(file.files[0]));
  part.addEventListener("dragover", (event) => {
    event.preventDefault();
    drop.classList.add("over");
  });
  part.addEventListener("dragleave", () => drop.classList.remove("over"));
  part.addEventListener("drop", (event) => {
    event.preventDefault();
    drop.classList.remove("over");
    if (event.dataTransfer.files[0]) send(event.dataTransfer.files[0]);
  });
  document.addEventListener("paste", (event) => {
    const picture = [...(event.clipboardData?.files ?? [])].find((one) => one.type.startsWith("image/"));
    if (!picture || event.clipboardData.getData("text/html")) return;
    event.preventDefault();
    send(picture);
  });
}

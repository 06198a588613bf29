// What was typed of a post stays in this browser until the server has it: a closed tab or a lost network takes nothing.

const PREFIX = "zvans.post.";
const SENT = "zvans.post-sent"; // what this tab has sent last, and when
const NOT_KEPT = new Set(["csrfmiddlewaretoken", "picture_file", "stamp"]);

const typedValue = (one) => (one.type === "checkbox" ? one.checked : one.value);

/** As the server has sent it, whatever the browser has put back since. */
function sentValue(one) {
  if (one.type === "checkbox") return one.defaultChecked;
  if (one.localName === "select") return ([...one.options].find((option) => option.defaultSelected) ?? one.options[0])?.value ?? "";
  return one.defaultValue;
}

const valuesOf = (form, value = typedValue) =>
  Object.fromEntries([...form.elements].filter((one) => one.name && !NOT_KEPT.has(one.name)).map((one) => [one.name, value(one)]));

/** `editor` shows the text where there is one. */
export function startKeeping(form, editor) {
  const name = PREFIX + form.dataset.kept;
  const first = JSON.stringify(valuesOf(form, sentValue));
  let isSent = false;
  let timer;

  function keep() {
    const values = JSON.stringify(valuesOf(form));
    if (values === first && form.hasAttribute("data-fresh")) return forget(name);
    write(name, { values: JSON.parse(values), stamp: form.elements.stamp.value, at: Date.now() });
  }

  const kept = read(name);
  if (kept && form.hasAttribute("data-fresh") && JSON.stringify(kept.values) !== JSON.stringify(valuesOf(form))) offer(form, editor, kept, name);
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(keep, 400);
  });
  form.addEventListener("submit", () => {
    isSent = true;
    clearTimeout(timer);
    keep();
    write(SENT, { name, at: Date.now() }, "sessionStorage");
  });
  addEventListener("pagehide", () => {
    clearTimeout(timer);
    if (!isSent && JSON.stringify(valuesOf(form)) !== first) keep();
  });
  addEventListener("beforeunload", (event) => {
    if (!isSent && JSON.stringify(valuesOf(form)) !== first) event.preventDefault();
  });
}

function offer(form, editor, kept, name) {
  const box = document.getElementById("kept-offer");
  box.querySelector("[data-when]").textContent = new Date(kept.at).toLocaleString(document.documentElement.lang);
  box.hidden = false;
  box.querySelector("[data-drop]").addEventListener("click", () => {
    forget(name);
    box.hidden = true;
  });
  box.querySelector("[data-restore]").addEventListener("click", () => {
    for (const [field, value] of Object.entries(kept.values)) fill(form.elements[field], value);
    form.elements.stamp.value = kept.stamp; // somebody else's change since then is told
    editor?.fill(kept.values.body);
    showPicture(kept.values.picture);
    form.elements.section.dispatchEvent(new Event("change"));
    box.hidden = true;
    form.elements.title.focus();
  });
}

function showPicture(picture) {
  const now = document.getElementById("picture-now");
  if (picture) now.querySelector("img").src = now.dataset.address.replace("2222222222", picture);
  now.hidden = !picture;
}

function fill(field, value) {
  if (!field) return;
  if (field.type === "checkbox") field.checked = value;
  else field.value = value;
}

/** The server has what this tab has sent of a post; what was typed since then, or in another tab, stays. */
export function forgetSent(kept) {
  const name = PREFIX + kept;
  const sent = read(SENT, "sessionStorage");
  if (sent?.name !== name) return;
  if (read(name)?.at <= sent.at) forget(name);
  forget(SENT, "sessionStorage");
}

// Which storage is told by its name: a browser may refuse even to be asked for it.
function read(name, storage = "localStorage") {
  try {
    return JSON.parse(window[storage].getItem(name));
  } catch {
    return null;
  }
}

function write(name, value, storage = "localStorage") {
  try {
    window[storage].setItem(name, JSON.stringify(value));
  } catch {
    // A browser that keeps nothing: the question before leaving is all there is.
  }
}

function forget(name, storage = "localStorage") {
  try {
    window[storage].removeItem(name);
  } catch {
    // Nothing was kept.
  }
}

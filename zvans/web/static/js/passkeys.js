// Passkeys. A form with data-passkey («create» or «get») asks data-options for a challenge, lets the device answer it, and sends the answer in
// its own field. It is hidden where the browser knows no passkeys; [data-passkey-less] is shown there instead.

const STATES = { NotAllowedError: "refused", InvalidStateError: "known", SecurityError: "refused" };

function bytes(text) {
  const raw = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(raw, (letter) => letter.charCodeAt(0));
}

function text(buffer) {
  const raw = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(raw).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function read(options) {
  const listed = (keys) => keys?.map((key) => ({ ...key, id: bytes(key.id) }));
  const read = { ...options, challenge: bytes(options.challenge) };
  if (options.user) read.user = { ...options.user, id: bytes(options.user.id) };
  if (options.excludeCredentials) read.excludeCredentials = listed(options.excludeCredentials);
  if (options.allowCredentials) read.allowCredentials = listed(options.allowCredentials);
  return read;
}

function written(made) {
  const parts = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];
  const response = Object.fromEntries(parts.filter((part) => made.response[part]).map((part) => [part, text(made.response[part])]));
  return JSON.stringify({ id: made.id, rawId: text(made.rawId), type: made.type, response, clientExtensionResults: {} });
}

async function optionsFor(form) {
  const body = new URLSearchParams({ csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value });
  const answer = await fetch(form.dataset.options, { method: "POST", body, redirect: "manual" }).catch(() => null);
  if (answer?.type === "opaqueredirect" || answer?.status === 403) location.reload(); // somebody has to sign in or prove who they are first
  return answer?.ok ? answer.json() : null;
}

function say(form, state) {
  for (const line of form.querySelectorAll("[data-when]")) line.hidden = line.dataset.when !== state;
}

async function ask(event) {
  const form = event.currentTarget;
  if (form.elements.answer.value) return;
  event.preventDefault();
  say(form, "asking");
  const options = await optionsFor(form);
  if (!options) return say(form, "offline");
  try {
    const made = await navigator.credentials[form.dataset.passkey]({ publicKey: read(options) });
    form.elements.answer.value = written(made);
  } catch (refusal) {
    return say(form, STATES[refusal.name] ?? "refused");
  }
  const kept = document.querySelector("input[type=checkbox][name=is_kept]"); // at the door it stands beside the password
  if (kept && form.elements.is_kept) form.elements.is_kept.value = kept.checked ? "on" : "";
  form.requestSubmit();
}

const known = Boolean(window.PublicKeyCredential);
for (const form of document.querySelectorAll("form[data-passkey]")) {
  form.hidden = !known;
  form.addEventListener("submit", ask);
}
for (const line of document.querySelectorAll("[data-passkey-less]")) line.hidden = known;
// A page that comes back from the browser's memory holds no old answer.
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-passkey]")) form.elements.answer.value = "";
});

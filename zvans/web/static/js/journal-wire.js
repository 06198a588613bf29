// Speaking with the server: one request, and what came of it in a word.

import { forgetKept } from "./journal-kept.js";

const PATIENCE = 20000; // ms
const STATES = { 403: "forbidden", 404: "forbidden", 422: "unread" };
const MOST_ALIVE = 60000; // bytes that a browser still sends when the page is left
const DOOR = "/sign-in/staff/";

/** Post as JSON. `state`: saved (with `answer`), offline, ended, other (somebody else is signed in), owes (something first: a new
    password, the terms, a second factor), forbidden, unread (the server can make nothing of it, and has done nothing), impossible
    (with `answer.reason`), broken (the server broke down over it) or failed (there is no server to speak to just now). */
export async function post(address, content, account) {
  const isForm = content instanceof URLSearchParams;
  try {
    const response = await send(address, isForm ? { body: content, account } : { body: JSON.stringify(content), account, type: "application/json" });
    if (response.ok) return { state: "saved", answer: await response.json() };
    if (response.status === 409) return { state: "impossible", answer: await response.json() };
    const state = stateOf(response);
    return { state: state === "failed" && isBroken(response) ? "broken" : state };
  } catch {
    return { state: "offline" };
  }
}

/** One request with this page's token; where the token is no longer good, once more with a new one. Throws without a network. */
export async function send(address, { body, account, type }) {
  const once = () => fetch(address, {
    method: "POST",
    headers: { ...(type && { "Content-Type": type }), ...headers(account) },
    body,
    keepalive: String(body ?? "").length < MOST_ALIVE,
    signal: AbortSignal.timeout(PATIENCE),
  });
  const response = await once();
  return response.status === 403 && (await renewToken()) ? once() : response;
}

export function stateOf(response) {
  if (!response) return "offline";
  if (response.headers.get("X-Zvans-Owes")) return "owes";
  if (response.status === 401) forgetKept();
  if (response.status === 401) return response.headers.get("X-Zvans-Account") ? "other" : "ended";
  return STATES[response.status] ?? "failed";
}

const AWAY = [502, 503, 504]; // a server that starts, or is being relieved

const isBroken = ({ status }) => status >= 500 && !AWAY.includes(status);

export function headers(account) {
  return { "X-CSRFToken": fields()[0].value, "X-Requested-With": "zvans", "X-Zvans-Account": account };
}

/** Take a new token from the door's page into all forms here, and return it; null where none is to be had. */
export async function renewToken() {
  const response = await fetch(DOOR, { signal: AbortSignal.timeout(PATIENCE) }).catch(() => null);
  if (!response?.ok) return null;
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const token = page.querySelector("[name=csrfmiddlewaretoken]")?.value;
  if (token) for (const field of fields()) field.value = token;
  return token ?? null;
}

const fields = () => document.querySelectorAll("[name=csrfmiddlewaretoken]");

/** A random id (version 4), also where crypto.randomUUID is not given: on an address without https. */
export function uuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

// Speaking with the server: one request, and what came of it in a word.

const PATIENCE = 20000; // ms
const STATES = { 401: "ended", 403: "forbidden", 404: "forbidden", 422: "forbidden" };

const MOST_ALIVE = 60000; // bytes that a browser still sends when the page is left

export async function post(address, content, account) {
  const body = JSON.stringify(content);
  let response;
  try {
    response = await fetch(address, {
      method: "POST",
      headers: { "Content-Type": "application/json", ...headers(account) },
      body,
      keepalive: body.length < MOST_ALIVE,
      signal: AbortSignal.timeout(PATIENCE),
    });
    if (response.ok) return { state: "saved", answer: await response.json() };
  } catch {
    return { state: "offline" };
  }
  return { state: STATES[response.status] ?? "failed" };
}

export function headers(account) {
  const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
  return { "X-CSRFToken": token, "X-Requested-With": "zvans", "X-Zvans-Account": account };
}

/** A random id (version 4), also where crypto.randomUUID is not given: on an address without https. */
export function uuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

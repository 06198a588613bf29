// Opens a teacher's day without a network. It stands between the browser and the server, and only watches: what the server answers goes
// through untouched. The pages it falls back on were kept by journal-keep.js, for one account, and go when somebody signs in or out.

const KEPT = "zvans.kept."; // + account
const LONGEST = 48 * 3600 * 1000; // ms that a page is good for
const PATIENCE = 8000; // ms until a kept page is better than none
const HOME = "/today/";

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== location.origin) return;
  const isPage = request.mode === "navigate";
  if (/^\/sign-(in|out)\//.test(pathname) && (isPage || request.method === "POST")) event.respondWith(atTheDoor(request));
  else if (request.method !== "GET") return;
  else if (isPage) event.respondWith(page(request));
  else if (pathname.startsWith("/static/")) event.respondWith(asset(request));
});

/** Whoever stands at the door is no longer, or not yet, the one whose pages are here. */
async function atTheDoor(request) {
  const response = await fetch(request).catch(() => Response.error());
  if (response.type === "opaqueredirect" || (request.method === "GET" && response.ok)) await forget();
  return response;
}

async function page(request) {
  const cache = await opened();
  if (!cache) return fetch(request);
  const kept = () => keptPage(cache, request);
  const asked = answered(cache, request);
  const inTime = await Promise.race([asked.catch(() => null), later()]);
  if (inTime && inTime.status < 500) return inTime;
  return (await kept()) ?? (await asked.catch(() => home(cache))) ?? Response.error();
}

/** The server's answer; a page that is kept is kept anew. */
async function answered(cache, request) {
  const response = await fetch(request);
  const before = response.ok && (await cache.match(keyOf(request), LOOSE));
  if (before) await cache.put(keyOf(request), stamped(response.clone(), before));
  return response;
}

const later = () => new Promise((resolve) => setTimeout(resolve, PATIENCE, null));

async function asset(request) {
  try {
    return await fetch(request);
  } catch {
    const cache = await opened();
    return (await cache?.match(request, LOOSE)) ?? Response.error();
  }
}

const LOOSE = { ignoreVary: true, ignoreSearch: true };

/** A page's place among the kept: without what stands after its path. */
function keyOf(request) {
  return new URL(request.url).pathname;
}

/** A kept page says in its first element since when it is so. */
async function keptPage(cache, request) {
  const found = await cache.match(keyOf(request), LOOSE);
  if (!found) return null;
  const at = found.headers.get("X-Zvans-Kept");
  if (Date.now() - Date.parse(at) > LONGEST) return forget();
  const text = (await found.text()).replace("<html ", `<html data-kept="${at}" `);
  return new Response(text, { headers: found.headers });
}

async function home(cache) {
  return (await cache.match(HOME, LOOSE)) ? Response.redirect(HOME) : null;
}

function stamped(response, before) {
  const headers = new Headers(response.headers);
  headers.set("X-Zvans-Filled", before.headers.get("X-Zvans-Filled") ?? "");
  headers.set("X-Zvans-Kept", new Date().toISOString());
  return new Response(response.body, { headers });
}

async function opened() {
  const name = (await caches.keys()).find((other) => other.startsWith(KEPT));
  return name ? caches.open(name) : null;
}

async function forget() {
  for (const name of await caches.keys()) if (name.startsWith(KEPT)) await caches.delete(name);
  return null;
}

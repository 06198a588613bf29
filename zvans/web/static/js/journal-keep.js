// Keeps today's and tomorrow's lessons on this device, for the account that is signed in: the day, each lesson's screen, and what they are
// drawn with. journal-worker.js opens them when there is no network. The server's pages say which day is today, not this device's clock.

import { canKeep, forgetKept, openKept } from "./journal-kept.js";
import { say } from "./journal-words.js";

const PATIENCE = 3000; // ms after the page has come: first things first
const FRESH = 2 * 3600 * 1000; // ms; pages that are visited are kept anew each time
const HOME = "/today/";
const HEADERS = ["Content-Type", "Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy"]; // a kept page is as strict

/** On every page of a journal: nobody else's pages stay here. On the teacher's day: keep it, with its lessons. */
export function keepTheDay(account) {
  if (document.documentElement.dataset.kept) showKept(document.documentElement.dataset.kept);
  if (!canKeep) return;
  forgetKept(account);
  if (location.pathname !== HOME) return;
  const begin = () => keep(account).catch(() => {}); // without a network the next page tries again
  setTimeout(begin, PATIENCE);
}

async function keep(account) {
  await navigator.serviceWorker.register("/journal-worker.js");
  const cache = await openKept(account);
  const day = linkTo(document, "prev"); // the day before it names a day, whatever the clock here says
  if (await isFresh(cache, day)) return;
  const today = await read(HOME);
  if (!today) return forgetKept();
  const tomorrow = await read(linkTo(today.page, "next"));
  const days = [today, tomorrow].filter(Boolean);
  const lessons = days.flatMap(({ page }) => lessonsOf(page));
  const wanted = new Set([...days.map(({ address }) => address), ...lessons]);
  await drop(cache, (address) => !address.startsWith("/static/") && !wanted.has(address));
  for (const found of days) await put(cache, found);
  const drawn = new Set(assetsOf(today.page));
  for (const address of lessons) {
    const lesson = await read(address);
    if (!lesson) continue;
    await put(cache, lesson);
    for (const asset of assetsOf(lesson.page)) drawn.add(asset);
  }
  await keepAssets(cache, drawn);
  await put(cache, today, `${day} ${Date.now()}`);
}

/** A page of ours, as text and as a document; null where it leads elsewhere: to the door. */
async function read(address) {
  const response = await fetch(address, { priority: "low" });
  if (!response.ok || response.redirected) return null;
  const text = await response.text();
  const headers = Object.fromEntries(HEADERS.map((name) => [name, response.headers.get(name) ?? ""]));
  return { address, text, headers, page: new DOMParser().parseFromString(text, "text/html") };
}

const linkTo = (page, rel) => page.querySelector(`.week-picker a[rel=${rel}]`)?.getAttribute("href");
const lessonsOf = (page) => [...page.querySelectorAll(".lessons a.subject")].map((link) => link.getAttribute("href"));

const assetsOf = (page) => [...page.querySelectorAll("link[href], script[src], img[src]")]
  .map((element) => element.getAttribute("href") ?? element.getAttribute("src"))
  .filter((address) => address.startsWith("/static/"));

/** `filled`: the day and the time of this device, on the page that is kept last. */
async function put(cache, { address, text, headers }, filled = "") {
  const more = { "X-Zvans-Kept": new Date().toISOString(), "X-Zvans-Filled": filled };
  await cache.put(address, new Response(text, { headers: { ...headers, ...more } }));
}

async function isFresh(cache, day) {
  const [filled, at] = (await cache.match(HOME))?.headers.get("X-Zvans-Filled")?.split(" ") ?? [];
  return filled === day && Math.abs(Date.now() - Number(at)) < FRESH;
}

async function drop(cache, isOld) {
  for (const request of await cache.keys()) if (isOld(new URL(request.url).pathname)) await cache.delete(request);
}

const USED = /(?:from|import)\s*["'](\.{1,2}\/[^"']+)["']|url\(["']?([^"')]+)["']?\)/g;

/** Styles, scripts and pictures, with what they import in turn. */
async function keepAssets(cache, addresses) {
  const waiting = [...addresses];
  const done = new Set();
  for (let address = waiting.pop(); address; address = waiting.pop()) {
    const { href, pathname } = new URL(address, location.href);
    if (done.has(pathname) || !pathname.startsWith("/static/")) continue;
    done.add(pathname);
    const response = await fetch(href, { priority: "low" });
    if (!response.ok) continue;
    await cache.put(pathname, response.clone());
    if (!/\.(js|css)$/.test(pathname)) continue;
    for (const [, module, picture] of (await response.text()).matchAll(USED)) waiting.push(new URL(module ?? picture, href).href);
  }
  await drop(cache, (address) => address.startsWith("/static/") && !done.has(address));
}

/** The page on the screen is a kept one: since when, and the way to the newest. */
function showKept(at) {
  const time = new Intl.DateTimeFormat(document.documentElement.lang, { day: "2-digit", month: "2-digit", hour: "2-digit", minute: "2-digit" });
  const line = Object.assign(document.createElement("p"), { className: "banner kept-line" });
  line.setAttribute("role", "status");
  const again = Object.assign(document.createElement("button"), { type: "button", className: "button small", textContent: say("reopen") });
  again.addEventListener("click", () => location.reload());
  line.append(Object.assign(document.createElement("span"), { textContent: say("kept", time.format(new Date(at))) }), again);
  document.getElementById("main").prepend(line);
}

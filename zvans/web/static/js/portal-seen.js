// Says once that a reader has had this post before the eyes for three seconds (A5). No cookie goes with it.
const page = document.querySelector("[data-seen]");
const LONG_ENOUGH = 3000; // ms, added up while the page can be seen
let left = LONG_ENOUGH;
let since = 0;
let waiting = 0;

function isSeen() {
  return document.visibilityState === "visible" && !document.prerendering;
}

function tell() {
  document.removeEventListener("visibilitychange", look);
  fetch(page.dataset.seen, { method: "POST", keepalive: true, credentials: "omit" }).catch(() => {});
}

function look() {
  clearTimeout(waiting);
  if (since) left -= performance.now() - since;
  since = isSeen() ? performance.now() : 0;
  if (since) waiting = setTimeout(tell, Math.max(0, left));
}

if (page) {
  document.addEventListener("visibilitychange", look);
  document.addEventListener("prerenderingchange", look, { once: true });
  look();
}

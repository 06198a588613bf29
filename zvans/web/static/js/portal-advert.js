// Says once that half of the advert has been before the eyes for a second (A10). No cookie goes with it.
const place = document.querySelector(".advert[data-seen]");
const LONG_ENOUGH = 1000; // ms
let waiting = 0;

function tell() {
  watch.disconnect();
  fetch(place.dataset.seen, { method: "POST", keepalive: true, credentials: "omit" }).catch(() => {});
}

const watch = new IntersectionObserver(
  ([entry]) => {
    clearTimeout(waiting);
    if (entry.isIntersecting) waiting = setTimeout(tell, LONG_ENOUGH);
  },
  { threshold: 0.5 },
);

if (place) watch.observe(place);

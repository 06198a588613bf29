// The week on a phone: the tabs slide to their day and follow the finger. Without this file they are links to the same page.

const strip = document.querySelector(".days");
const tabs = [...document.querySelectorAll(".day-tabs a")];
const tabOf = (day) => tabs.find((tab) => tab.dataset.day === day.id);

function choose(tab) {
  for (const other of tabs) other.removeAttribute("aria-current");
  tab.setAttribute("aria-current", "date");
  history.replaceState(null, "", tab.href.split("#")[0]);
}

function slideTo(day, behavior) {
  strip.scrollTo({ left: day.offsetLeft - strip.offsetLeft, behavior });
}

function followTheFinger() {
  const seen = new IntersectionObserver(
    (entries) => {
      const day = entries.find((entry) => entry.isIntersecting)?.target;
      if (day && !tabOf(day).hasAttribute("aria-current")) choose(tabOf(day));
    },
    { root: strip, threshold: 0.6 },
  );
  for (const day of strip.querySelectorAll(".weekday")) seen.observe(day);
}

if (strip && strip.scrollWidth > strip.clientWidth) {
  slideTo(strip.querySelector(".weekday.first"), "instant");
  followTheFinger();
  for (const tab of tabs) {
    tab.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      slideTo(document.getElementById(tab.dataset.day), "smooth");
    });
  }
}

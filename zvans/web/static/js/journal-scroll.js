// The newest lesson is in view when the journal opens, and the edge of the one to come.

export function scrollToNewest(frame) {
  if ("fromStart" in frame.dataset) return; // columns that are no lessons
  const heads = [...frame.querySelectorAll("th[data-lesson]")];
  const ahead = frame.querySelectorAll("col.ahead").length;
  const newest = heads[Math.max(0, heads.length - ahead - 1)];
  if (!newest) return;
  const edge = parseFloat(getComputedStyle(frame).scrollPaddingInlineEnd) || 0;
  frame.scrollLeft = newest.offsetLeft + newest.offsetWidth * 1.5 - frame.clientWidth + edge;
}

const frame = document.querySelector(".journal-frame:not([data-cells])");
if (frame) scrollToNewest(frame);

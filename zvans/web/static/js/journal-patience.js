// How often something is sent again that the server breaks down at (500): over some minutes, then the entry that is to blame is looked for.
// A server that is gone or starting (502, 503, 504) and a lost network say nothing of what was sent: those are waited for without end.
// `failing`: { tries, since } is kept with what failed, so that a reload does not begin anew.

const TRIES = 5;
const LEAST = 120_000; // ms from the first to the last of them

/** One failure more. */
export function failedAgain(failing) {
  const now = Date.now();
  const { tries, since } = failing && failing.since <= now ? failing : { tries: 0, since: now }; // a clock that was put back begins anew
  return { tries: tries + 1, since };
}

/** Whether it was tried enough. Where the server has taken something else since, what stands alone is to blame without more tries. */
export function isEnough({ tries, since }, { isAlone, lastTaken }) {
  return Date.now() - since >= LEAST && (tries >= TRIES || (isAlone && lastTaken > since));
}

/** What the parts of it begin with: they are divided on at once, and each entry alone gets its own tries. */
export function partOf({ tries, since }, cells) {
  return { tries: cells.length > 1 ? tries : 0, since };
}

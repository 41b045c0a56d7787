// Does a piece of work once for a burst of calls, a blink later.

const BLINK = 16;

/** Returns a function that may be called often; `work` then runs once. */
export function soon(work) {
  let waiting = false;
  return () => {
    if (waiting) return;
    waiting = true;
    setTimeout(() => {
      waiting = false;
      work();
    }, BLINK);
  };
}

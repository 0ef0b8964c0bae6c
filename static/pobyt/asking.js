// A page that stays open asks for what is new while it is seen; the server answers 304 as a rule.
const PERIOD = 1500;
const LONGEST = 60000;

// `take` is given the new words. `rests`: not now, says the page.
export function askWhileSeen({ url, tag, take, rests = () => false }) {
  let wait = PERIOD;

  async function ask() {
    if (document.visibilityState === "visible" && !rests()) {
      try {
        const headers = { "If-None-Match": tag };
        const answer = await fetch(url, { headers, cache: "no-store", redirect: "manual" });
        wait = PERIOD;
        if (answer.status === 200) {
          tag = answer.headers.get("ETag");
          take(await answer.text());
        }
      } catch {
        wait = Math.min(wait * 2, LONGEST);
      }
    }
    setTimeout(ask, wait);
  }

  ask();
}

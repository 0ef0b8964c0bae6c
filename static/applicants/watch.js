// Asks for the changing part of the case while the page is seen; the server answers 304 as a rule.
// What the reader has opened stays open, and nothing is replaced while a form in it is being used.
const PERIOD = 1500;
const LONGEST = 60000;
const now = document.getElementById("now");
let tag = now.dataset.tag;
let wait = PERIOD;

const inUse = () => now.contains(document.activeElement) && document.activeElement.closest("details[open] form");

function openOnes() {
  return [...now.querySelectorAll("details")].map((each) => each.open);
}

function replace(html) {
  const open = openOnes();
  now.innerHTML = html;
  now.querySelectorAll("details").forEach((each, index) => {
    each.open = open[index] ?? false;
  });
  document.getElementById("watch-news").textContent = now.dataset.changed;
}

async function ask() {
  if (document.visibilityState === "visible" && !inUse()) {
    try {
      const headers = { "If-None-Match": tag };
      const answer = await fetch(now.dataset.watch, { headers, cache: "no-store", redirect: "manual" });
      wait = PERIOD;
      if (answer.status === 200) {
        tag = answer.headers.get("ETag");
        replace(await answer.text());
      }
    } catch {
      wait = Math.min(wait * 2, LONGEST);
    }
  }
  setTimeout(ask, wait);
}

ask();

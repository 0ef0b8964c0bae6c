// The visitor's screen asks what is shown now while it is seen; 304 as a rule. Once it cannot ask
// any more, or may not, nothing of the person stays on it.
import { signedOut } from "../pobyt/csrf.js";

const PERIOD = 1500;
const PATIENCE = 10000;
const UNSURE = 20000;
const screen = document.getElementById("turned");
const rest = document.getElementById("turned-rest");
let tag = screen.dataset.tag;
let heard = Date.now();

function show(html) {
  screen.innerHTML = html;
  const { lang, dir } = screen.firstElementChild;
  Object.assign(document.documentElement, { lang, dir });
  scrollTo(0, 0);
}

function clear() {
  tag = "";
  screen.replaceChildren(rest.content.cloneNode(true));
}

async function ask() {
  try {
    const headers = { "If-None-Match": tag };
    const signal = AbortSignal.timeout(PATIENCE);
    const options = { headers, signal, cache: "no-store", redirect: "manual" };
    const answer = await fetch(screen.dataset.now, options);
    if (answer.status === 200) {
      show(await answer.text());
      tag = answer.headers.get("ETag");
    }
    if (answer.status === 200 || answer.status === 304) heard = Date.now();
    else if (signedOut(answer) || answer.status === 404) clear();
  } catch {
    // The line is cut: what is shown stays for a moment.
  }
}

async function follow() {
  if (document.visibilityState === "visible") await ask();
  setTimeout(follow, PERIOD);
}

// Apart from the asking: an answer that never comes must not keep anything on the screen.
setInterval(() => {
  if (Date.now() - heard > UNSURE) clear();
}, PERIOD);

document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible") ask();
});
follow();

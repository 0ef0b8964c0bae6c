// The visitor's screen asks what is shown now while it is seen; 304 as a rule. Once it cannot ask
// any more, or may not, nothing of the person stays on it.
import { signedOut } from "../pobyt/csrf.js";

const PERIOD = 1500;
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
    const answer = await fetch(screen.dataset.now, { headers, cache: "no-store", redirect: "manual" });
    if (answer.status === 200) {
      show(await answer.text());
      tag = answer.headers.get("ETag");
    }
    if (answer.status === 200 || answer.status === 304) heard = Date.now();
    else if (signedOut(answer) || answer.status === 404) clear();
  } catch {
    // The line is cut: what is shown stays for a moment.
  }
  if (Date.now() - heard > UNSURE) clear();
}

async function follow() {
  if (document.visibilityState === "visible") await ask();
  else if (Date.now() - heard > UNSURE) clear();
  setTimeout(follow, PERIOD);
}

document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible") ask();
});
follow();

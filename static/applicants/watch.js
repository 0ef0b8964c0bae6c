// Shows the changing part of the case anew as soon as something happens.
// What the reader has opened stays open, and nothing is replaced while a form in it is being used.
import { askWhileSeen } from "../pobyt/asking.js";

const now = document.getElementById("now");

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

askWhileSeen({ url: now.dataset.watch, tag: now.dataset.tag, take: replace, rests: inUse });

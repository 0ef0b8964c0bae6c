// Shows the changing part of the case anew as soon as something happens.
// What the reader has opened stays open, and nothing is replaced while a form in it is being used.
// The message of the last action goes when the case has moved on: it tells of what was before.
import { askWhileSeen } from "../pobyt/asking.js";

const now = document.getElementById("now");

const inUse = () => now.contains(document.activeElement) && document.activeElement.closest("details[open] form");

function openOnes() {
  return [...now.querySelectorAll("details")].map((each) => each.open);
}

// What the page says of where the case stands.
const stands = () => [...now.querySelectorAll(".status, .turn__title")].map((each) => each.textContent.trim()).join();

function replace(html) {
  const open = openOnes();
  const before = stands();
  now.innerHTML = html;
  if (stands() !== before) document.querySelector(".messages")?.remove();
  now.querySelectorAll("details").forEach((each, index) => {
    each.open = open[index] ?? false;
  });
  document.getElementById("watch-news").textContent = now.dataset.changed;
}

askWhileSeen({ url: now.dataset.watch, tag: now.dataset.tag, take: replace, rests: inUse });

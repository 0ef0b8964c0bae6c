// The keyboard of the workbench: j k Enter a / ?. Does nothing while somebody types.
const rows = () => [...document.querySelectorAll("[data-row]")];
const typing = (target) => target.closest("input, textarea, select, [contenteditable]") !== null;

function currentRow() {
  return rows().findIndex((row) => row.contains(document.activeElement));
}

function move(step) {
  const all = rows();
  if (all.length === 0) return;
  const next = Math.min(Math.max(currentRow() + step, 0), all.length - 1);
  all[next].querySelector("[data-open]").focus();
}

// In a list, the row with the focus; where there is no list, the case that the page is about.
function take() {
  const all = rows();
  const row = all[currentRow()];
  if (all.length && !row) return;
  const form = (row ?? document).querySelector("[data-take]");
  if (form) form.requestSubmit();
}

const keys = {
  j: () => move(1),
  k: () => move(-1),
  a: take,
  "/": () => document.querySelector("[data-key-search]")?.focus(),
  "?": () => document.getElementById("keys")?.showModal(),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  const act = keys[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});

// A search is posted. Its sealed address takes the place of the page's own, so that a reload, the
// way back from a case and another language ask for the same again, and send no form twice.
const again = document.querySelector("[data-again]")?.dataset.again;
if (again) {
  history.replaceState(null, "", again);
  const here = location.pathname + location.search;
  for (const next of document.querySelectorAll("[data-language-form] [name=next]")) next.value = here;
}

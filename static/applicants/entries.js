// Entries of a list come and go in place; this says where the focus goes and what to do when that
// fails. Without it the same buttons send the whole page.

const FIELD = "input:not([type=hidden]), select, textarea";
const pressed = new WeakMap();
const isOurs = (element) => element.matches("[data-group] button[hx-post]");

const entriesOf = (group) => [...group.querySelectorAll("[data-entry]")];

document.addEventListener("htmx:beforeRequest", ({ detail: { elt, xhr } }) => {
  if (!isOurs(elt)) return;
  const group = elt.closest("[data-group]");
  const entries = entriesOf(group);
  const place = entries.indexOf(elt.closest("[data-entry]"));
  pressed.set(xhr, { button: elt, form: elt.form, group, place, count: entries.length });
});

// Signed out, or sent meanwhile: the answer is another page, so the whole page is sent instead.
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  const press = pressed.get(detail.xhr);
  if (!press || new URL(detail.xhr.responseURL).pathname === detail.pathInfo.requestPath) return;
  detail.shouldSwap = false;
  press.whole = true;
});

document.addEventListener("htmx:afterRequest", ({ detail: { xhr, failed, successful } }) => {
  const press = pressed.get(xhr);
  if (!press) return;
  const { button, form } = press;
  if (press.whole || (failed && xhr.status)) {
    button.disabled = false;
    form.requestSubmit(button);
  } else if (successful) {
    focusAfter(press);
  } else {
    document.getElementById("saved").textContent = form.dataset.offline;
    button.disabled = false;
    button.focus();
  }
});

// The first field of what came; else the entry that took the place of the one that went; else the
// button that adds one.
function focusAfter({ group, place, count }) {
  const entries = entriesOf(group);
  const came = place < 0 || entries.length === count;
  const entry = place < 0 ? entries.at(-1) : (entries[place] ?? entries.at(-1));
  const next = entry?.querySelector(came ? FIELD : "[name=remove]");
  (next ?? group.querySelector("[name=add]")).focus();
}

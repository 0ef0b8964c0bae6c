// Saves a page of the form while one writes. Without this script the buttons save.
import { sender } from "./sender.js";

const form = document.querySelector("form[data-autosave]");
let was = JSON.parse(form.elements._was.value || "{}");

// What is stored now: shown where nobody is writing, so that two devices agree.
function take(answer, sent, say) {
  say(answer.saved);
  was = answer.inputs;
  form.elements._was.value = JSON.stringify(was);
  for (const [name, value] of Object.entries(answer.inputs)) fill(name, value, sent);
  const hidden = new Set(answer.hidden);
  for (const question of form.querySelectorAll("[data-question]")) {
    question.hidden = hidden.has(question.dataset.question);
  }
  for (const [name, text] of Object.entries(answer.conflicts)) warn(name, text);
  if (answer.read) form.querySelector("[data-read]").textContent = answer.read;
}

// Not under the fingers of whoever stands in a field, unless it is empty: who has pasted the lines of
// a passport stands in its number next, and leaving that empty would erase what was read.
function fill(name, value, sent) {
  const control = form.elements.namedItem(name);
  if (!control || control.value === value || control.value !== (sent.get(name) ?? "")) return;
  if (control === document.activeElement && control.value) return;
  control.value = value;
}

function warn(name, text) {
  const control = form.elements.namedItem(name);
  const element = control instanceof RadioNodeList ? control[0]?.closest(".choices") : control;
  if (!element) return;
  const note = Object.assign(document.createElement("p"), {
    className: "field__other small",
    textContent: text,
  });
  note.setAttribute("role", "status");
  element.after(note);
}

const typing = sender(form, {
  dirty: (data) => [...data].some(([name, value]) => value !== (was[name] ?? "")),
  more: (data) => data.set("_was", JSON.stringify(was)),
  take,
});

// An entry of a list comes or goes by a request of its own. It waits for a save under way and is
// waited for, or what was removed would be written once more.
let held = null;
document.addEventListener("htmx:confirm", async (event) => {
  const { elt, issueRequest } = event.detail;
  if (!form.contains(elt)) return;
  event.preventDefault();
  if (held) return;
  held = { elt };
  await typing.hold();
  issueRequest(true);
});
document.addEventListener("htmx:beforeRequest", ({ detail }) => {
  if (detail.elt === held?.elt) held.xhr = detail.xhr;
});
document.addEventListener("htmx:afterRequest", ({ detail }) => {
  if (!held || detail.xhr !== held.xhr) return;
  held = null;
  typing.release();
});

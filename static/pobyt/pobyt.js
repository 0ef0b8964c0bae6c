// Small conveniences. Every page works without them.
import { csrfToken } from "./csrf.js";

// A menu closes when one clicks elsewhere or presses Escape; the focus goes back to its button.
const openMenus = () => document.querySelectorAll("details[data-menu][open]");
document.addEventListener("click", (event) => {
  for (const menu of openMenus()) if (!menu.contains(event.target)) menu.open = false;
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of openMenus()) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

// The summary of errors takes the focus, also when htmx has put it there.
const focusErrors = (root) => root.querySelector?.("[data-takes-focus]")?.focus();
focusErrors(document);
document.addEventListener("htmx:afterSettle", (event) => focusErrors(event.target));

// A sign-in on another page renews the proof that a form comes from here: it is sent with the new one.
document.addEventListener("submit", ({ target }) => {
  const token = target.elements.csrfmiddlewaretoken;
  if (token) token.value = csrfToken(token.value);
});

// data-shown-when="who=child other": what matters in these cases only is shown in them. It keeps what
// was typed; what is wrong, and a file that would be sent, stays in sight.
const isWrong = (part) => part.querySelector('[aria-invalid="true"]') !== null;
const holdsFile = (part) =>
  [...part.querySelectorAll("input[type=file]")].some((input) => input.files.length > 0);
const showParts = () => {
  for (const each of document.querySelectorAll("form [data-shown-when]")) {
    const [name, values] = each.dataset.shownWhen.split("=");
    const part = each.matches("input, select, textarea") ? each.closest(".field") : each;
    const chosen = each.closest("form").elements[name]?.value;
    part.hidden = !values.split(" ").includes(chosen) && !isWrong(part) && !holdsFile(part);
  }
};
showParts();
for (const kind of ["change", "pageshow", "htmx:afterSettle"]) addEventListener(kind, showParts);

// A form is sent once, however often the button is pressed.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.dataset.sendOnce === undefined) return;
  if (form.dataset.sent !== undefined) event.preventDefault();
  form.dataset.sent = "";
});
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});

// What was typed last goes with the form that is being sent, not after it.
document.addEventListener("htmx:beforeRequest", (event) => {
  if (event.target.closest("form[data-sent]")) event.preventDefault();
});

// A part of a page that asks for news rests while nobody looks at the page.
document.addEventListener("htmx:beforeRequest", (event) => {
  if (document.hidden && event.detail.elt.matches("[data-while-visible]")) event.preventDefault();
});

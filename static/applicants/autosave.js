// Saves a page of the form while one writes. Without this script the buttons save.
import { csrfToken, signedOut } from "../pobyt/csrf.js";

const form = document.querySelector("form[data-autosave]");
const status = document.getElementById("saved");
const SOON = 400;
const WHILE_TYPING = 2500;
const AGAIN = 8000;

let was = form ? JSON.parse(form.elements._was.value || "{}") : {};
let timer;
let busy = false;
let waiting = false;
let held = null;
let running = Promise.resolve();

const typed = () => {
  const data = new URLSearchParams(new FormData(form));
  data.delete("csrfmiddlewaretoken");
  data.delete("_was");
  return data;
};

const dirty = (data) => [...data].some(([name, value]) => value !== (was[name] ?? ""));

const later = (delay) => {
  clearTimeout(timer);
  timer = setTimeout(save, delay);
};

const say = (text, link) => {
  status.textContent = text;
  if (!link) return;
  const anchor = Object.assign(document.createElement("a"), {
    href: form.dataset.signIn,
    target: "_blank",
    rel: "noopener",
    className: "ds-link",
    textContent: form.dataset.signInLabel,
  });
  status.append(" ", anchor);
};

function save(leaving = false) {
  clearTimeout(timer);
  const data = typed();
  if (!dirty(data)) return running;
  if ((busy || held) && !leaving) {
    waiting = true;
    return running;
  }
  running = store(data, leaving);
  return running;
}

async function store(data, leaving) {
  busy = true;
  const sent = new URLSearchParams(data);
  data.set("_was", JSON.stringify(was));
  if (!leaving) say(form.dataset.saving);
  try {
    const response = await fetch(form.dataset.autosave, {
      method: "POST",
      body: data,
      headers: {
        Accept: "application/json",
        "X-CSRFToken": csrfToken(form.elements.csrfmiddlewaretoken.value),
      },
      redirect: "manual",
      keepalive: leaving,
    });
    if (response.ok) take(await response.json(), sent);
    else if (signedOut(response)) say(form.dataset.signedOut, true);
    else if (response.status === 409) stop(await response.json());
    else throw new Error(response.status);
  } catch {
    say(form.dataset.offline);
    later(AGAIN);
  } finally {
    busy = false;
    if (waiting) {
      waiting = false;
      later(SOON);
    }
  }
}

// Nothing more is taken here: it was sent, or the right to write in it has ended.
function stop({ message, url }) {
  say(message);
  if (url) location.assign(url);
}

// What is stored now: shown where nobody is writing, so that two devices agree.
function take(answer, sent) {
  say(answer.saved);
  was = answer.inputs;
  form.elements._was.value = JSON.stringify(was);
  for (const [name, value] of Object.entries(answer.inputs)) fill(name, value, sent);
  const hidden = new Set(answer.hidden);
  for (const question of form.querySelectorAll("[data-question]")) {
    question.hidden = hidden.has(question.dataset.question);
  }
  for (const [name, text] of Object.entries(answer.conflicts)) warn(name, text);
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

if (form) {
  form.addEventListener("input", () => later(WHILE_TYPING));
  form.addEventListener("change", () => later(SOON));
  // An entry of a list comes or goes by a request of its own. It waits for a save under way and is
  // waited for, or what was removed would be written once more.
  document.addEventListener("htmx:confirm", async (event) => {
    const { elt, issueRequest } = event.detail;
    if (!form.contains(elt)) return;
    event.preventDefault();
    if (held) return;
    held = { elt };
    clearTimeout(timer);
    await running;
    issueRequest(true);
  });
  document.addEventListener("htmx:beforeRequest", ({ detail }) => {
    if (detail.elt === held?.elt) held.xhr = detail.xhr;
  });
  document.addEventListener("htmx:afterRequest", ({ detail }) => {
    if (!held || detail.xhr !== held.xhr) return;
    held = null;
    later(SOON);
  });
  form.addEventListener("submit", () => clearTimeout(timer));
  // A form that leaves the page, for another language or to sign out, goes when all is stored. If
  // that cannot be done the page says so, and the second press goes.
  document.addEventListener("submit", async (event) => {
    const leaving = event.target;
    if (leaving === form || leaving.dataset.saved !== undefined || !dirty(typed())) return;
    event.preventDefault();
    await running;
    await save();
    leaving.dataset.saved = "";
    if (!dirty(typed())) leaving.requestSubmit(event.submitter);
  });
  addEventListener("online", () => save());
  addEventListener("focus", () => save());
  document.addEventListener("visibilitychange", () => save(document.hidden));
  addEventListener("pagehide", () => save(true));
}

// Sends files one by one as they are, shows how far each is, and leaves the rest of the page alone.
// Without this script the form of each card sends them.
import { csrfToken } from "./csrf.js";

const page = document.querySelector("[data-papers]");
const words = page?.dataset ?? {};
const language = document.documentElement.lang + "-u-nu-latn";
const AT_ONCE = 2;
const queue = [];
let running = 0;

const unit = (value, name, digits = 0) =>
  new Intl.NumberFormat(language, {
    style: "unit",
    unit: name,
    unitDisplay: "short",
    maximumFractionDigits: digits,
  }).format(value);

const size = (bytes) =>
  bytes < 1e6 ? unit(bytes / 1e3, "kilobyte") : unit(bytes / 1e6, "megabyte", 1);

const time = (seconds) =>
  seconds < 90 ? unit(Math.ceil(seconds), "second") : unit(Math.ceil(seconds / 60), "minute");

const element = (tag, className, text) => {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
};

const button = (label, act) => {
  const made = element("button", "ds-button", label);
  made.type = "button";
  made.dataset.variant = "tertiary";
  made.addEventListener("click", act);
  return made;
};

// A row for one file on its way. Its name is text, never markup.
function newRow(card, file) {
  const row = element("div", "file-row");
  row.dataset.state = "uploading";
  const body = element("div", "file-row__body");
  const name = element("p", "file-row__name");
  name.append(element("bdi", "", file.name));
  const facts = element("p", "file-row__facts", size(file.size));
  const bar = element("progress");
  bar.max = file.size || 1;
  bar.value = 0;
  bar.setAttribute("aria-label", file.name);
  body.append(name, bar, facts);
  row.append(body);
  card.querySelector("[data-files]").append(row);
  return { row, body, facts, bar };
}

function refuse(job, message) {
  const { row, body, bar } = job.view;
  row.dataset.state = "refused";
  job.view.facts.textContent = size(job.file.size);
  bar.remove();
  row.querySelectorAll("button").forEach((old) => old.remove());
  const reason = element("p", "file-row__reason", message);
  reason.setAttribute("role", "alert");
  body.append(reason);
  const again = button(words.again, () => {
    row.remove();
    add(job.card, job.file, job.replaces);
  });
  row.append(again, button(words.dismiss, () => row.remove()));
}

// The card's files as the server lists them, with what is still on its way kept below.
function show(card, answer) {
  const files = card.querySelector("[data-files]");
  const others = [...files.querySelectorAll('[data-state="uploading"], [data-state="refused"]')];
  files.innerHTML = answer.files;
  files.append(...others);
  page.querySelector("[data-missing]").innerHTML = answer.missing;
  prepare(files);
}

function progress(job, event) {
  const { bar, facts } = job.view;
  bar.value = event.loaded;
  if (event.loaded >= job.file.size) {
    facts.textContent = words.checking;
    bar.removeAttribute("value");
    return;
  }
  const seconds = (performance.now() - job.began) / 1000;
  const sent = words.sent.replace("{sent}", size(event.loaded)).replace("{size}", size(job.file.size));
  const left = ((job.file.size - event.loaded) / event.loaded) * seconds;
  const rest = seconds > 1.5 && Number.isFinite(left) ? words.left.replace("{time}", time(left)) : "";
  facts.textContent = rest ? `${sent} · ${rest}` : sent;
}

function send(job) {
  const request = new XMLHttpRequest();
  const cancel = button(words.cancel, () => request.abort());
  job.view.row.append(cancel);
  job.began = performance.now();
  const ended = () => {
    running -= 1;
    next();
  };
  request.upload.addEventListener("progress", (event) => progress(job, event));
  request.addEventListener("load", () => {
    ended();
    finish(job, request);
  });
  request.addEventListener("error", () => {
    ended();
    refuse(job, words.failed);
  });
  request.addEventListener("abort", () => {
    ended();
    job.view.row.remove();
  });
  const address = new URL(job.card.querySelector("form[data-drop]").action);
  if (job.replaces) address.searchParams.set("replaces", job.replaces);
  request.open("POST", address);
  request.setRequestHeader("Content-Type", "application/octet-stream");
  request.setRequestHeader("Accept", "application/json");
  request.setRequestHeader("X-CSRFToken", csrfToken(words.csrf));
  request.setRequestHeader("X-File-Name", encodeURIComponent(job.file.name));
  request.send(job.file);
}

function finish(job, request) {
  let answer = {};
  try {
    answer = JSON.parse(request.responseText);
  } catch {
    // a page instead of an answer: the sign-in, or an error
  }
  if (request.status === 201) {
    job.view.row.remove();
    show(job.card, answer);
  } else if (answer.message) {
    refuse(job, answer.message);
  } else {
    refuse(job, request.status < 500 ? words.signedOut : words.failed);
  }
}

function next() {
  while (running < AT_ONCE && queue.length) {
    running += 1;
    send(queue.shift());
  }
}

function add(card, file, replaces = "") {
  const job = { card, file, replaces, view: newRow(card, file) };
  if (file.size > Number(words.most)) {
    refuse(job, words.large);
    return;
  }
  queue.push(job);
  next();
}

async function remove(form) {
  const card = form.closest("[data-card]");
  const response = await fetch(form.action, {
    method: "POST",
    headers: { Accept: "application/json", "X-CSRFToken": csrfToken(words.csrf) },
  }).catch(() => null);
  if (response?.ok && !response.redirected) show(card, await response.json());
  else form.submit();
}

// What only works with a script appears with it.
function prepare(root) {
  root.querySelectorAll("[data-replace]").forEach((label) => (label.hidden = false));
}

function start(card) {
  const drop = card.querySelector("[data-drop]");
  drop.querySelector("[data-plain]").hidden = true;
  drop.querySelector("[data-choose]").className = "ds-button";
  drop.querySelector("input[multiple]").className = "ds-sr-only";
  drop.querySelector("[data-hint]").hidden = matchMedia("(pointer: coarse)").matches;
  drop.querySelector("[data-camera]").hidden = !matchMedia("(pointer: coarse)").matches;
  const over = (on) => (event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    drop.toggleAttribute("data-over", on);
  };
  card.addEventListener("dragover", over(true));
  card.addEventListener("dragleave", over(false));
  card.addEventListener("drop", (event) => {
    over(false)(event);
    for (const file of event.dataTransfer?.files ?? []) add(card, file);
  });
  card.addEventListener("change", (event) => {
    const input = event.target;
    if (input.type !== "file") return;
    for (const file of input.files) add(card, file, input.dataset.replaces);
    input.value = "";
  });
  card.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.dataset.remove === undefined) return;
    event.preventDefault();
    remove(form);
  });
}

if (page) {
  page.querySelectorAll("[data-card]").forEach(start);
  prepare(page);
  addEventListener("beforeunload", (event) => {
    if (running) event.preventDefault();
  });
}

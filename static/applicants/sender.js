// Sends what is typed in a form while one writes, until it is stored: the line may be cut, the
// sign-in over, the right to act for somebody ended. What is not stored stays on the page.
import { csrfToken, signedOut } from "../pobyt/csrf.js";

const SOON = 400;
const WHILE_TYPING = 2500;
const AGAIN = 8000;

const body = (answer) =>
  answer.headers.get("Content-Type")?.startsWith("application/json") ? answer.json() : answer.text();

// On a slow line somebody writes before this script has come.
const touched = (form) =>
  [...form.querySelectorAll("input:not([type=hidden]), textarea")].some(
    (each) => each.value !== each.defaultValue || each.checked !== each.defaultChecked,
  );

// ``dirty(data)``: whether there is something to send; ``more(data)`` adds to it; ``take(answer, sent)``
// shows what is stored now.
export function sender(form, { dirty, more = () => {}, take }) {
  const status = document.getElementById("saved");
  const ended = form.querySelector("[data-ended]");
  let timer;
  let busy = false;
  let waiting = false;
  let held = false;
  let troubled = false;
  let gone = false; // this page takes nothing more: nothing is sent again by itself
  let going = false; // with what was typed: nothing is sent after it
  let running = Promise.resolve(false);

  const typed = () => {
    const data = new URLSearchParams(new FormData(form));
    data.delete("csrfmiddlewaretoken");
    data.delete("_was");
    return data;
  };

  const later = (delay) => {
    clearTimeout(timer);
    timer = setTimeout(save, delay);
  };

  const say = (text, link) => {
    if (status.textContent === text && !link) return;
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
    if (going || !dirty(data)) return running;
    if ((busy || held) && leaving !== true) {
      waiting = true;
      return running;
    }
    running = store(data, leaving === true);
    return running;
  }

  // Whether it is stored.
  async function store(data, leaving) {
    busy = true;
    const sent = new URLSearchParams(data);
    more(data);
    if (!leaving && !troubled) say(form.dataset.saving);
    let stored = false;
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
      stored = response.ok;
      troubled = !stored;
      if (stored) {
        gone = false;
        if (ended) ended.hidden = true;
        take(await body(response), sent, say);
      } else if (signedOut(response)) say(form.dataset.signedOut, true);
      else if (response.status === 409) stop(await response.json());
      else if (response.status === 404 || response.status === 410) end("");
      else wait(form.dataset.refused);
    } catch {
      troubled = true;
      wait(form.dataset.offline);
    } finally {
      busy = false;
      status.toggleAttribute("data-trouble", troubled);
      if (waiting) {
        waiting = false;
        later(SOON);
      }
    }
    return stored;
  }

  // It is not stored now, and is sent once more: the line is cut, or the portal answers without saving.
  function wait(words) {
    say(words);
    later(AGAIN);
  }

  // Nothing more is taken here: it was sent, or the right to write in it has ended. In the second case
  // what was typed was kept for the person and the page says so elsewhere, or it stays here.
  function stop({ message, url, unkept }) {
    if (unkept && ended) return end(message);
    say(message);
    if (url) {
      going = true;
      location.assign(url);
    }
  }

  function end(why) {
    gone = true;
    if (!ended) return say(form.dataset.gone);
    const reason = ended.querySelector("[data-why]");
    if (why) reason.textContent = why;
    say(ended.dataset.short);
    ended.hidden = false;
  }

  form.addEventListener("input", () => {
    going = false;
    later(WHILE_TYPING);
  });
  form.addEventListener("change", () => later(SOON));

  // A form that leaves the page, for another language or to sign out, goes when all is stored. If
  // that cannot be done the page says so, and the second press goes. So does the form itself where
  // its right may end meanwhile; and once that has ended it does not go at all.
  async function first(event) {
    const leaving = event.target;
    const own = leaving === form;
    if (leaving.dataset.saved !== undefined || (own && !ended && !gone) || !dirty(typed())) {
      delete leaving.dataset.saved;
      if (own) {
        clearTimeout(timer);
        going = true;
      }
      return;
    }
    event.preventDefault();
    await running;
    const stored = await save();
    if (own && gone) return;
    leaving.dataset.saved = "";
    if (stored || !dirty(typed())) leaving.requestSubmit(event.submitter);
  }

  document.addEventListener("submit", first, true);

  // The page's own sign of life says that the session is over: what is typed goes first.
  document.addEventListener("htmx:beforeOnLoad", (event) => {
    if (!event.detail.xhr.getResponseHeader("HX-Redirect") || !dirty(typed())) return;
    event.preventDefault();
    save();
  });
  addEventListener("online", () => save());
  addEventListener("focus", () => save());
  document.addEventListener("visibilitychange", () => save(document.hidden));
  addEventListener("pagehide", () => save(true));
  addEventListener("pageshow", () => {
    going = false;
  });
  addEventListener("beforeunload", (event) => {
    if (!going && gone && dirty(typed())) event.preventDefault();
  });

  if (touched(form)) later(SOON);

  return {
    // Nothing is sent until it is let go; what is under way is waited for.
    hold() {
      held = true;
      clearTimeout(timer);
      return running;
    },
    release() {
      held = false;
      later(SOON);
    },
  };
}

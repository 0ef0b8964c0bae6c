// Tells the visitor's screen which question of the form has the focus at the desk.
import { csrfToken } from "../pobyt/csrf.js";

const SOON = 200;
const form = document.querySelector("form[data-draft][data-section]");
const banner = document.querySelector("[data-follow]");
let timer;
let told = null;

const asked = () => {
  const element = document.activeElement;
  return form.contains(element) ? (element.closest("[data-question]")?.dataset.question ?? "") : "";
};

async function tell(again = false) {
  const question = asked() || (told ?? "");
  if (question === told && !again) return;
  told = question;
  const { draft, section } = form.dataset;
  const body = new URLSearchParams({ draft, section, question });
  const token = csrfToken(form.elements.csrfmiddlewaretoken.value);
  await fetch(banner.dataset.follow, {
    method: "POST",
    body,
    headers: { "X-CSRFToken": token },
    redirect: "manual",
  }).catch(() => {
    told = null; // said once more with the next question
  });
}

const later = (again) => {
  clearTimeout(timer);
  timer = setTimeout(() => tell(again), SOON);
};

if (form && banner) {
  form.addEventListener("focusin", () => later(false));
  addEventListener("focus", () => later(true)); // another page was in front meanwhile
}

// Tells an officer what came while the page is open. The page itself stays as it is, with all that
// was typed or chosen in it; what was chosen and not sent is there again when the news is loaded.
import { askWhileSeen } from "../pobyt/asking.js";

const news = document.getElementById("case-news");
const KEPT = `chosen:${location.pathname}`;

const chosen = () =>
  [...document.querySelectorAll("form[action] select")]
    .filter((each) => each.value && !each.selectedOptions[0].defaultSelected)
    .map((each) => [each.form.getAttribute("action"), each.name, each.value]);

news.addEventListener("click", (event) => {
  if (event.target.closest("[data-load]")) sessionStorage.setItem(KEPT, JSON.stringify(chosen()));
});

for (const [action, name, value] of JSON.parse(sessionStorage.getItem(KEPT) ?? "[]")) {
  const form = document.querySelector(`form[action="${action}"]:has([name="${name}"])`);
  if (!form) continue;
  form.elements[name].value = value;
  const folded = form.closest("details");
  if (folded) folded.open = true;
}
sessionStorage.removeItem(KEPT);

askWhileSeen({
  url: news.dataset.watch,
  tag: news.dataset.tag,
  take: (html) => {
    news.innerHTML = html;
  },
});

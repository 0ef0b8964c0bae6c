// What a request asks for, in short, above the button that sends it: what was chosen beforehand too,
// which nobody may have looked at. Each leads back to its choice. Without this script it is not there.

const box = document.querySelector("[data-asked]");
const form = box.closest("form");
const list = box.querySelector("ul");
const none = box.querySelector("[data-asked-none]");

const papers = () =>
  [...form.querySelectorAll(".act-papers select")]
    .filter((each) => each.value)
    .map((each) => [each, each.labels[0].firstChild.textContent, each.selectedOptions[0].text]);

const questions = () =>
  [...form.querySelectorAll("[name=questions]:checked")].map((each) => [
    each,
    each.labels[0].textContent,
    "",
  ]);

function line([control, name, why]) {
  const link = document.createElement("a");
  link.className = "ds-link";
  link.href = `#${control.id}`;
  link.textContent = name.trim();
  const words = document.createElement("span");
  words.className = "muted";
  words.textContent = why;
  const item = document.createElement("li");
  item.append(link, " ", words);
  return item;
}

function tell() {
  const asked = [...papers(), ...questions()];
  list.replaceChildren(...asked.map(line));
  none.hidden = asked.length > 0;
}

box.hidden = false;
form.addEventListener("change", tell);
window.addEventListener("pageshow", tell);
tell();

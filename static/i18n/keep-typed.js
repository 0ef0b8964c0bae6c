// Switching the language keeps what was typed and not yet saved. It waits in this tab's own storage,
// for one page and one load; passwords, codes, files and hidden fields never go there.

const path = location.pathname.replace(/^\/[a-z]{2}\//, "/");
const key = `typed:${path}`;
const never = ["password", "file", "hidden", "submit", "button", "reset", "image"];

const kept = (field) =>
  field.name &&
  !never.includes(field.type) &&
  field.autocomplete !== "one-time-code" &&
  !field.closest("[data-language-form]");

const fields = () => [...document.querySelectorAll("input, select, textarea")].filter(kept);

const value = (field) => {
  if (field.type === "checkbox" || field.type === "radio") return field.checked;
  if (field instanceof HTMLSelectElement) return [...field.selectedOptions].map((each) => each.value);
  return field.value;
};

const chosenAtFirst = (field) => {
  const marked = [...field.options].filter((each) => each.defaultSelected);
  const chosen = marked.length || field.multiple ? marked : [...field.options].slice(0, 1);
  return chosen.map((each) => each.value);
};

const untouched = (field) => {
  if (field.type === "checkbox" || field.type === "radio") return field.defaultChecked;
  if (field instanceof HTMLSelectElement) return chosenAtFirst(field);
  return field.defaultValue;
};

const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

// Names repeat in groups, so a field is its name and its place among those of that name.
const numbered = () => {
  const seen = new Map();
  return fields().map((field) => {
    const place = seen.get(field.name) ?? 0;
    seen.set(field.name, place + 1);
    return [`${field.name}#${place}`, field];
  });
};

document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-language-form]")) return;
  const changed = numbered()
    .filter(([, field]) => !same(value(field), untouched(field)))
    .map(([name, field]) => [name, value(field)]);
  if (changed.length) sessionStorage.setItem(key, JSON.stringify(changed));
});

const restore = (field, typed) => {
  if (typeof typed === "boolean") field.checked = typed;
  else if (Array.isArray(typed)) {
    // By value: the order of countries differs from language to language.
    for (const option of field.options) option.selected = typed.includes(option.value);
  }
  else field.value = typed;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.dispatchEvent(new Event("change", { bubbles: true }));
};

addEventListener("load", () => {
  const typed = new Map(JSON.parse(sessionStorage.getItem(key) ?? "[]"));
  sessionStorage.removeItem(key);
  if (!typed.size) return;
  for (const [name, field] of numbered()) if (typed.has(name)) restore(field, typed.get(name));
});

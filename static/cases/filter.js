// A long list of choices, narrowed as one types. What is ticked is never hidden. Without this script
// the list is there whole, and the search field is not.

const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

for (const list of document.querySelectorAll("[data-filter]")) {
  const search = list.querySelector("[data-filter-search]");
  const field = search.querySelector("input");
  const count = search.querySelector("[data-filter-count]");
  const none = search.querySelector("[data-filter-none]");
  const items = [...list.querySelectorAll("[data-filter-item]")].map((element) => ({
    element,
    words: plain(element.dataset.filterItem),
    tick: element.querySelector("input[type=checkbox]"),
  }));

  const narrow = () => {
    const wanted = plain(field.value).split(/\s+/).filter(Boolean);
    for (const { element, words, tick } of items) {
      element.hidden = !tick.checked && !wanted.every((word) => words.includes(word));
    }
    for (const group of list.querySelectorAll("[data-filter-group]")) {
      group.hidden = !group.querySelector("[data-filter-item]:not([hidden])");
    }
    const shown = items.filter(({ element }) => !element.hidden).length;
    count.textContent = count.dataset.text
      .replace("{shown}", shown)
      .replace("{all}", items.length)
      .replace("{ticked}", items.filter(({ tick }) => tick.checked).length);
    none.hidden = shown > 0;
  };

  search.hidden = false;
  // What is searched for is no part of the proposal: it neither asks for the letter anew nor sends.
  for (const name of ["input", "change"]) {
    field.addEventListener(name, (event) => event.stopPropagation());
  }
  field.addEventListener("input", narrow);
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
  list.addEventListener("change", narrow);
  narrow();
}

// The child's name is asked only when it is another child.
const form = document.querySelector("form[data-begin]");
const child = form?.querySelector("[data-child]");

const show = () => {
  child.hidden = form.elements.who.value !== "child";
};

if (child) {
  form.addEventListener("change", show);
  show();
}

// Pages of a document: beside the answers on a wide screen, over the page on a narrow one. Turned by
// buttons or arrow keys, closed by Escape.
const viewer = document.getElementById("viewer");
const wide = matchMedia("(width >= 80rem)");
const state = { base: "", page: 1, pages: 1 };

function turn(step) {
  state.page = Math.min(Math.max(state.page + step, 1), state.pages);
  viewer.querySelector(".viewer__page").src = state.base.replace(/page\/\d+\/$/, `page/${state.page}/`);
  viewer.querySelector(".viewer__place").textContent = `${viewer.dataset.pageLabel} ${state.page} / ${state.pages}`;
  viewer.querySelector("[data-viewer=back]").disabled = state.page === 1;
  viewer.querySelector("[data-viewer=next]").disabled = state.page === state.pages;
}

function open(link) {
  const { name, pages } = link.dataset;
  Object.assign(state, { base: link.getAttribute("href"), page: 1, pages: Number(pages) });
  viewer.setAttribute("aria-label", name);
  viewer.querySelector(".viewer__name").textContent = name;
  turn(0);
  viewer.close();
  if (wide.matches) viewer.show();
  else viewer.showModal();
  viewer.querySelector(".viewer__close").focus({ preventScroll: true });
  link.scrollIntoView({ block: "nearest" });
}

if (viewer) {
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-view]");
    if (!link || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    open(link);
  });
  viewer.addEventListener("click", (event) => {
    const way = event.target.closest("[data-viewer]")?.dataset.viewer;
    if (way) turn(way === "next" ? 1 : -1);
  });
  viewer.addEventListener("keydown", (event) => {
    const forward = document.documentElement.dir === "rtl" ? "ArrowLeft" : "ArrowRight";
    const back = forward === "ArrowLeft" ? "ArrowRight" : "ArrowLeft";
    if (event.key === forward) turn(1);
    if (event.key === back) turn(-1);
    if (event.key === "Escape") viewer.close();
  });
}

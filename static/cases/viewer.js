// Pages of a document beside the answers: opens in a dialog, turned by buttons or arrow keys.
const viewer = document.getElementById("viewer");
const state = { base: "", page: 1, pages: 1 };

function turn(step) {
  state.page = Math.min(Math.max(state.page + step, 1), state.pages);
  viewer.querySelector(".viewer__page").src = state.base.replace(/page\/\d+\/$/, `page/${state.page}/`);
  viewer.querySelector(".viewer__place").textContent = `${viewer.dataset.pageLabel} ${state.page} / ${state.pages}`;
}

if (viewer) {
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-view]");
    if (!link || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    Object.assign(state, { base: link.getAttribute("href"), page: 1, pages: Number(link.dataset.pages) });
    viewer.setAttribute("aria-label", link.dataset.name);
    viewer.querySelector(".viewer__name").textContent = link.dataset.name;
    viewer.showModal();
    turn(0);
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
  });
}

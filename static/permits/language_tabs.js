// Turns the fieldsets of the languages into tabs. Without this script they stand one below the other.
const panels = [...document.querySelectorAll("fieldset.language-tab")];

if (panels.length > 1) {
  const list = document.createElement("div");
  list.className = "language-tabs";
  list.setAttribute("role", "tablist");

  const tabs = panels.map((panel, index) => {
    const heading = panel.querySelector("h2, legend, summary");
    const tab = document.createElement("button");
    tab.type = "button";
    tab.id = `language-tab-${index}`;
    tab.textContent = heading ? heading.textContent.trim() : String(index + 1);
    tab.setAttribute("role", "tab");
    panel.id = `language-panel-${index}`;
    panel.setAttribute("role", "tabpanel");
    panel.setAttribute("aria-labelledby", tab.id);
    tab.setAttribute("aria-controls", panel.id);
    if (panel.querySelector(".errorlist")) tab.classList.add("language-tabs__wrong");
    if (heading) heading.hidden = true;
    list.append(tab);
    return tab;
  });

  const show = (chosen, focus) => {
    tabs.forEach((tab, index) => {
      tab.setAttribute("aria-selected", String(index === chosen));
      tab.tabIndex = index === chosen ? 0 : -1;
      panels[index].hidden = index !== chosen;
    });
    if (focus) tabs[chosen].focus();
  };

  const forward = document.documentElement.dir === "rtl" ? "ArrowLeft" : "ArrowRight";
  const back = forward === "ArrowRight" ? "ArrowLeft" : "ArrowRight";
  tabs.forEach((tab, index) => {
    tab.addEventListener("click", () => show(index, false));
    tab.addEventListener("keydown", (event) => {
      if (event.key !== forward && event.key !== back) return;
      event.preventDefault();
      show((index + (event.key === forward ? 1 : tabs.length - 1)) % tabs.length, true);
    });
  });

  panels[0].before(list);
  show(Math.max(0, panels.findIndex((panel) => panel.querySelector(".errorlist"))), false);
}

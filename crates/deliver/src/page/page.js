"use strict";
// Makes tabs of the lists of links. Without this script all panels stand one below the other.

const lists = [...document.querySelectorAll("[data-tabs]")];
const tabsOf = (list) => [...list.querySelectorAll("a")];
const panelOf = (tab) => document.getElementById(tab.getAttribute("href").slice(1));
const tabOf = new Map(lists.flatMap(tabsOf).map((tab) => [panelOf(tab), tab]));
const wide = matchMedia("(min-width: 60rem)");

function show(tab) {
  for (const other of tabsOf(tab.closest("ul"))) {
    const chosen = other === tab;
    other.setAttribute("aria-selected", chosen);
    other.tabIndex = chosen ? 0 : -1;
    panelOf(other).hidden = !chosen;
  }
  const list = tab.closest("ul");
  const [outer, inner] = [list.getBoundingClientRect(), tab.getBoundingClientRect()];
  list.scrollBy(
    Math.min(0, inner.left - outer.left - 24) || Math.max(0, inner.right - outer.right + 24),
    Math.min(0, inner.top - outer.top - 8) || Math.max(0, inner.bottom - outer.bottom + 8),
  );
}

// What a person chooses. The same device is chosen in all locales that have it.
function choose(tab) {
  show(tab);
  if (tab.dataset.twin) {
    const twins = lists.flatMap(tabsOf).filter((other) => other.dataset.twin === tab.dataset.twin);
    twins.forEach(show);
  }
  history.replaceState(null, "", tab.getAttribute("href"));
}

// Opens the panels around what the address names, and goes there.
function follow() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target) return;
  for (let panel = target; panel; panel = panel.parentElement) {
    if (tabOf.has(panel)) show(tabOf.get(panel));
  }
  if (!tabOf.has(target)) {
    target.tabIndex = -1;
    target.focus({ preventScroll: true });
    target.scrollIntoView({ block: "center" });
  }
}

const STEPS = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1, Home: -Infinity, End: Infinity };

for (const list of lists) {
  const tabs = tabsOf(list);
  list.setAttribute("role", "tablist");
  list.setAttribute("aria-label", list.dataset.tabs);
  for (const item of list.children) item.setAttribute("role", "presentation");
  tabs.forEach((tab, at) => {
    const panel = panelOf(tab);
    tab.setAttribute("role", "tab");
    tab.id = `tab.${panel.id}`;
    tab.setAttribute("aria-controls", panel.id);
    panel.setAttribute("role", "tabpanel");
    panel.setAttribute("aria-labelledby", tab.id);
    tab.addEventListener("click", (event) => {
      event.preventDefault();
      choose(tab);
    });
    tab.addEventListener("keydown", (event) => {
      if (event.key === " ") {
        event.preventDefault();
        choose(tab);
      }
      if (!(event.key in STEPS) || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      const mirrored = event.key.match(/Left|Right/) && getComputedStyle(list).direction === "rtl";
      const to = at + (mirrored ? -1 : 1) * STEPS[event.key];
      const next = Number.isFinite(to) ? tabs.at(to % tabs.length) : tabs.at(to < 0 ? 0 : -1);
      choose(next);
      next.focus({ preventScroll: true });
    });
  });
  if (tabs.length) show(tabs[0]);
}

function orient() {
  const side = document.querySelector("nav [role=tablist]");
  side.setAttribute("aria-orientation", wide.matches ? "vertical" : "horizontal");
}

document.documentElement.classList.add("scripted");
orient();
wide.addEventListener("change", orient);
addEventListener("hashchange", follow);
follow();

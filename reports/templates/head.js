"use strict";
// before the page is drawn: what needs this script is shown, and the colours chosen last time come back
(() => {
  const root = document.documentElement;
  root.classList.add("js");
  try {
    const theme = localStorage.getItem("consistency-theme");
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  } catch {
    // a browser that keeps nothing follows the system
  }
})();

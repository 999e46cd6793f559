"use strict";
// The page is whole without this: it filters, searches, moves by keyboard, opens articles beside their sentences, copies.
// Nothing here ever makes markup out of text.
(() => {
  const root = document.documentElement;
  const one = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];

  const findings = all("[data-finding]");
  const panel = one("#panel");
  const help = one("#help");
  const search = one("#search");
  const selects = all("select[data-filter]");

  // ---- going to a finding

  let current = null;

  function unfold(element) {
    for (let fold = element.parentElement.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  }

  function reveal(finding) {
    if (finding.hidden) showAll();
    unfold(finding);
    const evidence = one(".evidence", finding);
    if (evidence) evidence.open = true;
  }

  function goTo(finding) {
    current = finding;
    finding.focus({ preventScroll: true });
    finding.scrollIntoView({ block: "start" });
  }

  function move(step) {
    const seen = findings.filter((finding) => finding.checkVisibility());
    const place = seen.indexOf(document.activeElement.closest("[data-finding]") || current);
    const next = place < 0 ? seen[0] : seen[place + step];
    if (next) goTo(next);
  }

  function targetOf(hash) {
    return hash.length > 1 ? document.getElementById(decodeURIComponent(hash.slice(1))) : null;
  }

  function arrive() {
    const target = targetOf(location.hash);
    if (!target) return;
    if (target.matches("[data-finding]")) {
      reveal(target);
      goTo(target);
    } else if (target.closest("details")) {
      unfold(target);
      target.scrollIntoView({ block: "center" });
    }
  }

  // ---- filters and search

  const folds = all("details.fold");
  const parts = all("[data-section], .of-kind, details.fold");
  const searched = new Map();
  let openBefore = null;

  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

  function textOf(finding) {
    if (!searched.has(finding)) {
      const told = all("h3, .badge, .status, .code, .reason, .advice, .sides, .speaker, .value, .origins, .passage, .why", finding);
      searched.set(finding, plain(told.map((element) => element.textContent).join(" ")));
    }
    return searched.get(finding);
  }

  function matches(finding, words) {
    const chosen = selects.every(({ value, dataset }) => !value || finding.dataset[dataset.filter].split(" ").includes(value));
    return chosen && words.every((word) => textOf(finding).includes(word));
  }

  function apply() {
    const words = plain(search.value).split(/\s+/).filter(Boolean);
    const filtering = words.length > 0 || selects.some((select) => select.value);
    for (const finding of findings) finding.hidden = filtering && !matches(finding, words);
    for (const part of parts) part.hidden = filtering && !one("[data-finding]:not([hidden])", part);
    openFolds(filtering);
    tellCount(filtering);
  }

  function openFolds(filtering) {
    if (filtering && !openBefore) openBefore = folds.map((fold) => fold.open);
    folds.forEach((fold, i) => (fold.open = filtering || (openBefore ? openBefore[i] : fold.open)));
    if (!filtering) openBefore = null;
  }

  function tellCount(filtering) {
    const shown = findings.filter((finding) => !finding.hidden).length;
    const count = one("#count");
    count.textContent = count.dataset.told.replace("{shown}", shown).replace("{all}", findings.length);
    one("#nothing").hidden = shown > 0 || !filtering;
    one("#clear").disabled = !filtering;
  }

  function showAll() {
    search.value = "";
    for (const select of selects) select.value = "";
    apply();
  }

  // ---- an article in its panel, at the sentence

  const within = (text, from, to) => all("[data-at]", text).filter(({ dataset: { at } }) => from <= Number(at) && Number(at) < to);

  function read(link) {
    const place = targetOf(link.hash);
    const text = place.closest(".body").cloneNode(true);
    for (const piece of all("[id]", text)) piece.removeAttribute("id");
    const here = within(text, Number(link.dataset.from), Number(link.dataset.to));
    for (const piece of here) piece.classList.add("here");
    for (const span of link.dataset.words.split(" ")) {
      for (const piece of within(text, ...span.split("-").map(Number))) piece.classList.add("words");
    }
    one("#panel-title").textContent = one("h3", place.closest("li")).textContent;
    one(".where", panel).textContent = one(".where", link).textContent;
    one(".content", panel).replaceChildren(text);
    panel.showModal();
    one(".content", panel).focus();
    here[0]?.scrollIntoView({ block: "center" });
  }

  // ---- copying a waiver

  let saidLast = 0;

  function say(text) {
    one("#said").textContent = text;
    clearTimeout(saidLast);
    saidLast = setTimeout(() => (one("#said").textContent = ""), 6000);
  }

  async function copy(button) {
    const lines = one("pre", button.closest(".waiver"));
    try {
      await navigator.clipboard.writeText(lines.textContent);
      say(button.dataset.copied);
    } catch {
      getSelection().selectAllChildren(lines);
      say(button.dataset.failed);
    }
  }

  // ---- keys

  const KEYS = {
    j: () => move(1),
    k: () => move(-1),
    "/": () => search.focus(),
    "?": () => help.showModal(),
    Enter: () => openFirst(document.activeElement),
  };

  function openFirst(finding) {
    if (!finding.matches("[data-finding]")) return false;
    reveal(finding);
    const link = one("a.place", finding);
    if (link) read(link);
    return true;
  }

  function pressed(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || one("dialog[open]")) return;
    if (event.target.matches("input, select, textarea")) return;
    if (Object.hasOwn(KEYS, event.key) && KEYS[event.key]() !== false) event.preventDefault();
  }

  function pressedInSearch(event) {
    if (event.key !== "Enter" && event.key !== "Escape") return;
    event.preventDefault();
    search.blur();
    current = null;
    if (event.key === "Escape") showAll();
    else move(1);
  }

  // ---- clicks

  function clicked(event) {
    const link = event.target.closest("a[href^='#']");
    const button = event.target.closest("button");
    if (link?.matches(".place")) {
      event.preventDefault();
      read(link);
    } else if (link && targetOf(link.hash)?.matches("[data-finding]")) {
      reveal(targetOf(link.hash));
    } else if (button?.matches(".copy")) {
      copy(button);
    } else if (button?.matches(".close") || event.target.matches("dialog")) {
      event.target.closest("dialog").close();
    }
  }

  function otherTheme() {
    const now = root.dataset.theme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
    root.dataset.theme = now === "dark" ? "light" : "dark";
    try {
      localStorage.setItem("consistency-theme", root.dataset.theme);
    } catch {
      // the choice holds for this page
    }
  }

  function unfoldAll({ currentTarget }) {
    const open = currentTarget.getAttribute("aria-pressed") !== "true";
    for (const evidence of all(".evidence")) evidence.open = open;
    currentTarget.setAttribute("aria-pressed", String(open));
  }

  // ---- print: what is folded on the screen is shown on paper

  let opened = [];

  function beforePrint() {
    opened = all("details:not([open], .text, .waiver)");
    for (const fold of opened) fold.open = true;
  }

  function afterPrint() {
    for (const fold of opened) fold.open = false;
    opened = [];
  }

  addEventListener("beforeprint", beforePrint);
  addEventListener("afterprint", afterPrint);
  addEventListener("hashchange", arrive);
  document.addEventListener("keydown", pressed);
  document.addEventListener("click", clicked);
  search.addEventListener("keydown", pressedInSearch);
  search.addEventListener("input", apply);
  for (const select of selects) select.addEventListener("change", apply);
  one("#clear").addEventListener("click", showAll);
  one("#unfold").addEventListener("click", unfoldAll);
  one("#theme").addEventListener("click", otherTheme);
  one("#keys").addEventListener("click", () => help.showModal());
  tellCount(false);
  arrive();
})();

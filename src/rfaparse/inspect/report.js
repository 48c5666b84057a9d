"use strict";
(() => {
  const parts = [...document.querySelectorAll(".part")];
  const pair = (n) => document.querySelectorAll(`[data-pair="${n}"]`);
  let lit = null;
  let held = false;
  const show = (n, follow) => {
    if (lit !== null) pair(lit).forEach((element) => element.classList.remove("lit"));
    lit = n;
    if (n === null) return;
    pair(n).forEach((element) => element.classList.add("lit"));
    const other = document.getElementById(`${follow}-${n}`);
    if (other) other.scrollIntoView({ block: "nearest" });
  };
  const number = (event) => event.target.closest("[data-pair]")?.dataset.pair ?? null;
  const side = (event) => (event.target.closest(".story") ? "object" : "part");
  document.addEventListener("pointerover", (event) => {
    if (held || event.pointerType === "touch") return;
    const n = number(event);
    if (n !== lit && side(event) === "object") show(n, "object");
    else if (n !== lit) show(n, null);
  });
  document.addEventListener("focusin", (event) => {
    const n = number(event);
    if (n !== null) show(n, "object");
  });
  document.addEventListener("click", (event) => {
    const n = number(event);
    held = n !== null;
    show(n, side(event));
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      held = false;
      show(null, null);
      document.activeElement?.blur();
      return;
    }
    const step = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[event.key];
    if (!step || event.ctrlKey || event.metaKey || event.altKey || !parts.length) return;
    const at = parts.findIndex((element) => element.dataset.pair === lit);
    const next = at < 0 ? (step > 0 ? 0 : parts.length - 1) : at + step;
    if (next < 0 || next >= parts.length) return;
    event.preventDefault();
    held = true;
    parts[next].focus();
  });
})();

"use strict";
// A press on the head of a column sorts the runs by it; a second press turns the order round. Runs without a value stay last.
const body = document.querySelector("tbody");
const heads = [...document.querySelectorAll("th")];
const valueOf = (row, column) => row.cells[column].dataset.by ?? "";
const compare = (a, b) => (isNaN(a) || isNaN(b) ? a.localeCompare(b) : a - b);
for (const button of document.querySelectorAll("button.sort")) {
  const head = button.closest("th"), column = heads.indexOf(head);
  button.addEventListener("click", () => {
    const turn = head.getAttribute("aria-sort") === "ascending" ? -1 : 1;
    for (const each of heads) each.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", turn === 1 ? "ascending" : "descending");
    const rows = [...body.rows].sort((one, other) => {
      const a = valueOf(one, column), b = valueOf(other, column);
      return a === "" || b === "" ? (a === "") - (b === "") : turn * compare(a, b);
    });
    body.append(...rows);
  });
}
document.documentElement.dataset.ready = "yes";

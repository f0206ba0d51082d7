"use strict";
// Charts say their values: under a pointer, and by the arrow keys of a chart that has the focus.
for (const plot of document.querySelectorAll(".plot")) {
  const data = document.getElementById(`${plot.id}-data`);
  const moments = data ? JSON.parse(data.textContent) : [];
  const bubble = document.createElement("div");
  bubble.className = "say";
  bubble.setAttribute("role", "status");
  bubble.hidden = true;
  plot.append(bubble);
  let chosen = -1;

  const drawing = () => [...plot.querySelectorAll("svg")].find((svg) => svg.getClientRects().length);
  const marks = () => [...drawing().querySelectorAll("[data-says]")];

  const hush = () => {
    bubble.hidden = true;
    for (const mark of plot.querySelectorAll(".pointed")) mark.classList.remove("pointed");
    for (const cursor of plot.querySelectorAll(".cursor")) cursor.remove();
  };
  const say = (words, x, y) => {
    const room = plot.getBoundingClientRect();
    bubble.textContent = words;
    bubble.hidden = false;
    bubble.style.left = `${Math.max(0, Math.min(x - room.left + 12, room.width - bubble.offsetWidth))}px`;
    const above = y - room.top - bubble.offsetHeight - 10;
    bubble.style.top = `${above < 0 ? y - room.top + 16 : above}px`;
  };
  const sayMark = (mark, x, y) => {
    hush();
    mark.classList.add("pointed");
    const box = mark.getBoundingClientRect();
    say(mark.dataset.says, x ?? box.left + box.width / 2, y ?? box.top);
  };
  const sayMoment = (index, y) => {
    hush();
    const svg = drawing(), box = svg.getBoundingClientRect(), view = svg.viewBox.baseVal;
    const left = Number(svg.dataset.left), right = Number(svg.dataset.right), at = left + moments[index][0] * (right - left);
    const cursor = document.createElementNS("http://www.w3.org/2000/svg", "line");
    for (const [name, value] of [["x1", at], ["x2", at], ["y1", 0], ["y2", view.height - 46], ["class", "cursor"]])
      cursor.setAttribute(name, value);
    svg.append(cursor);
    say(moments[index][1], box.left + (at / view.width) * box.width, y ?? box.top + 30);
  };
  const nearest = (x) => {
    const svg = drawing(), box = svg.getBoundingClientRect();
    const left = Number(svg.dataset.left), right = Number(svg.dataset.right);
    const share = (((x - box.left) / box.width) * svg.viewBox.baseVal.width - left) / (right - left);
    let best = 0;
    moments.forEach((moment, index) => {
      if (Math.abs(moment[0] - share) < Math.abs(moments[best][0] - share)) best = index;
    });
    return best;
  };

  plot.addEventListener("pointermove", (event) => {
    const mark = event.target.closest("[data-says]");
    if (mark) sayMark(mark, event.clientX, event.clientY);
    else if (moments.length && event.target.closest("svg")) sayMoment((chosen = nearest(event.clientX)), event.clientY);
    else hush();
  });
  plot.addEventListener("pointerleave", hush);
  plot.addEventListener("blur", hush);
  plot.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape") hush();
    if (!step) return;
    event.preventDefault();
    const all = moments.length ? moments : marks();
    if (!all.length) return;
    chosen = (Math.min(chosen, all.length - 1) + step + all.length) % all.length;
    if (moments.length) sayMoment(chosen);
    else sayMark(all[chosen]);
  });
}
// On paper the tables of the evidence are open, and shut again after.
const opened = [];
addEventListener("beforeprint", () => {
  for (const details of document.querySelectorAll("section > details:not([open])")) {
    details.open = true;
    opened.push(details);
  }
});
addEventListener("afterprint", () => {
  for (const details of opened.splice(0)) details.open = false;
});
document.documentElement.dataset.ready = "yes";

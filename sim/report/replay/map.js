// The map: where everything stands on the canvas, and how it is drawn.

const ON_DARK = { "#000000": "#f0f0f0", "#0072B2": "#3d94d8", "#56B4E9": "#a9dcf7", "#D55E00": "#ee7d2b" };  // the same where the page is dark
const LARGEST_DOT = 13, SMALLEST_DOT = 1.6;  // px from dot to dot
const TITLE = 15, LINE = 14, NARROW = 560;  // px: a line of a name and of words, and the width of a phone's map

function colours() {
  const style = getComputedStyle(document.documentElement);
  const of = name => style.getPropertyValue(name).trim();
  return { dark: matchMedia("(prefers-color-scheme: dark)").matches, ink: of("--ink"), faint: of("--faint"), paper: of("--paper"), box: of("--box"), shut: of("--shut"), road: of("--road"), band: of("--band") };
}

/** Everything in pixels: boxes with their grounds for the hall and the desks, streets, roads, lines. */
function laidOut(data, day, width, height, pen) {
  const ground = data.ground, x = width / ground.width;
  const y = width < NARROW ? 96 : Math.max(58, Math.min(96, height / ground.height));
  const box = ([left, top, wide, high]) => ({ x: left * x, y: top * y, w: wide * x, h: high * y });
  const layout = { width, height: ground.height * y, stations: [], grounds: [], crossed: box(ground.crossed) };
  layout.sides = ground.sides.map(side => ({ ...side, top: side.top * y, bottom: side.bottom * y }));
  layout.lines = ground.lines.map(line => ({ ...line, points: line.points.map(point => [point[0] * x, point[1] * y]) }));
  ground.stations.forEach((station, at) => layout.stations.push(stationIn(station, box, day.peaks, at, pen)));
  layout.stations.forEach(station => layout.grounds.push(station.outside, station.hall, station.desks));
  layout.grounds.push(crossedIn(layout.crossed));
  layout.grounds.forEach((each, at) => each && fit(each, day.peaks[at]));
  return layout;
}

function stationIn(station, box, peaks, at, pen) {
  const whole = box(station.box), told = { ...station, ...whole, outside: null, hall: null, desks: null, road: null };
  told.inset = station.kind === "desk" ? 6 : 9;
  told.names = broken(pen, station.name, whole.w - 2 * told.inset);
  if (station.street) {
    const street = box(station.street);
    told.street = street;
    told.outside = { x: street.x + 4, y: street.y + LINE + 4, w: street.w - 8, h: street.h - LINE - 6, from: "bottom" };
  }
  if (station.kind === "gate" && told.outside) return told;
  const top = whole.y + TITLE * told.names.length + LINE + 7, inner = { x: whole.x + 6, y: top, w: whole.w - 12, h: whole.y + whole.h - top - 5 };
  if (station.kind === "shuttle") {
    const hall = Math.max(18, inner.h * 0.3);
    told.road = { x: inner.x, y: inner.y + hall + 4, w: inner.w, h: inner.h - hall - 4 };
    inner.h = hall;
  }
  if (!told.outside && peaks[3 * at]) {
    const part = inner.w * (station.kind === "gate" ? 1 : 0.3);
    told.outside = { x: inner.x, y: inner.y, w: part - 6, h: inner.h, from: "right" };
    inner.x += part;
    inner.w -= part;
  }
  if (station.kind === "desk") {
    const desks = Math.max(22, inner.w * 0.24);
    told.desks = { x: inner.x + inner.w - desks, y: inner.y, w: desks, h: inner.h, from: "left" };
    inner.w -= desks + 6;
  }
  if (station.kind !== "gate") told.hall = { ...inner, from: "right" };
  return told;
}

const NAME = "600 12.5px system-ui, sans-serif", WORDS = "12px system-ui, sans-serif";

/** A name on one line, or on as many as three where it is too wide. */
function broken(pen, name, room) {
  const lines = [""];
  pen.font = NAME;
  for (const word of name.split(" ")) {
    const longer = `${lines[lines.length - 1]} ${word}`.trim();
    if (pen.measureText(longer).width <= room || lines.length === 3) lines[lines.length - 1] = longer; else lines.push(word);
  }
  return lines.filter(Boolean);
}

function crossedIn(box) {
  return { x: box.x + 4, y: box.y + LINE + 6, w: box.w - 8, h: box.h - LINE - 8, from: "left" };
}

/** The distance from dot to dot by which as many as ever stand there fit. */
function fit(ground, most) {
  let step = LARGEST_DOT;
  while (step > SMALLEST_DOT && Math.floor(ground.w / step) * Math.floor(ground.h / step) < most) step *= 0.96;
  Object.assign(ground, { step, columns: Math.max(1, Math.floor(ground.w / step)), rows: Math.max(1, Math.floor(ground.h / step)) });
}

/** Where the one who is so many places from the head of a ground stands. */
function spot(ground, at) {
  const { step, columns, rows } = ground;
  if (ground.from === "bottom") return [ground.x + (at % columns + 0.5) * step, ground.y + ground.h - (Math.floor(at / columns) + 0.5) * step];
  const far = (Math.floor(at / rows) + 0.5) * step, down = ground.y + (at % rows + 0.5) * step;
  return [ground.from === "right" ? ground.x + ground.w - far : ground.x + far, down];
}

/** A picture of a dot for each cohort and size: its shape tells cohorts apart without colour. */
function sprite(cache, cohort, colour, radius, scale) {
  const key = `${cohort} ${colour} ${radius.toFixed(1)}`;
  if (cache.has(key)) return cache.get(key);
  const side = Math.ceil(2 * radius * scale) + 2, canvas = document.createElement("canvas");
  canvas.width = canvas.height = side;
  const pen = canvas.getContext("2d"), middle = side / 2, r = radius * scale;
  pen.fillStyle = colour;
  pen.beginPath();
  shape(pen, cohort % 4, middle, middle, r);
  pen.fill();
  const made = { canvas, half: side / 2 / scale, side: side / scale };
  cache.set(key, made);
  return made;
}

function shape(pen, kind, x, y, r) {
  if (kind === 0) pen.arc(x, y, r, 0, 2 * Math.PI);
  else if (kind === 1) pen.rect(x - 0.85 * r, y - 0.85 * r, 1.7 * r, 1.7 * r);
  else {
    const corners = kind === 2 ? [[0, -1.1], [1, 0.8], [-1, 0.8]] : [[0, -1.15], [1.15, 0], [0, 1.15], [-1.15, 0]];
    corners.forEach(([right, down], at) => at ? pen.lineTo(x + right * r, y + down * r) : pen.moveTo(x + right * r, y + down * r));
    pen.closePath();
  }
}

function rounded(pen, { x, y, w, h }, radius) {
  pen.beginPath();
  pen.roundRect(x, y, w, h, radius);
}

/** What stands still: sides, lines, and the outlines of streets. */
function drawStill(pen, layout, data, colour) {
  pen.fillStyle = colour.paper;
  pen.fillRect(0, 0, layout.width, layout.height);
  layout.sides.forEach((side, at) => drawSide(pen, layout, side, at, colour));
  for (const line of layout.lines) drawLine(pen, line, data, colour);
  pen.setLineDash([3, 3]);
  pen.strokeStyle = colour.faint;
  pen.lineWidth = 1;
  for (const ground of [...layout.stations.filter(station => station.street).map(station => station.street), layout.crossed]) {
    rounded(pen, ground, 4);
    pen.stroke();
  }
  pen.setLineDash([]);
}

function drawSide(pen, layout, side, at, colour) {
  if (side.part === 1) { pen.fillStyle = colour.band; pen.fillRect(0, side.top, layout.width, side.bottom - side.top); }
  pen.strokeStyle = colour.faint;
  pen.lineWidth = 1;
  if (at) { pen.beginPath(); pen.moveTo(0, side.top); pen.lineTo(layout.width, side.top); pen.stroke(); }
  pen.save();
  pen.translate(layout.width < NARROW ? 9 : 16, (side.top + side.bottom) / 2);
  pen.rotate(-Math.PI / 2);
  pen.fillStyle = colour.faint;
  pen.font = WORDS;
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.fillText(side.name, 0, 0, side.bottom - side.top - 10);
  pen.restore();
}

function drawLine(pen, line, data, colour) {
  const points = line.points, [x, y] = points[points.length - 1], [before, above] = points[points.length - 2];
  pen.strokeStyle = pen.fillStyle = line.cohort < 0 ? colour.faint : inkOf(data.cohorts[line.cohort].colour, colour);
  pen.lineWidth = 1.5;
  pen.globalAlpha = 0.75;
  pen.setLineDash(line.dashed ? [5, 3] : []);
  pen.beginPath();
  points.forEach((point, at) => at ? pen.lineTo(...point) : pen.moveTo(...point));
  pen.stroke();
  pen.setLineDash([]);
  const angle = Math.atan2(y - above, x - before);
  pen.beginPath();
  pen.moveTo(x, y);
  for (const turn of [2.7, -2.7]) pen.lineTo(x + 8 * Math.cos(angle + turn), y + 8 * Math.sin(angle + turn));
  pen.fill();
  pen.globalAlpha = 1;
}

function inkOf(colour, { dark }) {
  return dark && ON_DARK[colour] || colour;
}

/** The first of these texts for which there is room, or the last, ended in dots. */
function write(pen, texts, x, y, room, font, colour) {
  pen.font = font;
  pen.fillStyle = colour;
  pen.textAlign = "left";
  pen.textBaseline = "alphabetic";
  let told = texts.find(text => pen.measureText(text).width <= room) || texts[texts.length - 1];
  while (told.length > 1 && pen.measureText(told).width > room) told = `${told.slice(0, told.endsWith("…") ? -2 : -1)}…`;
  pen.fillText(told, x, y);
}

/** A station's box: open or shut, its name, and how many are where. */
function drawStation(pen, station, level, told, colour) {
  pen.fillStyle = level ? colour.box : colour.shut;
  pen.strokeStyle = level ? colour.ink : colour.faint;
  pen.lineWidth = level ? 1.4 : 1;
  pen.setLineDash(level ? [] : [4, 3]);
  rounded(pen, station, station.kind === "shuttle" ? 14 : station.kind === "gate" ? 9 : 2);
  pen.fill();
  pen.stroke();
  pen.setLineDash([]);
  const left = station.x + station.inset, room = station.w - 2 * station.inset, below = station.y + TITLE * station.names.length + LINE;
  station.names.forEach((name, row) => write(pen, [name], left, station.y + TITLE * (row + 1) - 1, room, NAME, colour.ink));
  write(pen, told, left, below, room, WORDS, colour.ink);
  if (station.road) { pen.fillStyle = colour.road; rounded(pen, station.road, 6); pen.fill(); }
  if (station.desks) drawDesks(pen, station.desks, level, colour);
}

function drawDesks(pen, desks, level, colour) {
  pen.strokeStyle = colour.faint;
  pen.lineWidth = 1;
  for (let at = 0; at < level; at++) {
    const [x, y] = spot(desks, at), r = desks.step / 2 - 0.5;
    pen.strokeRect(x - r, y - r, 2 * r, 2 * r);
  }
}

/** Where a vehicle is at a moment: its box, and whether it is on its way back empty; null where it is not out. */
function vehicleAt(road, lanes, [, lane, pulled, departed, arrived, empty, returned], now) {
  if (now < pulled || (returned >= 0 && now >= returned)) return null;
  const each = road.w / lanes, w = Math.min(0.82 * each, 60), h = Math.min(road.h * 0.45, w * 1.5);
  const share = (from, to) => to < 0 ? 0.5 : to > from ? (now - from) / (to - from) : 1;
  let down = 0, back = false;
  if (departed >= 0 && now >= departed) down = arrived >= 0 && now >= arrived ? 1 : share(departed, arrived);
  if (empty >= 0 && now >= empty) { down = 1 - share(empty, returned); back = true; }
  return { x: road.x + (lane + 0.5) * each - w / 2, y: road.y + 2 + down * (road.h - h - 4), w, h, back };
}

function drawVehicle(pen, vehicle, colour) {
  pen.strokeStyle = vehicle.back ? colour.faint : colour.ink;
  pen.fillStyle = colour.box;
  pen.lineWidth = 1.2;
  pen.globalAlpha = vehicle.back ? 0.55 : 1;
  rounded(pen, vehicle, Math.min(5, vehicle.w / 4));
  pen.fill();
  pen.stroke();
  pen.globalAlpha = 1;
}

// The scene: everything that moves, as it is at the moment of the clock.

function stationWords(station, at, level) {
  const of = (...phases) => phases.reduce((sum, phase) => sum + persons[at * PHASES + phase], 0);
  const duty = !level ? "closed" : station.kind === "gate" ? "open" : `${level} ${station.kind === "desk" ? "officer" : "vehicle"}${level > 1 ? "s" : ""}`;
  const outside = station.street || !of(OUTSIDE) ? "" : `${of(OUTSIDE)} outside · `;
  if (station.kind === "gate") return [`${outside}${duty}`];
  const hall = of(HALL), other = station.kind === "desk" ? of(DESK, HELD) : of(IN_BAY, DRIVING, AT_THE_DOOR);
  const short = `${hall} + ${other}`;
  return [`${outside}${hall} in hall · ${other} ${station.kind === "desk" ? "at desks" : "aboard"} · ${duty}`,
    `${outside}${hall} in hall · ${other} ${station.kind === "desk" ? "at desks" : "aboard"}${level ? "" : " · closed"}`, `${outside}${short}${level ? "" : " · closed"}`, short];
}

function dot(party, atX, atY, step, ratio) {
  const cohort = day.cohort[party], radius = Math.max(1, step * (0.28 + 0.03 * Math.min(6, day.size[party])));
  const made = sprite(sprites, cohort, inkOf(data.cohorts[cohort].colour, colour), radius, ratio);
  pen.drawImage(made.canvas, atX - made.half, atY - made.half, made.side, made.side);
  if (!playing && place[party] % PHASES === HELD && place[party] < day.stations * PHASES) ring(atX, atY, step);
}

function ring(atX, atY, step) {
  pen.strokeStyle = colour.ink;
  pen.beginPath();
  pen.arc(atX, atY, step / 2, 0, 2 * Math.PI);
  pen.stroke();
}

/** One frame; `share` of its way each dot walks towards its spot. */
function draw(share) {
  const ratio = pixels();
  pen.setTransform(1, 0, 0, 1, 0, 0);
  pen.drawImage(still, 0, 0);
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  layout.stations.forEach((station, at) => {
    const level = levelAt(day.raw.levels[at], now);
    drawStation(pen, station, level, stationWords(station, at, level), colour);
    if (station.street) words(station.street, "in the street", "street", persons[at * PHASES + OUTSIDE]);
  });
  const end = day.stations * PHASES;
  words(layout.crossed, "crossed", "crossed", persons[end + CROSSED]);
  for (const line of layout.lines.filter(each => each.word)) {
    const [left, y] = line.points[1];
    words({ x: left + 2, y: y - LINE + 3, w: Math.min(150, layout.width - left) }, line.word, "away", persons[end + TURNED_AWAY]);
  }
  drawVehicles(ratio);
  grounds.forEach((ground, at) => layout.grounds[at] && ground.forEach((party, index) => {
    const [toX, toY] = spot(layout.grounds[at], index);
    walk(party, toX, toY, share);
    dot(party, x[party], y[party], layout.grounds[at].step, ratio);
  }));
}

function words(box, long, short, count) {
  const number = count.toLocaleString("en");
  write(pen, [`${long}: ${number} persons`, `${long}: ${number}`, `${short}: ${number}`], box.x + 5, box.y + LINE + 1, box.w - 8, WORDS, colour.ink);
}

function walk(party, toX, toY, share) {
  const part = seen[party] ? share : 1;
  x[party] += (toX - x[party]) * part;
  y[party] += (toY - y[party]) * part;
  seen[party] = 1;
}

function drawVehicles(ratio) {
  for (const trip of day.raw.trips) {
    const station = layout.stations[trip[0]], vehicle = station.road && vehicleAt(station.road, day.lanes[trip[0]], trip, now);
    if (!vehicle) continue;
    drawVehicle(pen, vehicle, colour);
    const first = trip[0] * PHASES + IN_BAY, aboard = trip[7].filter(party => place[party] >= first && place[party] < first + 3);
    const columns = Math.max(1, Math.ceil(Math.sqrt(aboard.length * vehicle.w / vehicle.h)));
    const step = Math.min(LARGEST_DOT, (vehicle.w - 2) / columns, (vehicle.h - 2) / Math.ceil(aboard.length / columns));
    aboard.forEach((party, index) => {
      x[party] = vehicle.x + vehicle.w / 2 + (index % columns - (Math.min(columns, aboard.length) - 1) / 2) * step;
      y[party] = vehicle.y + 1 + (Math.floor(index / columns) + 0.5) * step;
      seen[party] = 1;
      dot(party, x[party], y[party], step, ratio);
    });
  }
}


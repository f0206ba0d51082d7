// The player: the clock, the controls, and a frame after another.

const data = JSON.parse(document.getElementById("data").textContent);
const node = id => document.getElementById(id);
const canvas = node("map"), pen = canvas.getContext("2d"), still = document.createElement("canvas"), sprites = new Map();
const SPEEDS = [1, 2, 5, 10, 20, 60, 120, 360];  // minutes of the day in a second
const LONGEST = 75, QUICK = 130;  // s that a day plays for at first; ms in which a dot has walked most of its way
const calm = matchMedia("(prefers-reduced-motion: reduce)"), dark = matchMedia("(prefers-color-scheme: dark)");
const NONE = [], days = new Map();
let day, layout, colour, now = 0, speed = 10, playing = false, last = 0, cursor = 0, told = 0, frames = 0, next = 0;
let place, grounds, x, y, seen, persons;

/** The ground on which a party stands by its place; -1 for none: in a vehicle, away, or gone. */
function groundOf(to) {
  const end = day.stations * PHASES;
  if (to >= end) return to === end + CROSSED ? 3 * day.stations : -1;
  const phase = to % PHASES, at = 3 * Math.floor(to / PHASES);
  return phase === OUTSIDE ? at : phase === HALL ? at + 1 : phase === DESK || phase === HELD ? at + 2 : -1;
}

/** The day unpacked, with the most that ever stand on each ground and the lanes of each road; kept. */
function opened(replication) {
  if (days.has(replication)) return days.get(replication);
  day = unpackedDay(data.worlds[replication], data.ground.stations.length);
  const there = new Array(3 * day.stations + 1).fill(0), on = new Int32Array(day.count).fill(-1);
  day.peaks = there.slice();
  for (const move of day.order) {
    const party = day.of[move], next = groundOf(day.to[move]);
    if (on[party] >= 0) there[on[party]]--;
    if (next >= 0 && ++there[next] > day.peaks[next]) day.peaks[next] = there[next];
    on[party] = next;
  }
  day.lanes = data.ground.stations.map((_, at) => 1 + Math.max(0, ...day.raw.trips.filter(trip => trip[0] === at).map(trip => trip[1])));
  day.raw.levels.forEach((levels, at) => {
    if (data.ground.stations[at].kind === "desk") day.peaks[3 * at + 2] = Math.max(day.peaks[3 * at + 2], ...levels.map(level => level[1]));
  });
  days.set(replication, day);
  return day;
}

function choose(chosen) {
  day = opened(chosen.replication);
  x = new Float32Array(day.count);
  y = new Float32Array(day.count);
  seen = new Uint8Array(day.count);
  persons = null;
  speed = SPEEDS.find(each => (day.raw.end - day.raw.start) / 60000 / each <= LONGEST) || SPEEDS[SPEEDS.length - 1];
  node("speed").value = speed;
  node("scrub").min = day.raw.start;
  node("scrub").max = day.raw.end;
  node("which").value = chosen.which;
  node("exit").textContent = `Replication ${chosen.replication}: ${day.raw.crossed.toLocaleString("en")} persons cross` +
    (day.raw.last ? `, the last at ${day.raw.last}.` : ".");
  resize();
}

/** Everything as it is at a moment, whatever was before. */
function jump(moment) {
  now = Math.min(day.raw.end, Math.max(day.raw.start, moment));
  place = placesAt(day, now);
  grounds = day.peaks.map(() => []);
  cursor = movesUntil(day, now);
  const since = party => day.at[moveAt(day, party, now)];
  for (let party = 0; party < day.count; party++) {
    const on = place[party] === NOWHERE ? -1 : groundOf(place[party]);
    if (on >= 0) grounds[on].push(party);
  }
  for (const ground of grounds) ground.sort((one, two) => since(one) - since(two) || one - two);
  seen.fill(0);
  persons = personsIn(day, place);
  tell();
}

/** Forward to a moment, move by move. */
function advance(moment) {
  now = Math.min(day.raw.end, moment);
  for (; cursor < day.order.length && day.at[day.order[cursor]] <= now; cursor++) {
    const move = day.order[cursor], party = day.of[move], to = day.to[move], before = place[party];
    const from = before === NOWHERE ? -1 : groundOf(before), next = groundOf(to);
    if (before === NOWHERE) persons.yet -= day.size[party]; else persons[before] -= day.size[party];
    persons[to] += day.size[party];
    place[party] = to;
    if (from === next) continue;
    if (from >= 0) grounds[from].splice(grounds[from].indexOf(party), 1);
    if (next >= 0) grounds[next].push(party);
  }
}

const NAMES = { yet: "not come (yet)", street: "in the street", halls: "waiting in halls", desks: "at desks", aboard: "in vehicles",
  away: "at home or aside", crossed: "crossed", left: "left without crossing" };

/** The clock, the bar and the counts, in words that a screen reader finds. */
function tell() {
  const text = now >= day.raw.end && day.raw.last ? day.raw.last : clock(now);
  node("clock").textContent = text;
  node("scrub").value = now;
  node("scrub").setAttribute("aria-valuetext", text);
  const sums = summed(day, persons);
  for (const name of Object.keys(NAMES)) node(`count-${name}`).textContent = sums[name].toLocaleString("en");
  node("play").textContent = playing ? "Pause" : "Play";
  if (node("each").open) tellEach();
}

function tellEach() {
  data.ground.stations.forEach((station, at) => {
    const of = (...phases) => phases.reduce((sum, phase) => sum + persons[at * PHASES + phase], 0);
    const cells = node("stations").rows[at + 1].cells, level = levelAt(day.raw.levels[at], now);
    [of(OUTSIDE), of(HALL), of(DESK, HELD), of(IN_BAY, DRIVING, AT_THE_DOOR), level ? "open" : "closed"].forEach((value, column) => {
      cells[column + 1].textContent = value.toLocaleString("en");
    });
  });
}

/** What is said once when it is stopped or moved. */
function say() {
  const sums = summed(day, persons);
  node("said").textContent = `${node("clock").textContent}. ` + Object.keys(NAMES).map(name => `${NAMES[name]} ${sums[name]}`).join(", ");
}

function pixels() {
  return Math.min(2, devicePixelRatio || 1);
}

function resize() {
  const width = canvas.parentElement.clientWidth, ratio = pixels();
  if (!width) return;
  layout = laidOut(data, day, width, innerHeight - 150, pen);
  canvas.width = still.width = Math.round(layout.width * ratio);
  canvas.height = still.height = Math.round(layout.height * ratio);
  canvas.style.height = `${layout.height}px`;
  colour = colours();
  const ink = still.getContext("2d");
  ink.setTransform(ratio, 0, 0, ratio, 0, 0);
  drawStill(ink, layout, data, colour);
  legend();
  if (persons) { seen.fill(0); draw(1); }
}

function legend() {
  node("legend").replaceChildren(...data.cohorts.map((cohort, at) => {
    const item = document.createElement("li"), name = document.createElement("bdi"), made = document.createElement("canvas"), ratio = pixels();
    made.width = made.height = 14 * ratio;
    const ink = made.getContext("2d");
    ink.scale(ratio, ratio);
    ink.fillStyle = inkOf(cohort.colour, colour);
    ink.beginPath();
    shape(ink, at % 4, 7, 7, 5);
    ink.fill();
    made.setAttribute("aria-hidden", "true");
    name.textContent = cohort.name;
    item.append(made, name);
    return item;
  }));
}

function frame(moment) {
  if (!playing) return;
  const passed = Math.min(250, moment - last);
  last = moment;
  frames++;
  advance(now + passed * speed * 60);
  draw(calm.matches ? 1 : 1 - Math.exp(-passed / QUICK));
  if (moment - told > 120 || now >= day.raw.end) { told = moment; tell(); }
  if (now >= day.raw.end) stop(); else next = requestAnimationFrame(frame);
}

function play() {
  if (now >= day.raw.end) jump(day.raw.start);
  playing = true;
  last = performance.now();
  tell();
  cancelAnimationFrame(next);  // stopped and played again before it came, it would go on beside the new one
  next = requestAnimationFrame(frame);
}

function stop() {
  playing = false;
  tell();
  say();
  draw(1);
}

function seek(moment) {
  jump(moment);
  draw(1);
  if (!playing) say();
}

function key(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || /^(SELECT|SUMMARY)$/.test(event.target.tagName)) return;
  const by = (event.shiftKey ? 60 : 5) * 60000;
  const keys = { ArrowLeft: () => seek(now - by), ArrowRight: () => seek(now + by), Home: () => seek(day.raw.start), End: () => seek(day.raw.end) };
  if (event.key === " " && event.target.tagName !== "BUTTON") keys[" "] = () => playing ? stop() : play();
  if (!keys[event.key]) return;
  event.preventDefault();
  keys[event.key]();
}

function option(value, text) {
  const made = document.createElement("option");
  made.value = value;
  made.textContent = text;
  return made;
}

function row(head, ...names) {
  const made = document.createElement("tr"), title = document.createElement("th"), bdi = document.createElement("bdi");
  title.scope = "row";
  bdi.textContent = head;
  title.append(bdi);
  made.append(title, ...names.map(name => { const cell = document.createElement("td"); if (name) cell.id = name; return cell; }));
  return made;
}

function begin() {
  const asked = new URLSearchParams(location.hash.slice(1)), words = { median: "median day", worst: "worst day", best: "best day" };
  node("name").textContent = data.name;
  node("question").textContent = data.question;
  node("note").textContent = [data.note, data.left_out].filter(Boolean).join(" ");
  node("counts").append(...Object.entries(NAMES).map(([name, text]) => row(text, `count-${name}`)));
  node("stations").append(...data.ground.stations.map(station => row(station.name, "", "", "", "", "")));
  node("speed").append(...SPEEDS.map(each => option(each, each < 60 ? `${each} min/s` : `${each / 60} h/s`)));
  node("which").append(...data.days.map(each => option(each.which, words[each.which])));
  node("play").addEventListener("click", () => playing ? stop() : play());
  node("first").addEventListener("click", () => seek(day.raw.start));
  node("final").addEventListener("click", () => seek(day.raw.end));
  node("scrub").addEventListener("input", event => seek(Number(event.target.value)));
  node("speed").addEventListener("change", event => { speed = Number(event.target.value); });
  node("which").addEventListener("change", event => { choose(data.days.find(each => each.which === event.target.value)); seek(day.raw.start); });
  node("each").addEventListener("toggle", tellEach);
  document.addEventListener("keydown", key);
  addEventListener("resize", resize);
  dark.addEventListener("change", resize);
  choose(data.days.find(each => each.which === asked.get("day")) || data.days[0]);
  const at = asked.get("at");
  seek(at === "end" ? day.raw.end : Number(at) || day.raw.start);
  if (!at && !calm.matches) play();
}

begin();

"use strict";
// What is where at a moment, from the packed moves of a day. Times are whole milliseconds since 00:00 of day 1.

const PHASES = 7;  // of a station: outside, hall, desk, held, in bay, driving, at the door
const OUTSIDE = 0, HALL = 1, DESK = 2, HELD = 3, IN_BAY = 4, DRIVING = 5, AT_THE_DOOR = 6;
const AWAY = 0, CROSSED = 1, REFUSED = 2, TURNED_AWAY = 3, TURNED_BACK = 4, GAVE_UP = 5;  // after the last station's
const NOWHERE = -1;  // has not come

/** Numbers of seven bits a byte, the lowest first, in base 64. */
function unpack(text) {
  const bytes = atob(text), numbers = [];
  let value = 0, scale = 1;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes.charCodeAt(at);
    value += (byte & 127) * scale;
    scale *= 128;
    if (byte < 128) { numbers.push(value); value = 0; scale = 1; }
  }
  return numbers;
}

/** A day unpacked. Moves of a party are first[party] up to first[party + 1]; `order` is all moves in time. */
function unpackedDay(raw, stations) {
  const parties = unpack(raw.parties), moves = unpack(raw.moves), count = parties.length / 3;
  const day = { raw, stations, count, cohort: new Uint16Array(count), size: new Uint16Array(count), first: new Int32Array(count + 1),
    at: new Float64Array(moves.length / 2), to: new Uint16Array(moves.length / 2), of: new Int32Array(moves.length / 2) };
  for (let party = 0, move = 0; party < count; party++) {
    day.cohort[party] = parties[3 * party];
    day.size[party] = parties[3 * party + 1];
    const end = move + parties[3 * party + 2];
    for (let now = 0; move < end; move++) {
      now += moves[2 * move];
      day.at[move] = now;
      day.to[move] = moves[2 * move + 1];
      day.of[move] = party;
    }
    day.first[party + 1] = end;
  }
  day.order = Uint32Array.from(day.at.keys()).sort((one, two) => day.at[one] - day.at[two] || one - two);
  return day;
}

/** How many moves there were up to and with a moment. */
function movesUntil(day, now) {
  let low = 0, high = day.order.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (day.at[day.order[middle]] <= now) low = middle + 1; else high = middle;
  }
  return low;
}

/** The last move of a party up to and with a moment, or -1. */
function moveAt(day, party, now) {
  let low = day.first[party], high = day.first[party + 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (day.at[middle] <= now) low = middle + 1; else high = middle;
  }
  return low > day.first[party] ? low - 1 : -1;
}

/** The place of every party at a moment. */
function placesAt(day, now) {
  const places = new Int32Array(day.count);
  for (let party = 0; party < day.count; party++) {
    const move = moveAt(day, party, now);
    places[party] = move < 0 ? NOWHERE : day.to[move];
  }
  return places;
}

/** Persons in each place: by station and phase, then away, then by how they left; `yet` who have not come. */
function personsIn(day, places) {
  const persons = new Array(day.stations * PHASES + GAVE_UP + 1).fill(0);
  persons.yet = 0;
  for (let party = 0; party < day.count; party++) {
    if (places[party] === NOWHERE) persons.yet += day.size[party]; else persons[places[party]] += day.size[party];
  }
  return persons;
}

/** The same, summed over stations. */
function summed(day, persons) {
  const of = (...phases) => {
    let sum = 0;
    for (let station = 0; station < day.stations; station++) for (const phase of phases) sum += persons[station * PHASES + phase];
    return sum;
  };
  const end = day.stations * PHASES;
  return { yet: persons.yet, street: of(OUTSIDE), halls: of(HALL), desks: of(DESK, HELD), aboard: of(IN_BAY, DRIVING, AT_THE_DOOR),
    away: persons[end + AWAY], crossed: persons[end + CROSSED],
    left: [REFUSED, TURNED_AWAY, TURNED_BACK, GAVE_UP].reduce((sum, way) => sum + persons[end + way], 0) };
}

/** The level of a station: officers or vehicles on duty, or 1 for an open gate. */
function levelAt(levels, now) {
  let level = 0;
  for (const [from, on] of levels) { if (from > now) break; level = on; }
  return level;
}

/** A moment as the tables tell it: to the nearest minute, halves to the even one. */
function clock(ms) {
  const exact = ms / 60000, below = Math.floor(exact), half = exact - below;
  const minutes = half > 0.5 || (half === 0.5 && below % 2 === 1) ? below + 1 : below;
  const day = Math.floor(minutes / 1440), rest = minutes % 1440;
  const text = `${String(Math.floor(rest / 60)).padStart(2, "0")}:${String(rest % 60).padStart(2, "0")}`;
  return day === 0 ? text : `day ${day + 1} ${text}`;
}

// What a timeline's moves make of an answer. Nothing here knows how it is drawn.

import type { Direction } from "../carry";
import type { Answer, Card, Named, Pick, Spec } from "../protocol";

export interface TimelineSpec extends Spec {
  items: Card[];
  lanes: Named[];
  columns: string[];
  lengths: string[]; // "1 quarter", "2 quarters", …
  picks: Pick[];
  after: Record<string, string[]>; // item to what it waits for
  words: { item: string; items: string; lane: string; column: string; wall: string };
}

/** One item's row: lane, start (from 1), len, and what was picked for it by the pick's id. */
export type Row = Record<string, string | number>;

export interface TimelineAnswer extends Answer {
  items: Record<string, Row>;
}

/** An item as it lies on the wall. Both ends belong to the bar. */
export interface Bar {
  item: string;
  lane: string;
  start: number;
  len: number;
}

export const endOf = (bar: Bar) => bar.start + bar.len - 1;

export const nameOf = (card: Card) => card.name || card.text;

/** Where an item lies, or null while it waits beside the wall. */
export function barOf(answer: TimelineAnswer, item: string): Bar | null {
  const { lane, start, len } = answer.items[item] ?? {};
  return typeof lane === "string" && typeof start === "number"
    ? { item, lane, start, len: Number(len ?? 1) }
    : null;
}

export function barsOf(spec: TimelineSpec, answer: TimelineAnswer): Bar[] {
  return spec.items.map(({ id }) => barOf(answer, id)).filter((bar) => bar !== null);
}

/** The answer with an item's row changed; a field that is "" goes, and so does an empty row. */
function changed(answer: TimelineAnswer, item: string, fields: Row): TimelineAnswer {
  const kept = Object.entries({ ...answer.items[item], ...fields }).filter(([, value]) => value !== "");
  const items = { ...answer.items, [item]: Object.fromEntries(kept) };
  if (!kept.length) delete items[item];
  return { ...answer, items };
}

/** The answer with an item in a lane and column, at most as long as there is room for. */
export function placed(spec: TimelineSpec, answer: TimelineAnswer, bar: Bar): TimelineAnswer {
  const { item, lane } = bar;
  const start = clamp(bar.start, 1, spec.columns.length);
  const len = clamp(bar.len, 1, spec.columns.length - start + 1);
  return changed(answer, item, { lane, start, len });
}

/** The answer with an item beside the wall again. What was picked for it stays. */
export function unplaced(answer: TimelineAnswer, item: string): TimelineAnswer {
  return changed(answer, item, { lane: "", start: "", len: "" });
}

/** The answer with one field of an item's row as a list has it; "" is nothing. */
export function chosen(
  spec: TimelineSpec,
  answer: TimelineAnswer,
  item: string,
  field: string,
  value: string,
): TimelineAnswer {
  if (field !== "start" && field !== "len") return changed(answer, item, { [field]: value });
  const row = { ...answer.items[item], [field]: value && Number(value) };
  const room = spec.columns.length - Number(row.start || 1) + 1;
  const len = clamp(Number(row.len || 1), 1, room);
  // One column is what every item has until more is said: without a start it says nothing.
  return changed(answer, item, { [field]: row[field]!, len: row.start || len > 1 ? len : "" });
}

/** Carried one step by an arrow key. Above the first lane lie the items still to place. */
export function stepped(
  spec: TimelineSpec,
  answer: TimelineAnswer,
  item: string,
  direction: Direction,
): TimelineAnswer | null {
  const bar = barOf(answer, item);
  const lanes = spec.lanes.map(({ id }) => id);
  if (!bar) {
    const { lane = lanes[0]!, start = 1, len = 1 } = answer.items[item] ?? {};
    const onto = direction === "down" || direction === "right";
    return onto
      ? placed(spec, answer, { item, lane: String(lane), start: Number(start), len: Number(len) })
      : null;
  }
  if (direction === "left" || direction === "right") {
    const start = bar.start + (direction === "right" ? 1 : -1);
    const inside = start >= 1 && start <= spec.columns.length;
    return inside ? placed(spec, answer, { ...bar, start }) : null;
  }
  const at = lanes.indexOf(bar.lane) + (direction === "down" ? 1 : -1);
  if (at < 0) return unplaced(answer, item);
  const lane = lanes[at];
  return lane === undefined ? null : placed(spec, answer, { ...bar, lane });
}

/** Made one column longer ("right") or shorter ("left"). */
export function resized(
  spec: TimelineSpec,
  answer: TimelineAnswer,
  item: string,
  direction: Direction,
): TimelineAnswer | null {
  const bar = barOf(answer, item);
  if (!bar) return null;
  const len = bar.len + (direction === "right" ? 1 : -1);
  const fits = len >= 1 && bar.start + len - 1 <= spec.columns.length;
  return fits ? placed(spec, answer, { ...bar, len }) : null;
}

/** The column under a point, given as a share of the wall's width. */
export function columnAt(x: number, columns: number): number {
  return clamp(Math.floor(x * columns) + 1, 1, columns);
}

/** How long a bar is when its right edge is let go at a point: the nearest column's end. */
export function lengthAt(x: number, start: number, columns: number): number {
  return clamp(Math.round(x * columns) - start + 1, 1, columns - start + 1);
}

/** Share a lane's bars out to as few rows as hold them without overlap, earliest first. */
export function packed(lane: Bar[]): Bar[][] {
  const rows: Bar[][] = [];
  for (const bar of [...lane].sort((a, b) => a.start - b.start || endOf(a) - endOf(b))) {
    const free = rows.find((row) => endOf(row.at(-1)!) < bar.start);
    if (free) free.push(bar);
    else rows.push([bar]);
  }
  return rows;
}

/** The columns a bar covers, in words: "Q2", or "Q2 to Q4". */
export function when(spec: TimelineSpec, bar: Bar): string {
  const [first, last] = [spec.columns[bar.start - 1], spec.columns[endOf(bar) - 1]];
  return first === last ? `${first}` : `${first} to ${last}`;
}

/** Where an item is, as it is announced. */
export function whereabouts(spec: TimelineSpec, answer: TimelineAnswer, card: Card): string {
  const bar = barOf(answer, card.id);
  if (!bar) return `“${nameOf(card)}” is not on the ${spec.words.wall}.`;
  const lane = spec.lanes.find(({ id }) => id === bar.lane)?.name;
  return `“${nameOf(card)}” is in ${lane}, ${when(spec, bar)}.`;
}

/** The choices that an item has beside its place. */
export function picksFor(spec: TimelineSpec, item: string): Pick[] {
  return spec.picks.filter(({ cards }) => !cards.length || cards.includes(item));
}

/** What an item waits for, by name. */
export function waitsFor(spec: TimelineSpec, item: string): string {
  const names = spec.items.filter(({ id }) => spec.after[item]?.includes(id)).map(nameOf);
  return names.map((name) => `“${name}”`).join(" and ");
}

function clamp(number: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, number));
}

// Where the names stand beside the points of a map, so that none covers another and none leaves the field.

export interface Spot {
  x: number; // pixels, of the point itself
  y: number;
  text: string;
  radius: number; // of the mark at the point
}

export interface Label {
  x: number;
  y: number; // of the text's baseline
  anchor: "start" | "middle" | "end";
}

export interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

const LETTER = 7; // pixels, about the width of a letter at 12 px
const ABOVE = 10; // a line of text above its baseline, and below it
const BELOW = 3;
const AWAY = 4; // between a mark and its name

/** One label for each spot. Earlier spots choose first, so a later one never moves them. */
export function labels(spots: Spot[], field: Box): Label[] {
  const taken: Box[] = spots.map(({ x, y, radius: r }) => box(x - r, x + r, y - r, y + r));
  return spots.map((spot, n) => {
    const others = taken.filter((_, index) => index !== n);
    const ways = around(spot).map((label) => {
      const text = boxOf(label, spot.text.length * LETTER);
      return { label, text, cost: covered(text, others) + 4 * outside(text, field) };
    });
    // The first of the best: to the right unless something is in the way.
    const best = ways.reduce((least, way) => (way.cost < least.cost ? way : least));
    taken.push(best.text);
    return best.label;
  });
}

function around({ x, y, radius }: Spot): Label[] {
  const side = radius + AWAY;
  const up = y - radius - AWAY;
  const down = y + radius + AWAY + ABOVE;
  return [
    { x: x + side, y: y + 4, anchor: "start" },
    { x: x - side, y: y + 4, anchor: "end" },
    { x, y: up, anchor: "middle" },
    { x, y: down, anchor: "middle" },
    { x: x + radius, y: up, anchor: "start" },
    { x: x + radius, y: down, anchor: "start" },
    { x: x - radius, y: up, anchor: "end" },
    { x: x - radius, y: down, anchor: "end" },
  ];
}

function boxOf({ x, y, anchor }: Label, width: number): Box {
  const left = anchor === "start" ? x : anchor === "end" ? x - width : x - width / 2;
  return box(left, left + width, y - ABOVE, y + BELOW);
}

function box(left: number, right: number, top: number, bottom: number): Box {
  return { left, right, top, bottom };
}

function covered(one: Box, others: Box[]): number {
  return others.reduce((sum, other) => {
    const wide = Math.min(one.right, other.right) - Math.max(one.left, other.left);
    const high = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
    return sum + Math.max(0, wide) * Math.max(0, high);
  }, 0);
}

function outside(one: Box, field: Box): number {
  const wide = Math.max(0, field.left - one.left) + Math.max(0, one.right - field.right);
  const high = Math.max(0, field.top - one.top) + Math.max(0, one.bottom - field.bottom);
  return wide * (one.bottom - one.top) + high * (one.right - one.left);
}

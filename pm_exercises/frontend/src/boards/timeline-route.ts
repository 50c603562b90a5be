// The way of a dependency line: an elbow from one bar's end to another's start, behind the bars.

export interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

type Point = [x: number, y: number];

const OUT = 6; // pixels from a bar to the middle of the gap beside it
const ROUND = 4;
export const TIP = 7; // length of the arrowhead

const middle = (box: Box) => (box.top + box.bottom) / 2;

/** The corners of the line. Where bars lie in between, it goes through the gap between rows. */
export function corners(from: Box, to: Box, others: Box[]): Point[] {
  const [x, y] = [from.right + OUT, middle(to)];
  const [start, end]: [Point, Point] = [
    [from.right, middle(from)],
    [to.left, y],
  ];
  const free = !others.some(
    (box) => box.top < y && box.bottom > y && box.right > x && box.left < to.left - OUT,
  );
  if (x <= to.left && free) return [start, [x, start[1]], [x, y], end];
  const gap = middle(from) > to.bottom ? to.bottom + OUT : to.top - OUT;
  const turn = to.left - OUT;
  return [start, [x, start[1]], [x, gap], [turn, gap], [turn, y], end];
}

/** The line as an SVG path, its corners rounded, ending where the arrowhead begins. */
export function path(points: Point[]): string {
  const straight = points.filter((point, n) => {
    const [before, next] = [points[n - 1], points[n + 1]];
    return !before || !next || !inLine(before, point, next);
  });
  const [end, last] = [straight.at(-1)!, straight.at(-2)!];
  const parts = straight.map((point, n) => {
    const next = straight[n + 1];
    if (n === 0) return `M${point.join(" ")}`;
    if (!next) return `L${end[0] - Math.min(TIP, Math.max(0, end[0] - last[0])) + 1} ${end[1]}`;
    const [near, far] = [towards(point, straight[n - 1]!), towards(point, next)];
    return `L${near.join(" ")}Q${point.join(" ")} ${far.join(" ")}`;
  });
  return parts.join("");
}

/** The arrowhead, its point on the bar's edge. */
export function tip(points: Point[]): string {
  const [x, y] = points.at(-1)!;
  return `M${x} ${y}l${-TIP} -4v8z`;
}

function inLine(a: Point, b: Point, c: Point): boolean {
  return (a[0] === b[0] && b[0] === c[0]) || (a[1] === b[1] && b[1] === c[1]);
}

function towards(point: Point, other: Point): Point {
  const [dx, dy] = [other[0] - point[0], other[1] - point[1]];
  const share = Math.min(ROUND / Math.max(Math.hypot(dx, dy), 1), 0.5);
  return [point[0] + dx * share, point[1] + dy * share];
}

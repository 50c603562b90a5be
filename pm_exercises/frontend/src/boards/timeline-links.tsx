// What waits for what, drawn behind the bars. The words for it stand on the bars' details and, where
// an order cannot be, under the board.

import type { RefObject } from "preact";
import { useEffect, useLayoutEffect, useState } from "preact/hooks";
import { type Box, corners, path, tip } from "./timeline-route";

// In a column narrower than this a name does not fit into its bar.
const NARROWEST = 104; // pixels

interface Layout {
  stacked: boolean; // every bar in a row of its own, under its name
  boxes: Record<string, Box>; // where each bar lies on the wall
}

/** Look where the bars lie, after every drawing and whenever the wall gets another width. */
export function useLayout(wall: RefObject<HTMLElement | null>, columns: number): Layout {
  const [layout, setLayout] = useState<Layout>({ stacked: false, boxes: {} });
  const measure = () => {
    const next = wall.current && measured(wall.current, columns);
    if (next) setLayout((now) => (JSON.stringify(now) === JSON.stringify(next) ? now : next));
  };
  useLayoutEffect(measure);
  useEffect(() => {
    const observer = new ResizeObserver(measure);
    if (wall.current) observer.observe(wall.current);
    return () => observer.disconnect();
  }, []);
  return layout;
}

function measured(wall: HTMLElement, columns: number): Layout | null {
  const origin = wall.getBoundingClientRect();
  if (!origin.width) return null; // not on the screen just now
  const boxes: Record<string, Box> = {};
  for (const bar of wall.querySelectorAll<HTMLElement>("[data-bar]")) {
    const box = bar.getBoundingClientRect();
    boxes[bar.dataset.bar!] = {
      left: Math.round(box.left - origin.left),
      right: Math.round(box.right - origin.left),
      top: Math.round(box.top - origin.top),
      bottom: Math.round(box.bottom - origin.top),
    };
  }
  return { stacked: origin.width / columns < NARROWEST, boxes };
}

interface LinksProps {
  after: Record<string, string[]>;
  boxes: Record<string, Box>;
  broken: string[][]; // (before, after) pairs that cannot be
  selected: string | null;
}

export function Links({ after, boxes, broken, selected }: LinksProps) {
  const pairs = Object.entries(after).flatMap(([item, befores]) =>
    befores.map((before) => [before, item] as const),
  );
  return (
    <svg class="pmx-tl-links" aria-hidden="true">
      {pairs.map(([before, item]) => {
        const [from, to] = [boxes[before], boxes[item]];
        if (!from || !to) return null;
        const others = Object.entries(boxes).filter(([id]) => id !== before && id !== item);
        const points = corners(from, to, others.map(([, box]) => box));
        const classes = [
          "pmx-tl-link",
          broken.some(([one, two]) => one === before && two === item) ? "pmx-tl-broken" : "",
          selected === before || selected === item ? "pmx-tl-near" : "",
        ];
        return (
          <g key={`${before}>${item}`} class={classes.filter(Boolean).join(" ")}>
            <path class="pmx-tl-line" d={path(points)} />
            <path class="pmx-tl-tip" d={tip(points)} />
          </g>
        );
      })}
    </svg>
  );
}

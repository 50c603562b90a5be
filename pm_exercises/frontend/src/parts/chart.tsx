// A chart that Python drew once, and the layer over it where the board puts what moves.

import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Table } from "../protocol";
import { Fold } from "./fold";
import { TableView } from "./table";

export interface Picture {
  svg: string;
  width: number;
  height: number;
  left: number; // the rectangle of the data, in pixels of the picture
  top: number;
  right: number;
  bottom: number;
}

export interface ChartSpec {
  takeaway: string;
  table: Table;
  pictures: Picture[]; // for wide columns first
  x: [number, number];
  y: [number, number] | null;
}

/** Where a number of an axis lies in the picture. */
export interface Places {
  picture: Picture;
  x: (number: number) => number;
  y: (number: number) => number;
}

const STRETCH = 1.2; // a picture may be shown so much larger than it was drawn

/** The widest picture that fits a column, or the narrowest where none does. */
export function pictureFor(pictures: Picture[], column: number): Picture | undefined {
  return pictures.find((picture) => picture.width <= column) ?? pictures.at(-1);
}

export function placesIn(chart: ChartSpec, picture: Picture): Places {
  const along = (number: number, [low, high]: [number, number], from: number, to: number) =>
    from + ((to - from) * (number - low)) / (high - low);
  return {
    picture,
    x: (number) => along(number, chart.x, picture.left, picture.right),
    y: (number) => along(number, chart.y ?? [0, 1], picture.bottom, picture.top),
  };
}

interface ChartProps {
  chart: ChartSpec;
  // SVG, in pixels of the picture: before it, and behind it.
  over: (places: Places) => ComponentChildren;
  under?: (places: Places) => ComponentChildren;
  children: ComponentChildren; // the slider, set under the horizontal axis
}

export function Chart({ chart, over, under, children }: ChartProps) {
  const [column, ref] = useWidth();
  const picture = pictureFor(chart.pictures, column);
  if (!picture) return null;
  const { width, height, left, right } = picture;
  const layer = (draw: typeof over) => (
    <svg class="pmx-layer" viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      {draw(placesIn(chart, picture))}
    </svg>
  );
  const share = (pixels: number) => `${(100 * pixels) / width}%`;
  return (
    <figure class="pmx-plotted" ref={ref}>
      <figcaption>{chart.takeaway}</figcaption>
      <div
        style={{
          maxWidth: `${STRETCH * width}px`,
          "--pmx-axis-from": share(left),
          "--pmx-axis-span": share(right - left),
        }}
      >
        <div class="pmx-layers">
          {under && layer(under)}
          {/* The picture is SVG that our own Python made. */}
          <div class="pmx-drawn" dangerouslySetInnerHTML={{ __html: picture.svg }} />
          {layer(over)}
        </div>
        {children}
      </div>
      <Fold summary="Show the numbers as a table">
        <TableView table={chart.table} />
      </Fold>
    </figure>
  );
}

/** The width of an element, watched: one picture stands in the page, and not one for each width. */
function useWidth(): [number, { current: HTMLElement | null }] {
  const ref = useRef<HTMLElement>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    if (!ref.current) return undefined;
    const watcher = new ResizeObserver(([entry]) => setWidth(entry?.contentRect.width ?? 0));
    watcher.observe(ref.current);
    return () => watcher.disconnect();
  }, []);
  return [width, ref];
}

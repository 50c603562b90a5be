// The map itself: rivals by name, the ideal of those aimed at, and the own product to move.

import { useEffect, useRef, useState } from "preact/hooks";
import { useDesk } from "../board";
import { type Place, startDrag } from "../drag";
import { type Box, labels, type Spot } from "./position-labels";
import type { Attribute, PositionSpec, Segment } from "./position-map";

const MARGIN = { left: 44, right: 16, top: 28, bottom: 58 }; // pixels, around the field
const DOT = 6;
const RING = 10;
const DIAMOND = 10; // from its middle to a corner
const HOLD = 16; // of the ring around it while it is carried: its name stands outside

interface Point {
  x: number;
  y: number;
}

interface PlotProps {
  spec: PositionSpec;
  across: Attribute | undefined;
  up: Attribute | undefined;
  here: Point | null;
  ideal: Segment | null;
  carried: boolean;
  /** Where on the axes something was dropped or clicked, as shares from 0 to 1. */
  onPlace: (across: number, up: number) => void;
  onKeyDown: (event: KeyboardEvent) => void;
}

export function PositionPlot(props: PlotProps) {
  const { spec, across, up, here, carried } = props;
  const desk = useDesk();
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const [aim, setAim] = useState<Point | null>(null);
  const field = fieldOf(width);
  // How far from the marker's middle it was taken hold of: that is not where it lands.
  const hold = useRef<Point>({ x: 0, y: 0 });
  const shares = (clientX: number, clientY: number): [number, number] => {
    const { left, top } = box.current!.getBoundingClientRect();
    const x = (clientX - left - MARGIN.left) / field.width;
    return [x, 1 - (clientY - top - MARGIN.top) / field.height];
  };
  const dropped = (place: Place): [number, number] => {
    const { left, top, width: wide, height: high } = place.element.getBoundingClientRect();
    return shares(left + place.x * wide - hold.current.x, top + place.y * high - hold.current.y);
  };
  const drag = (event: PointerEvent & { currentTarget: HTMLElement }) => {
    const root = desk.root();
    if (!root) return;
    const { left, top, width: wide, height: high } = event.currentTarget.getBoundingClientRect();
    hold.current = { x: event.clientX - left - wide / 2, y: event.clientY - top - high / 2 };
    startDrag(event, {
      root,
      ghost: event.currentTarget,
      over: (place) => {
        const [x, y] = place ? dropped(place) : [0, 0];
        setAim(place && { x: clamp(x) * spec.most, y: clamp(y) * spec.most });
      },
      drop: (place) => props.onPlace(...dropped(place)),
    });
  };
  const ready = Boolean(across && up);
  const at = here && ready ? field.at(here, spec.most) : null;
  const marker = (
    <button
      type="button"
      class="pmx-you"
      data-grip=""
      data-focus="grip:you"
      aria-label={`Move ${spec.own} with the keyboard${here ? `; now at ${here.x} across, ${here.y} up` : ""}`}
      aria-pressed={carried}
      title="Drag, or press Space and use the arrow keys"
      onPointerDown={drag}
      onKeyDown={props.onKeyDown}
    >
      <svg viewBox="-12 -12 24 24" width="24" height="24" aria-hidden="true">
        <path d={`M0,${-DIAMOND}L${DIAMOND},0L0,${DIAMOND}L${-DIAMOND},0Z`} />
      </svg>
    </button>
  );

  return (
    <div class="pmx-position-side">
      <div
        ref={box}
        class={ready ? "pmx-plot-box" : "pmx-plot-box pmx-plot-waits"}
        {...(ready ? { "data-drop": "map" } : {})}
      >
        <Picture
          {...props}
          field={field}
          width={width}
          aim={aim ?? (carried ? here : null)}
          onClick={(event) => ready && props.onPlace(...shares(event.clientX, event.clientY))}
        />
        {at && (
          <span class="pmx-you-at" style={{ left: `${at.x}px`, top: `${at.y}px` }}>
            {marker}
          </span>
        )}
        {!ready && <p class="pmx-plot-words">Choose two axes, and the rivals appear here.</p>}
      </div>
      {across && up && (
        <div class="pmx-dock">
          {!at && marker}
          <span class="pmx-small">
            <b>{here ? `You: ${across.name} ${here.x}, ${up.name} ${here.y}.` : "You."}</b>{" "}
            Drag the diamond, click a spot on the map, or fill in the numbers.
          </span>
        </div>
      )}
    </div>
  );
}

interface PictureProps extends PlotProps {
  field: Field;
  width: number;
  aim: Point | null;
  onClick: (event: MouseEvent) => void;
}

function Picture({ spec, across, up, here, ideal, field, width, aim, onClick }: PictureProps) {
  const height = field.height + MARGIN.top + MARGIN.bottom;
  const marks = across && up ? marksOf(spec, across, up, here, ideal, field) : [];
  const names = labels(marks, field);
  const ticks = [0, 1, 2, 3, 4, 5].map((n) => (n * spec.most) / 5);
  const { left, right, top, bottom } = field;
  const guide = aim && field.at(aim, spec.most);
  return (
    <svg
      class="pmx-position-plot"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={mapName(across, up)}
      onClick={onClick}
    >
      <rect class="pmx-plot-field" x={left} y={top} width={field.width} height={field.height} rx="4" />
      {ticks.map((tick) => {
        const { x, y } = field.at({ x: tick, y: tick }, spec.most);
        return (
          <g key={tick} class="pmx-tick">
            <path d={`M${x},${top}V${bottom}M${left},${y}H${right}`} />
            {across && (
              <text x={x} y={bottom + 16} text-anchor="middle">
                {tick}
              </text>
            )}
            {up && (
              <text x={left - 6} y={y + 4} text-anchor="end">
                {tick}
              </text>
            )}
          </g>
        );
      })}
      {across && <AxisAcross axis={across} field={field} />}
      {up && <AxisUp axis={up} field={field} />}
      {guide && <path class="pmx-guide" d={`M${left},${guide.y}H${guide.x}V${bottom}`} />}
      {marks.map((mark, n) => (
        <g key={`${mark.kind}${mark.text}`} class={`pmx-mark-${mark.kind}`}>
          {mark.kind !== "you" && <circle cx={mark.x} cy={mark.y} r={mark.radius} />}
          <text x={names[n]!.x} y={names[n]!.y} text-anchor={names[n]!.anchor}>
            {mark.text}
          </text>
        </g>
      ))}
    </svg>
  );
}

function mapName(across: Attribute | undefined, up: Attribute | undefined): string {
  if (!across || !up) return "A map without axes";
  return `Map of the rivals: ${across.name} across, ${up.name} up. The tables below say the same.`;
}

function AxisAcross({ axis, field: { left, right, bottom } }: { axis: Attribute; field: Field }) {
  return (
    <>
      <text class="pmx-axis-end" x={left} y={bottom + 34}>
        {axis.low}
      </text>
      <text class="pmx-axis-end" x={right} y={bottom + 34} text-anchor="end">
        {axis.high}
      </text>
      <text class="pmx-axis-name" x={(left + right) / 2} y={bottom + 52} text-anchor="middle">
        {axis.name} →
      </text>
    </>
  );
}

function AxisUp({ axis, field: { left, top, bottom } }: { axis: Attribute; field: Field }) {
  const x = left - 28;
  return (
    <>
      <text class="pmx-axis-end" transform={`translate(${x} ${bottom}) rotate(-90)`}>
        {axis.low}
      </text>
      <text class="pmx-axis-end" transform={`translate(${x} ${top}) rotate(-90)`} text-anchor="end">
        {axis.high}
      </text>
      <text class="pmx-axis-name" x={4} y={top - 12}>
        ↑ {axis.name}
      </text>
    </>
  );
}

interface Mark extends Spot {
  kind: "rival" | "ideal" | "you";
}

/** Everything that has a name on the map. The own product is last: it moves, the others do not. */
function marksOf(
  spec: PositionSpec,
  across: Attribute,
  up: Attribute,
  here: Point | null,
  ideal: Segment | null,
  field: Field,
): Mark[] {
  const put = (at: Record<string, number>, text: string, kind: Mark["kind"], radius: number): Mark[] => {
    const [x, y] = [at[across.id], at[up.id]];
    if (x === undefined || y === undefined) return [];
    return [{ ...field.at({ x, y }, spec.most), text, kind, radius }];
  };
  return [
    ...spec.rivals.flatMap((rival) => put(rival.at, rival.name, "rival", DOT)),
    ...(ideal ? put(ideal.ideal, `Ideal: ${ideal.name}`, "ideal", RING) : []),
    ...(here ? put({ [across.id]: here.x, [up.id]: here.y }, "You", "you", HOLD) : []),
  ];
}

interface Field extends Box {
  width: number;
  height: number;
  at: (point: Point, most: number) => Point;
}

/** The part of the picture that points lie in, for a picture of some width. */
function fieldOf(width: number): Field {
  const wide = Math.max(120, width - MARGIN.left - MARGIN.right);
  const high = Math.min(380, Math.max(200, wide * 0.8));
  const [left, top] = [MARGIN.left, MARGIN.top];
  return {
    left,
    top,
    right: left + wide,
    bottom: top + high,
    width: wide,
    height: high,
    at: ({ x, y }, most) => ({ x: left + (x / most) * wide, y: top + high - (y / most) * high }),
  };
}

function clamp(share: number): number {
  return Math.min(1, Math.max(0, share));
}

/** How wide an element is, in pixels, now and after every change of the page. */
function useWidth(box: { current: HTMLElement | null }): number {
  const [width, setWidth] = useState(480);
  useEffect(() => {
    if (!box.current) return undefined;
    const watch = new ResizeObserver(([entry]) => {
      const wide = Math.floor(entry?.contentRect.width ?? 0);
      if (wide > 0) setWidth(wide);
    });
    watch.observe(box.current);
    return () => watch.disconnect();
  }, []);
  return width;
}

// A product among its rivals, on two axes chosen from several (W7). Numbers first, the map second.
// data-focus: axis:0, axis:1, swap, segment, x, y, grip:you.

import { type BoardProps, useDesk } from "../board";
import { type Direction, useCarry } from "../carry";
import { useEcho } from "../echo";
import { Marks } from "../parts/marks";
import { NumberBox, useSave } from "../parts/fields";
import { Select } from "../parts/select";
import { Fold } from "../parts/fold";
import { TableView } from "../parts/table";
import type { Answer, Named, Spec, Table } from "../protocol";
import { useSettled } from "../settled";
import { PositionPlot } from "./position-plot";

export interface Attribute extends Named {
  low: string;
  high: string;
}

export interface Rival extends Named {
  at: Record<string, number>;
}

export interface Segment extends Named {
  note: string;
  ideal: Record<string, number>;
}

export interface PositionSpec extends Spec {
  attributes: Attribute[];
  rivals: Rival[];
  segments: Segment[];
  own: string;
  most: number;
  step: number;
  values: Table;
}

export interface PositionAnswer extends Answer {
  x?: number | string;
  y?: number | string;
  axes: [string, string];
  segment?: string;
}

interface Scale {
  most: number;
  step: number;
}

/** The next multiple of the step from a value, upwards or downwards, on the scale. */
export function next(value: number, up: boolean, { most, step }: Scale): number {
  const steps = up ? Math.floor(value / step + 1e-9) + 1 : Math.ceil(value / step - 1e-9) - 1;
  return Math.min(most, Math.max(0, times(steps, step)));
}

/** 30 times 0.1 is 3, not 3.0000000000000004. */
function times(steps: number, step: number): number {
  return Number((steps * step).toFixed(6));
}

/** One step by key. A product that is not on the map yet begins in its middle. */
export function nudged<A extends PositionAnswer>(answer: A, direction: Direction, scale: Scale): A | null {
  const { x, y } = answer;
  if (typeof x !== "number" || typeof y !== "number")
    return { ...answer, ...landed(0.5, 0.5, scale) };
  const up = direction === "right" || direction === "up";
  const across = direction === "left" || direction === "right";
  const at = next(across ? x : y, up, scale);
  if (at === (across ? x : y)) return null;
  return across ? { ...answer, x: at } : { ...answer, y: at };
}

/** Where a point lands that was dropped so far along the axes, as shares from 0 to 1. */
export function landed(across: number, up: number, { most, step }: Scale): { x: number; y: number } {
  const snap = (share: number) =>
    times(Math.round((Math.min(1, Math.max(0, share)) * most) / step), step);
  return { x: snap(across), y: snap(up) };
}

/** The same map with its axes the other way round. */
export function swapped<A extends PositionAnswer>(answer: A): A {
  const { x, y, ...rest } = answer;
  return {
    ...rest,
    ...(y === undefined ? {} : { x: y }),
    ...(x === undefined ? {} : { y: x }),
    axes: [answer.axes[1], answer.axes[0]],
  } as A;
}

type Props = BoardProps<PositionSpec, PositionAnswer>;

export function PositionMap({ spec, answer, live, change: save }: Props) {
  const desk = useDesk();
  const change = useEcho(live, save, (before, after) => (after.count === before.count ? "" : after.count));
  const saveField = useSave(answer, change);
  const { shown, carried, onKeyDown } = useCarry(answer, change);
  const x = useSettled(shown.x);
  const y = useSettled(shown.y);
  const axes = answer.axes.map((id) => spec.attributes.find((one) => one.id === id)) as Axes;
  const [across, up] = axes;
  const segment = spec.segments.find(({ id }) => id === answer.segment);
  const distances = (live.facts as { distances?: Table }).distances;

  const where = (at: PositionAnswer) =>
    `${spec.own}: ${across?.name ?? "across"} ${at.x}, ${up?.name ?? "up"} ${at.y}.`;
  const put = (place: { x: number; y: number }) => {
    if (place.x === answer.x && place.y === answer.y) return;
    desk.focusOn("grip:you");
    void change({ ...answer, ...place }, where({ ...answer, ...place }));
  };

  return (
    <div class="pmx-position">
      <div class="pmx-position-fields">
        <AxisFields spec={spec} answer={answer} change={change} />
        {spec.segments.length > 0 && (
          <fieldset class={desk.marks.has("segment") ? "pmx-marked" : ""}>
            <legend>Aim at</legend>
            <Select
              label="Segment"
              nothing="Choose…"
              options={spec.segments}
              value={answer.segment ?? ""}
              focus="segment"
              onChange={(id) =>
                void change(
                  { ...answer, segment: id },
                  `Aimed at: ${spec.segments.find((one) => one.id === id)?.name ?? "nobody yet"}.`,
                )
              }
            />
            {segment?.note && <p class="pmx-small">{segment.note}</p>}
            <Marks id="segment" />
          </fieldset>
        )}
        <fieldset class={desk.marks.has("x") || desk.marks.has("y") ? "pmx-marked" : ""}>
          <legend>{spec.own}</legend>
          <div class="pmx-position-boxes">
            {(["x", "y"] as const).map((name, n) => (
              <NumberBox
                key={name}
                label={boxLabel(axes[n], n, spec.most)}
                value={shown[name]}
                focus={name}
                onChange={(typed) => saveField(name, (now) => ({ ...now, [name]: typed }))}
              />
            ))}
          </div>
          <Marks id="x" />
          <Marks id="y" />
        </fieldset>
      </div>
      <PositionPlot
        spec={spec}
        across={across}
        up={up}
        here={x === undefined || y === undefined ? null : { x, y }}
        ideal={segment ?? null}
        carried={carried === "you"}
        onPlace={(one, other) => put(landed(one, other, spec))}
        onKeyDown={(event) =>
          onKeyDown(event, "you", spec.own, (at, direction) => {
            const moved = nudged(at, direction, spec);
            return moved && { answer: moved, said: where(moved) };
          })
        }
      />
      {distances && <Distances table={distances} rivals={spec.rivals} />}
      <Fold summary="All that is known of the rivals">
        <TableView table={spec.values} />
      </Fold>
    </div>
  );
}

export type Axes = [Attribute | undefined, Attribute | undefined];

function boxLabel(axis: Attribute | undefined, n: number, most: number): string {
  if (!axis) return `How far ${n ? "up" : "across"} (0 to ${most})`;
  return `${axis.name} (0 ${axis.low}, ${most} ${axis.high})`;
}

/** Two lists for the axes. Neither offers what the other has; a button turns the map around. */
function AxisFields({ spec, answer, change }: Pick<Props, "spec" | "answer" | "change">) {
  const desk = useDesk();
  const choose = (n: number, id: string) => {
    const axes: [string, string] = n ? [answer.axes[0], id] : [id, answer.axes[1]];
    const name = spec.attributes.find((one) => one.id === id)?.name ?? "not chosen";
    void change({ ...answer, axes }, `Axis ${n ? "up" : "across"}: ${name}.`);
  };
  return (
    <fieldset class={desk.marks.has("axes") ? "pmx-marked" : ""}>
      <legend>Axes</legend>
      <div class="pmx-position-axes">
        {["Axis across →", "Axis up ↑"].map((label, n) => (
          <Select
            key={label}
            label={label}
            nothing="Choose…"
            options={spec.attributes.filter(({ id }) => id !== answer.axes[1 - n])}
            value={answer.axes[n]!}
            focus={`axis:${n}`}
            onChange={(id) => choose(n, id)}
          />
        ))}
        <button
          type="button"
          data-focus="swap"
          onClick={() => void change(swapped(answer), "The axes have changed places.")}
        >
          Swap axes
        </button>
      </div>
      <Marks id="axes" />
    </fieldset>
  );
}

function Distances({ table, rivals }: { table: Table; rivals: Rival[] }) {
  const desk = useDesk();
  const idOf = (name: string) => rivals.find((rival) => rival.name === name)?.id ?? "";
  return (
    <div class="pmx-scroll" tabIndex={0} role="region" aria-label={table.caption}>
      <table class="pmx-table pmx-distances">
        <caption>{table.caption}</caption>
        <thead>
          <tr>
            {table.columns.map((name, n) => (
              <th key={name} scope="col" class={n ? "pmx-num" : ""}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map(([name = "", ...cells]) => (
            <tr key={name} class={desk.marks.has(idOf(name)) ? "pmx-marked-row" : ""}>
              <th scope="row">
                {name}
                <Marks id={idOf(name)} />
              </th>
              {cells.map((cell, n) => (
                <td key={n} class="pmx-num">
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

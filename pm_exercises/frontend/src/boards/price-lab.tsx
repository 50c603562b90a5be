// Price curves with a price to try, and boxes for what is read off them (W11).
// Focus keys: try (the box), try:less, try:more, slider, take:ID, cell:ID.

import { useState } from "preact/hooks";
import { type BoardProps, useDesk } from "../board";
import { type CellSpec, Cells } from "../parts/cells";
import { Chart, type ChartSpec, type Places } from "../parts/chart";
import { DialBox, DialRange, type DialSpec, indexOf, inWords } from "../parts/dial";
import { useSave } from "../parts/fields";
import type { Answer, Reply, Spec } from "../protocol";

export interface CurveSpec {
  id: string;
  name: string;
  colour: "one" | "two";
  dashed: boolean;
  values: (number | null)[]; // one for each price of the dial
  words: string[];
}

export interface LabSpec extends Spec {
  dial: DialSpec;
  curves: CurveSpec[];
  cells: CellSpec[];
  chart: ChartSpec | null;
}

/** What is announced of a price: every curve's value there. */
export function summary(spec: LabSpec, price: number): string {
  const at = indexOf(spec.dial, price);
  const words = spec.curves.map((curve) => `${curve.name.toLowerCase()} ${curve.words[at]}`);
  return `${spec.dial.label} ${inWords(spec.dial, price)}: ${words.join(", ")}.`;
}

/** The answers that are prices, each at a height where it covers no other: close ones take turns. */
export function pins(cells: CellSpec[], answer: Answer, apart: number): { id: string; price: number; row: number }[] {
  const found = cells
    .filter((cell) => cell.onChart && typeof answer[cell.id] === "number")
    .map((cell) => ({ id: cell.id, price: answer[cell.id] as number, row: 0 }))
    .sort((a, b) => a.price - b.price);
  found.forEach((pin, n) => {
    const near = found.slice(0, n).filter((other) => pin.price - other.price < apart);
    while (near.some((other) => other.row === pin.row)) pin.row += 1;
  });
  return found;
}

export function PriceLab({ spec, answer, change }: BoardProps<LabSpec, Answer>) {
  const desk = useDesk();
  const save = useSave(answer, change);
  // The price that is tried is a place on the chart, and no part of the answer.
  const [tried, put] = useState(spec.dial.start);
  const [moving, move] = useState<number | null>(null);
  const price = moving ?? tried;
  const set = (number: number) => {
    move(null);
    put(number);
    desk.say(summary(spec, number));
    return drawn();
  };
  const dial = { ...spec.dial, label: `Try a ${spec.dial.label.toLowerCase()}` };
  const slider = <DialRange dial={dial} value={price} focus="slider" onMove={move} onSet={set} />;
  return (
    <div class="pmx-lab">
      <div class="pmx-dialrow">
        <DialBox dial={dial} value={price} focus="try" onSet={set} onOther={(typed) => drawn(typed.trim() && outside(dial))} />
      </div>
      {spec.chart ? (
        <Chart
          chart={spec.chart}
          over={(places) => <Tried spec={spec} answer={answer} places={places} price={price} />}
        >
          {slider}
        </Chart>
      ) : (
        slider
      )}
      <div class="pmx-lab-columns">
        <Reading spec={spec} price={price} />
        <Cells
          cells={spec.cells}
          answer={answer}
          save={save}
          taken={{ number: price, words: inWords(spec.dial, price) }}
        />
      </div>
    </div>
  );
}

/** What a box is told that is not saved: done, or what is wrong, once the board is drawn again. */
function drawn(problem = ""): Promise<Reply> {
  const reply: Reply = { type: "reply", window: "", seq: 0, revision: 0, ...(problem ? { problem } : {}) };
  return new Promise((resolve) => setTimeout(() => resolve(reply)));
}

function outside(dial: DialSpec): string {
  const [low = 0] = dial.values;
  return `the chart runs from ${inWords(dial, low)} to ${inWords(dial, dial.values.at(-1) ?? low)}.`;
}

interface TriedProps {
  spec: LabSpec;
  answer: Answer;
  places: Places;
  price: number;
}

/** In the chart: the rule at the price, a dot on every curve, and a pin for each price answered. */
function Tried({ spec, answer, places, price }: TriedProps) {
  const { left, right, top, bottom } = places.picture;
  const at = places.x(price);
  const words = inWords(spec.dial, price);
  const index = indexOf(spec.dial, price);
  const apart = ((spec.chart!.x[1] - spec.chart!.x[0]) * 44) / (right - left);
  return (
    <>
      {pins(spec.cells, answer, apart).map((pin) => (
        <g key={pin.id} class="pmx-pin">
          <line x1={places.x(pin.price)} x2={places.x(pin.price)} y1={top + 14 * pin.row} y2={bottom} />
          <text x={places.x(pin.price) + 4} y={top + 10 + 14 * pin.row}>
            {pin.id}
          </text>
        </g>
      ))}
      <line class="pmx-rule" x1={at} x2={at} y1={top - 4} y2={bottom} />
      <text class="pmx-rule-name" x={at} y={top - 8} text-anchor="middle">
        {words}
      </text>
      {spec.chart!.y &&
        spec.curves.map(({ id, colour, values }) => {
          const value = values[index];
          if (value === null || value === undefined) return null;
          return <circle key={id} class={`pmx-dot-${colour}`} cx={at} cy={places.y(value)} r="4.5" />;
        })}
    </>
  );
}

function Reading({ spec, price }: { spec: LabSpec; price: number }) {
  const at = indexOf(spec.dial, price);
  return (
    <table class="pmx-table pmx-reading">
      <caption>The curves at this price</caption>
      <thead>
        <tr>
          <th scope="col">Curve</th>
          <th scope="col" class="pmx-num">
            At {inWords(spec.dial, price)}
          </th>
        </tr>
      </thead>
      <tbody>
        {spec.curves.map((curve) => (
          <tr key={curve.id}>
            <th scope="row">
              <svg class="pmx-line-sample" viewBox="0 0 28 8" width="28" height="8" aria-hidden="true">
                <line
                  class={`pmx-line-${curve.colour}`}
                  x1="1"
                  x2="27"
                  y1="4"
                  y2="4"
                  {...(curve.dashed ? { "stroke-dasharray": "6 4" } : {})}
                />
              </svg>
              {curve.name}
            </th>
            <td class="pmx-num">{curve.words[at]}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

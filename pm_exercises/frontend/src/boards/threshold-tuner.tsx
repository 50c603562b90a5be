// A cutoff on a model's scores, with what it does to the cases and what its errors cost (W8).
// Focus keys: threshold (the box), threshold:less, threshold:more, slider, cell:ID.

import { useState } from "preact/hooks";
import { type BoardProps, useDesk } from "../board";
import { Marks } from "../parts/marks";
import { type CellSpec, Cells, filled } from "../parts/cells";
import { Chart, type ChartSpec, type Places } from "../parts/chart";
import { DialBox, DialRange, type DialSpec, indexOf, inWords, typedNumber } from "../parts/dial";
import { useSave, useUid } from "../parts/fields";
import type { Answer, Spec } from "../protocol";

export interface CutoffNames {
  yes: string;
  no: string;
  cases: string;
  flagged: string;
  passed: string;
  cutoff: string;
}

/** What a cutoff comes to, in Python's words. */
export interface Facts {
  counts: [caught: string, missed: string, alarms: string, through: string];
  misses: string;
  alarms: string;
  cost: string;
  measures: { share: number; text: string; below: boolean }[];
}

export interface TunerSpec extends Spec {
  dial: DialSpec;
  names: CutoffNames;
  prices: [miss: string, alarm: string];
  totals: [yes: string, no: string];
  measures: { label: string; floor: number | null }[];
  along: Facts[]; // one for each value of the dial
  cells: CellSpec[];
  chart: ChartSpec | null;
}

export interface TunerAnswer extends Answer {
  threshold?: number | string; // text while the kernel has not read it
}

/** What is announced of a cutoff: all that decides. */
export function summary(spec: TunerSpec, cutoff: number): string {
  const facts = spec.along[indexOf(spec.dial, cutoff)];
  if (!facts) return "";
  const [, missed, alarms] = facts.counts;
  const words = `${missed} missed, ${alarms} false alarms, cost ${facts.cost}`;
  return `${spec.names.cutoff} ${inWords(spec.dial, cutoff)}: ${words}.`;
}

export function ThresholdTuner({ spec, answer, change }: BoardProps<TunerSpec, TunerAnswer>) {
  const desk = useDesk();
  const marks = useUid();
  const save = useSave<Answer>(answer, (next, said) => change(next as TunerAnswer, said));
  const [moving, move] = useState<number | null>(null);
  const cutoff = moving ?? typedNumber(spec.dial, answer.threshold);
  const facts = cutoff === null ? null : (spec.along[indexOf(spec.dial, cutoff)] ?? null);
  const put = (given: number | string) => save("threshold", (now) => filled(now, "threshold", given));
  const set = (number: number) => {
    move(null);
    const saved = put(number);
    desk.say(summary(spec, number));
    return saved;
  };
  const slider = <DialRange dial={spec.dial} value={cutoff} focus="slider" onMove={move} onSet={set} />;
  return (
    <div class="pmx-tuner">
      <div class={desk.marks.has("threshold") ? "pmx-dialrow pmx-marked" : "pmx-dialrow"}>
        <DialBox
          dial={spec.dial}
          value={cutoff}
          focus="threshold"
          onSet={set}
          onOther={put}
          described={marks}
        />
        <Cost spec={spec} facts={facts} />
        <div id={marks} class="pmx-cell-marks">
          <Marks id="threshold" />
        </div>
      </div>
      {spec.chart ? (
        <Chart
          chart={spec.chart}
          over={(places) => <Split spec={spec} places={places} cutoff={cutoff} />}
          under={(places) => <Errors places={places} cutoff={cutoff} />}
        >
          {slider}
        </Chart>
      ) : (
        slider
      )}
      <Effects spec={spec} facts={facts} cutoff={cutoff} />
      <Measures spec={spec} facts={facts} />
      <Cells cells={spec.cells} answer={answer} save={save} />
    </div>
  );
}

function Cost({ spec, facts }: { spec: TunerSpec; facts: Facts | null }) {
  const [miss, alarm] = spec.prices;
  return (
    <p class="pmx-cost">
      <span class="pmx-label">Cost at this {spec.names.cutoff.toLowerCase()}</span>
      <strong>{facts?.cost ?? "–"}</strong>
      <span class="pmx-small">
        {facts
          ? `${facts.counts[1]} missed at ${miss}, ${facts.counts[2]} false alarms at ${alarm}`
          : `${miss} for each one missed, ${alarm} for each false alarm`}
      </span>
    </p>
  );
}

/** Where the errors lie: what should be flagged and is not, and what is and should not be. */
function Errors({ places, cutoff }: { places: Places; cutoff: number | null }) {
  if (cutoff === null) return null;
  const { left, right, top, bottom } = places.picture;
  const at = places.x(cutoff);
  const middle = places.y(0);
  return (
    <>
      <rect class="pmx-error-zone" x={left} y={top} width={at - left} height={middle - top} />
      <rect class="pmx-error-zone" x={at} y={middle} width={right - at} height={bottom - middle} />
    </>
  );
}

/** The cutoff in the chart: the rule, and the names of its two sides. */
function Split({ spec, places, cutoff }: { spec: TunerSpec; places: Places; cutoff: number | null }) {
  if (cutoff === null) return null;
  const { right, top, bottom } = places.picture;
  const at = places.x(cutoff);
  const room = (from: number, words: string) => from > 7 * words.length + 8;
  return (
    <>
      <line class="pmx-rule" x1={at} x2={at} y1={top - 16} y2={bottom} />
      {room(at, spec.names.passed) && (
        <text x={at - 6} y={top - 8} text-anchor="end">
          {spec.names.passed}
        </text>
      )}
      {room(right + 16 - at, spec.names.flagged) && (
        <text x={at + 6} y={top - 8}>
          {spec.names.flagged}
        </text>
      )}
    </>
  );
}

interface EffectsProps {
  spec: TunerSpec;
  facts: Facts | null;
  cutoff: number | null;
}

/** The four counts, laid out as the chart is: what should be flagged above, what is flagged right. */
function Effects({ spec, facts, cutoff }: EffectsProps) {
  const { yes, no, cases, passed, flagged, cutoff: name } = spec.names;
  const [caught, missed, alarms, through] = facts?.counts ?? ["–", "–", "–", "–"];
  const at = cutoff === null ? "" : inWords(spec.dial, cutoff);
  return (
    <div class="pmx-scroll" tabIndex={0} role="region" aria-label={`What a ${name.toLowerCase()} does`}>
      <table class="pmx-table pmx-effects">
        <caption>
          {cutoff === null
            ? `Set a ${name.toLowerCase()} to see what it does`
            : `What a ${name.toLowerCase()} of ${at} does`}
        </caption>
        <thead>
          <tr>
            <th scope="col">{cases.charAt(0).toUpperCase() + cases.slice(1)}</th>
            <th scope="col">
              {passed} <span class="pmx-small">{at && `below ${at}`}</span>
            </th>
            <th scope="col">
              {flagged} <span class="pmx-small">{at && `${at} and above`}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">
              <span class="pmx-swatch pmx-swatch-one" aria-hidden="true" />
              {yes} <span class="pmx-small">{spec.totals[0]}</span>
            </th>
            <td class="pmx-error-cell">
              <strong>{missed}</strong> missed <span class="pmx-small">{facts?.misses}</span>
            </td>
            <td>
              <strong>{caught}</strong> caught
            </td>
          </tr>
          <tr>
            <th scope="row">
              <span class="pmx-swatch pmx-swatch-two" aria-hidden="true" />
              {no} <span class="pmx-small">{spec.totals[1]}</span>
            </th>
            <td>
              <strong>{through}</strong> {passed.toLowerCase()}
            </td>
            <td class="pmx-error-cell">
              <strong>{alarms}</strong> false alarms <span class="pmx-small">{facts?.alarms}</span>
            </td>
          </tr>
        </tbody>
      </table>
    </div>
  );
}

/** Recall and the like, each as a bar with its floor and in words. */
function Measures({ spec, facts }: { spec: TunerSpec; facts: Facts | null }) {
  return (
    <div class="pmx-measures">
      {spec.measures.map(({ label, floor }, n) => {
        const now = facts?.measures[n];
        return (
          <div key={label} class={now?.below ? "pmx-gauge pmx-over" : "pmx-gauge"}>
            <span class="pmx-gauge-name">{label}</span>
            <span class="pmx-measure" aria-hidden="true">
              <span class="pmx-gauge-bar">
                <span style={{ width: `${100 * (now?.share ?? 0)}%` }} />
              </span>
              {floor !== null && <span class="pmx-floor" style={{ left: `${100 * floor}%` }} />}
            </span>
            <span class="pmx-gauge-text">
              {now?.text ?? "–"}
              {floor !== null && (
                <span class="pmx-small">
                  {" "}
                  {now && (now.below ? "below the floor of" : "holds the floor of")}
                  {!now && "floor"} {Math.round(1000 * floor) / 10} %
                </span>
              )}
            </span>
          </div>
        );
      })}
    </div>
  );
}

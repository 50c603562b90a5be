// The rows of the RICE board: an item with its numbers and its score, and the cut line.

import type { ComponentChildren } from "preact";
import { useDesk } from "../board";
import { mayDrag, type Place, startDrag } from "../drag";
import { Grip, MoveList } from "../parts/card";
import { Marks } from "../parts/marks";
import { NumberBox } from "../parts/fields";
import { Select } from "../parts/select";
import type { Card, Named, Reply } from "../protocol";

export interface Factor {
  id: string;
  label: string;
  unit: string;
  options: Named[]; // none: it takes any number
}

/** The ways to move one row. */
export interface Handles {
  id: string;
  name: string;
  carried: boolean;
  first: boolean;
  last: boolean;
  places: Named[];
  step: (direction: "up" | "down") => void;
  put: (place: number) => void;
  drop: (place: Place) => void;
  onKeyDown: (event: KeyboardEvent) => void;
}

interface ItemRowProps {
  item: Card;
  rank: number;
  cut: boolean;
  factors: Factor[];
  unitIds: Record<string, string>; // where the headings say a factor's unit
  numbers: Record<string, number | string>;
  score: string | undefined;
  handles: Handles;
  onRate: (factor: string, typed: string) => Promise<Reply>;
}

export function ItemRow(props: ItemRowProps) {
  const { item, rank, cut, factors, unitIds, numbers, score, handles, onRate } = props;
  const desk = useDesk();
  return (
    <Row handles={handles} kind={`pmx-rice-item${cut ? " pmx-rice-cut" : ""}`} marked={desk.marks.has(item.id)}>
      <td class="pmx-rice-rank">
        <Grip id={item.id} name={handles.name} carried={handles.carried} onKeyDown={handles.onKeyDown} />
        {rank}
        <span class="pmx-hidden">{cut ? ", cut" : ", built"}</span>
      </td>
      <th scope="row">
        <div data-ghost="">{item.text}</div>
        {item.note && <div class="pmx-small">{item.note}</div>}
        <Marks id={item.id} />
      </th>
      {factors.map((factor) => (
        <td key={factor.id} class={desk.marks.has(`${item.id}.${factor.id}`) ? "pmx-marked" : ""}>
          <span class="pmx-label pmx-rice-label" aria-hidden="true">
            {factor.unit ? `${factor.label}, ${factor.unit}` : factor.label}
          </span>
          <FactorField
            factor={factor}
            described={unitIds[factor.id]}
            item={item.id}
            name={handles.name}
            value={numbers[factor.id]}
            onRate={(typed) => onRate(factor.id, typed)}
          />
          <Marks id={`${item.id}.${factor.id}`} shown="word" />
        </td>
      ))}
      <td class="pmx-rice-score">
        <span class="pmx-label pmx-rice-label" aria-hidden="true">
          Score
        </span>
        {score ?? (
          <>
            <span aria-hidden="true">–</span>
            <span class="pmx-hidden">not known yet</span>
          </>
        )}
      </td>
      <td class="pmx-rice-moves">
        <Moves handles={handles} />
      </td>
    </Row>
  );
}

interface LineRowProps {
  handles: Handles;
  columns: number;
  /** What it comes to here, once that is known. */
  now: { text: string; over: boolean } | undefined;
}

/** The line under what is built. Its place is a row's place, so it moves as the items do. */
export function LineRow({ handles, columns, now }: LineRowProps) {
  return (
    <Row handles={handles} kind="pmx-rice-line" marked={useDesk().marks.has("cut")}>
      <td colSpan={columns}>
        <div class="pmx-rice-bar">
          <Grip id={handles.id} name={handles.name} carried={handles.carried} onKeyDown={handles.onKeyDown} />
          <strong data-ghost="">Cut line</strong>
          <span class={now?.over ? "pmx-rice-over" : "pmx-small"}>
            {now?.over && <span aria-hidden="true">○ </span>}
            {now?.text}
          </span>
          <Marks id="cut" />
          <div class="pmx-rice-moves">
            <Moves handles={handles} />
          </div>
        </div>
      </td>
    </Row>
  );
}

interface RowProps {
  handles: Handles;
  kind: string;
  marked: boolean;
  children: ComponentChildren;
}

function Row({ handles, kind, marked, children }: RowProps) {
  const desk = useDesk();
  return (
    <tr
      class={`${kind}${handles.carried ? " pmx-rice-carried" : ""}${marked ? " pmx-rice-marked" : ""}`}
      data-drop={handles.id}
      data-row={handles.id}
      onPointerDown={(event) => {
        const root = desk.root();
        const ghost = event.currentTarget.querySelector<HTMLElement>("[data-ghost]");
        // The upper half of a row means before it, the lower half after it.
        const over = (place: Place | null) =>
          place?.element.setAttribute("data-half", place.y < 0.5 ? "upper" : "lower");
        if (root && ghost && mayDrag(event)) startDrag(event, { root, ghost, over, drop: handles.drop });
      }}
    >
      {children}
    </tr>
  );
}

/** The way without dragging and without arrow keys. */
function Moves({ handles }: { handles: Handles }) {
  const step = (direction: "up" | "down", arrow: string, end: boolean) => (
    <button
      type="button"
      class="pmx-rice-step"
      data-focus={`${direction}:${handles.id}`}
      aria-label={`Move “${handles.name}” ${direction}`}
      aria-disabled={end}
      onClick={() => handles.step(direction)}
    >
      {arrow}
    </button>
  );
  return (
    <>
      {step("up", "↑", handles.first)}
      {step("down", "↓", handles.last)}
      <MoveList
        id={handles.id}
        name={handles.name}
        label="Move to…"
        places={handles.places}
        onMove={(place) => handles.put(Number(place))}
      />
    </>
  );
}

interface FactorFieldProps {
  factor: Factor;
  item: string;
  name: string;
  described: string | undefined;
  value: number | string | undefined;
  onRate: (typed: string) => Promise<Reply>;
}

function FactorField({ factor, item, name, described, value, onRate }: FactorFieldProps) {
  const shared = { label: `${factor.label} for ${name}`, hideLabel: true, focus: `${factor.id}:${item}` };
  // A share is kept as a fraction and shown in percent.
  const shown = factor.unit === "%" && typeof value === "number" ? Math.round(1e4 * value) / 100 : value;
  return factor.options.length > 0 ? (
    <Select
      {...shared}
      nothing="Choose…"
      options={factor.options}
      value={String(value ?? "")}
      onChange={(option) => void onRate(option)}
    />
  ) : (
    <NumberBox {...shared} {...(described ? { described } : {})} value={shown} onChange={onRate} />
  );
}

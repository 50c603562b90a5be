// A form of numbers with units and small choices, under headings where it has parts (W13).
// Focus keys: cell:ID for every box and list.

import { type BoardProps, useDesk } from "../board";
import { Marks } from "../parts/marks";
import { NumberBox, useSave, useUid } from "../parts/fields";
import { Select } from "../parts/select";
import type { Answer, Named, Reply, Spec } from "../protocol";

interface Shared {
  id: string;
  label: string;
  group: string;
}

export interface ValueCell extends Shared {
  kind: "value";
  unit: string;
  hint: string;
  keys: "decimal" | "numeric" | "text";
}

export interface ChoiceCell extends Shared {
  kind: "choice";
  options: Named[];
}

export type Cell = ValueCell | ChoiceCell;

export interface ScorecardSpec extends Spec {
  cells: Cell[];
}

export interface ScorecardAnswer extends Answer {
  vals: Record<string, number | string>; // as typed while it is on its way, then as read
  pick: Record<string, string>;
}

export interface Group {
  name: string;
  cells: Cell[];
}

/** The cells in the order given, those that follow each other under one heading together. */
export function grouped(cells: Cell[]): Group[] {
  const groups: Group[] = [];
  for (const cell of cells) {
    const last = groups.at(-1);
    if (last && last.name === cell.group) last.cells.push(cell);
    else groups.push({ name: cell.group, cells: [cell] });
  }
  return groups;
}

/** Where a cell's answer stands in the whole answer. */
export function fieldOf(cell: Cell): "vals" | "pick" {
  return cell.kind === "value" ? "vals" : "pick";
}

/** The answer with one cell filled in, or emptied. */
export function filled<A extends ScorecardAnswer>(answer: A, cell: Cell, given: string): A {
  const field = fieldOf(cell);
  const cells: Record<string, number | string> = { ...answer[field] };
  if (given === "") delete cells[cell.id];
  else cells[cell.id] = given;
  return { ...answer, [field]: cells };
}

export function Scorecard({ spec, answer, change }: BoardProps<ScorecardSpec, ScorecardAnswer>) {
  const save = useSave(answer, change);
  const put = (cell: Cell, given: string) =>
    save(`${fieldOf(cell)}.${cell.id}`, (now) => filled(now, cell, given));
  const row = (cell: Cell) => <Row key={cell.id} cell={cell} answer={answer} put={put} />;

  return (
    <div class="pmx-form">
      {grouped(spec.cells).map(({ name, cells }, n) =>
        name ? (
          <fieldset key={n} class="pmx-formpart">
            <legend>
              <h4>{name}</h4>
            </legend>
            {cells.map(row)}
          </fieldset>
        ) : (
          <div key={n} class="pmx-formpart">
            {cells.map(row)}
          </div>
        ),
      )}
    </div>
  );
}

interface RowProps {
  cell: Cell;
  answer: ScorecardAnswer;
  put: (cell: Cell, given: string) => Promise<Reply>;
}

function Row({ cell, answer, put }: RowProps) {
  const marked = useDesk().marks.has(cell.id);
  const marks = useUid();
  const shared = { label: cell.label, focus: `cell:${cell.id}`, described: marks };
  return (
    <div class={marked ? "pmx-formrow pmx-marked" : "pmx-formrow"}>
      {cell.kind === "value" ? (
        <NumberBox
          {...shared}
          value={answer.vals[cell.id]}
          unit={cell.unit}
          hint={cell.hint}
          keys={cell.keys}
          onChange={(typed) => put(cell, typed)}
        />
      ) : (
        <Select
          {...shared}
          nothing="Choose…"
          options={cell.options}
          value={answer.pick[cell.id] ?? ""}
          onChange={(option) => void put(cell, option)}
        />
      )}
      <div id={marks}>
        <Marks id={cell.id} />
      </div>
    </div>
  );
}

// Named numbers and small choices, kept as keys of a flat answer.

import { useDesk } from "../board";
import type { Answer, Named, Reply } from "../protocol";
import { Marks } from "./marks";
import { NumberBox, useUid } from "./fields";
import { Select } from "./select";

export interface CellSpec {
  kind: "value" | "choice";
  id: string;
  label: string;
  unit?: string;
  hint?: string;
  keys?: "decimal" | "numeric" | "text";
  options?: Named[];
  onChart?: boolean; // it is a number of the chart's axis
}

/** Saves one field of the answer; useSave makes it. */
export type Save = (path: string, make: (now: Answer) => Answer) => Promise<Reply>;

interface Taken {
  number: number;
  words: string;
}

interface CellsProps {
  cells: CellSpec[];
  answer: Answer;
  save: Save;
  /** The number that the chart is at, to be taken over by a button. */
  taken?: Taken;
}

/** The answer with one cell filled in, or emptied. */
export function filled<A extends Answer>(answer: A, id: string, given: unknown): A {
  const next: Answer = { ...answer };
  if (given === "" || given === null) delete next[id];
  else next[id] = given;
  return next as A;
}

export function Cells({ cells, answer, save, taken }: CellsProps) {
  return (
    <div class="pmx-cells">
      {cells.map((cell) => (
        <Cell
          key={cell.id}
          cell={cell}
          given={answer[cell.id]}
          put={(given) => save(cell.id, (now) => filled(now, cell.id, given))}
          {...(cell.onChart && taken ? { taken } : {})}
        />
      ))}
    </div>
  );
}

interface CellProps {
  cell: CellSpec;
  given: unknown;
  put: (given: string | number) => Promise<Reply>;
  taken?: Taken;
}

function Cell({ cell, given, put, taken }: CellProps) {
  const desk = useDesk();
  const marks = useUid();
  const shared = { label: cell.label, focus: `cell:${cell.id}`, described: marks };
  const take = ({ number, words }: Taken) => {
    void put(number);
    desk.say(`${cell.label}: ${words}.`);
  };
  return (
    <div class={desk.marks.has(cell.id) ? "pmx-cell pmx-marked" : "pmx-cell"}>
      {cell.kind === "choice" ? (
        <Select
          {...shared}
          nothing="Choose…"
          options={cell.options ?? []}
          value={String(given ?? "")}
          onChange={(option) => void put(option)}
        />
      ) : (
        <NumberBox
          {...shared}
          value={given as number | string | undefined}
          unit={cell.unit ?? ""}
          hint={cell.hint ?? ""}
          keys={cell.keys ?? "decimal"}
          onChange={put}
        />
      )}
      {taken && (
        <button
          type="button"
          data-focus={`take:${cell.id}`}
          aria-label={`Use ${taken.words} for ${cell.label}`}
          onClick={() => take(taken)}
        >
          Use {taken.words}
        </button>
      )}
      <div id={marks} class="pmx-cell-marks">
        <Marks id={cell.id} />
      </div>
    </div>
  );
}

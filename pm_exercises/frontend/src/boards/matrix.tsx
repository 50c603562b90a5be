// A grid of native lists and number boxes: one question in each column, asked in every row (W14).
// Focus keys: cell:ROW.COLUMN and extra:QUESTION. The same ROW.COLUMN names a cell in a check's marks.

import type { ComponentChildren } from "preact";
import { type BoardProps, useDesk } from "../board";
import { NumberBox, useSave, useUid } from "../parts/fields";
import { Select } from "../parts/select";
import { Marks } from "../parts/marks";
import { lettersAcross, TableView } from "../parts/table";
import type { Answer, Named, Reply, Spec, Table } from "../protocol";

export interface Row {
  id: string;
  label: string;
  note: string;
}

export interface Question {
  id: string;
  label: string;
  options: Named[]; // none: it takes a number
  unit: string;
}

export interface MatrixSpec extends Spec {
  rows: Row[];
  columns: Question[];
  extra: Question[];
  tables: Table[];
  corner: string;
  extraFirst: boolean;
}

type Line = Record<string, string | number>;

export interface MatrixAnswer extends Answer {
  grid: Record<string, Line>;
  extra?: Line;
}

const LETTER = 6.5; // pixels

/** How wide the page must be for a table, in em of a wrapper made for it: see matrix.css. */
const FITS = 40;

/** The answer with one cell filled in; "" empties it. */
export function filled(answer: MatrixAnswer, row: string, column: string, value: string): MatrixAnswer {
  return { ...answer, grid: { ...answer.grid, [row]: withValue(answer.grid[row], column, value) } };
}

/** The answer with one of the extra questions answered. */
export function answered(answer: MatrixAnswer, question: string, value: string): MatrixAnswer {
  return { ...answer, extra: withValue(answer.extra, question, value) };
}

function withValue(line: Line | undefined, key: string, value: string): Line {
  const { [key]: _, ...others } = line ?? {};
  return value === "" ? others : { ...others, [key]: value };
}

/** The row above or below one, or none. */
export function rowBeside(rows: Row[], row: string, key: string): string | null {
  const by = { ArrowUp: -1, ArrowDown: 1 }[key];
  return by ? (rows[rows.findIndex(({ id }) => id === row) + by]?.id ?? null) : null;
}

/** The room in pixels that a cell of a column needs. */
function cellRoom({ options }: Question): number {
  const letters = Math.max(8, ...options.map(({ name }) => name.length));
  return options.length ? 50 + 7 * letters : 120;
}

/** The room in pixels that a grid needs as a table; with less, its rows are cards. */
export function roomFor(columns: Question[]): number {
  const rowNames = 0.26; // of the whole
  return columns.reduce((sum, column) => sum + cellRoom(column), 0) / (1 - rowNames);
}

export function Matrix({ spec, answer, live, change }: BoardProps<MatrixSpec, MatrixAnswer>) {
  const desk = useDesk();
  const uid = useUid();
  const save = useSave(answer, change);
  const room = {
    fontSize: `${roomFor(spec.columns) / FITS}px`,
    "--pmx-cell": `${Math.max(...spec.columns.map(cellRoom))}px`,
  };
  const meter = String(live.facts["meter"] ?? "");
  const walk = (event: KeyboardEvent, row: string, column: string) => {
    if (!(event.ctrlKey || event.metaKey) || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
    event.preventDefault(); // a list would change its choice
    const next = rowBeside(spec.rows, row, event.key);
    if (next) desk.focusOn(`cell:${next}.${column}`);
  };
  const extra = spec.extra.length > 0 && (
    <div class="pmx-matrix-extra">
      {spec.extra.map((question) => (
        <div key={question.id} class={desk.marks.has(question.id) ? "pmx-matrix-marked" : ""}>
          <Field
            question={question}
            label={question.label}
            value={answer.extra?.[question.id]}
            focus={`extra:${question.id}`}
            onChange={(value) => save(`extra.${question.id}`, (now) => answered(now, question.id, value))}
          />
          <Marks id={question.id} />
        </div>
      ))}
    </div>
  );
  return (
    <div class="pmx-matrix">
      {spec.tables.length > 0 && (
        <details open>
          <summary>To look up</summary>
          <div class="pmx-lookups">
            {spec.tables.map((table) => (
              <div key={table.caption} style={{ "--pmx-room": `${LETTER * lettersAcross(table)}px` }}>
                <TableView table={table} />
              </div>
            ))}
          </div>
        </details>
      )}
      {spec.extraFirst && extra}
      <div class="pmx-matrix-fit" style={room}>
        <table class="pmx-matrix-grid">
          <caption class="pmx-hidden">{spec.title}: fill in every cell</caption>
          <thead>
            <tr>
              <th scope="col">{spec.corner}</th>
              {spec.columns.map((column) => (
                <th key={column.id} scope="col" class={column.options.length ? "" : "pmx-matrix-number"}>
                  {column.label}
                  {column.unit && (
                    <span class="pmx-unit" id={`${uid}-${column.id}`}>
                      {column.unit}
                    </span>
                  )}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {spec.rows.map((row) => (
              <tr key={row.id} class={desk.marks.has(row.id) ? "pmx-matrix-marked" : ""}>
                <th scope="row">
                  {row.label}
                  {row.note && <span class="pmx-small">{row.note}</span>}
                  <Marks id={row.id} />
                </th>
                {spec.columns.map((column) => (
                  <Cell key={column.id} id={`${row.id}.${column.id}`} onKeyDown={(event) => walk(event, row.id, column.id)}>
                    <span class="pmx-matrix-label pmx-label" aria-hidden="true">
                      {column.unit ? `${column.label}, ${column.unit}` : column.label}
                    </span>
                    <Field
                      question={column}
                      label={`${column.label} for ${row.label}`}
                      value={answer.grid[row.id]?.[column.id]}
                      focus={`cell:${row.id}.${column.id}`}
                      onChange={(value) =>
                        save(`grid.${row.id}.${column.id}`, (now) => filled(now, row.id, column.id, value))
                      }
                      unitId={`${uid}-${column.id}`}
                    />
                  </Cell>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
        <p class="pmx-small pmx-matrix-tip">Ctrl + ↑ or ↓ goes to the next row in the same column.</p>
      </div>
      {spec.extraFirst || extra}
      {meter && (
        <p class="pmx-meter" role="status">
          {meter}
        </p>
      )}
    </div>
  );
}

interface CellProps {
  id: string;
  onKeyDown: (event: KeyboardEvent) => void;
  children: ComponentChildren;
}

function Cell({ id, onKeyDown, children }: CellProps) {
  return (
    <td class={useDesk().marks.has(id) ? "pmx-matrix-marked" : ""} onKeyDown={onKeyDown}>
      {children}
      <Marks id={id} shown="word" />
    </td>
  );
}

interface FieldProps {
  question: Question;
  label: string;
  value: string | number | undefined;
  focus: string;
  unitId?: string; // where the heading says the unit; a field that stands alone says it itself
  onChange: (value: string) => Promise<Reply>;
}

function Field({ question, label, value, focus, unitId, onChange }: FieldProps) {
  const shared = { label, focus, hideLabel: unitId !== undefined };
  const unit = question.unit ? (unitId ? { described: unitId } : { unit: question.unit }) : {};
  return question.options.length > 0 ? (
    <Select
      {...shared}
      options={question.options}
      nothing="Choose…"
      value={String(value ?? "")}
      onChange={(option) => void onChange(option)}
    />
  ) : (
    <NumberBox {...shared} {...unit} value={value} onChange={onChange} />
  );
}

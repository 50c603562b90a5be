import type { Table } from "../protocol";

const SENTENCE = 20; // characters
const WRAPS = 30; // characters; a longer cell takes a second line

/** How many letters a table's columns need beside each other. */
export function lettersAcross({ columns, rows }: Table): number {
  const longest = (column: number) =>
    Math.max(...[columns, ...rows].map((row) => Math.min(row[column]?.length ?? 0, WRAPS)));
  return columns.reduce((sum, _, column) => sum + longest(column), 0);
}

/**
 * Whether a narrow column should show a table's rows as small lists. Numbers and single words are
 * compared down and across, so they stay in their columns, and scroll.
 */
export function holdsSentences({ columns, rows }: Table): boolean {
  return columns.length > 2 && rows.some(([, ...cells]) => cells.some((cell) => cell.length > SENTENCE));
}

/** A real table that scrolls inside itself; the text twin of anything shown. */
export function TableView({ table }: { table: Table }) {
  // Its roles are said, because a table that is laid out as a list would lose them.
  return (
    <div class="pmx-scroll" tabIndex={0} role="region" aria-label={table.caption}>
      <table class={holdsSentences(table) ? "pmx-table pmx-stacks" : "pmx-table"} role="table">
        <caption>{table.caption}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {table.columns.map((name, column) =>
              name ? (
                <th key={column} scope="col" role="columnheader">
                  {name}
                </th>
              ) : (
                <td key={column} role="cell" />
              ),
            )}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {table.rows.map((row, n) => (
            <tr key={n} role="row">
              {row.map((cell, column) =>
                column === 0 ? (
                  <th key={column} scope="row" role="rowheader">
                    {cell}
                  </th>
                ) : (
                  <td key={column} role="cell" data-label={table.columns[column]}>
                    {cell}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

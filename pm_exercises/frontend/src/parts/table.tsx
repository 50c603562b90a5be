import type { Table } from "../protocol";

/** A real table that scrolls inside itself; the text twin of anything shown. */
export function TableView({ table }: { table: Table }) {
  return (
    <div class="pmx-scroll" tabIndex={0} role="region" aria-label={table.caption}>
      <table class="pmx-table">
        <caption>{table.caption}</caption>
        <thead>
          <tr>
            {table.columns.map((name, column) =>
              name ? (
                <th key={column} scope="col">
                  {name}
                </th>
              ) : (
                <td key={column} />
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, n) => (
            <tr key={n}>
              {row.map((cell, column) =>
                column === 0 ? (
                  <th key={column} scope="row">
                    {cell}
                  </th>
                ) : (
                  <td key={column}>{cell}</td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

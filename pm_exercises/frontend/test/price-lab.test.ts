import assert from "node:assert/strict";
import { test } from "node:test";
import { type LabSpec, pins, summary } from "../src/boards/price-lab";
import type { CellSpec } from "../src/parts/cells";

const CELLS: CellSpec[] = ["PMC", "PME", "n"].map((id) => ({
  kind: "value",
  id,
  label: id,
  onChart: id !== "n",
}));

test("every price that is answered gets a pin, and nothing else does", () => {
  assert.deepEqual(pins(CELLS, { PMC: 2, n: 120 }, 0.5), [{ id: "PMC", price: 2, row: 0 }]);
  assert.deepEqual(pins(CELLS, { PMC: "2 and", n: 120 }, 0.5), []);
});

test("pins that would touch stand in rows", () => {
  const rows = (answer: object) => pins(CELLS, { ...answer }, 0.5).map((pin) => [pin.id, pin.row]);
  assert.deepEqual(rows({ PMC: 2, PME: 2.2 }), [["PMC", 0], ["PME", 1]]);
  assert.deepEqual(rows({ PMC: 3, PME: 2 }), [["PME", 0], ["PMC", 0]]);
});

test("the announcement of a price says every curve", () => {
  const dial = { label: "Price", unit: "€", start: 2, decimals: 2, values: [2, 2.5, 3] };
  const curves = [
    { id: "a", name: "Cheap", words: ["60 %", "40 %", "20 %"] },
    { id: "b", name: "Expensive", words: ["10 %", "30 %", "no data"] },
  ];
  assert.equal(
    summary({ dial, curves } as unknown as LabSpec, 3),
    "Price 3.00 €: cheap 20 %, expensive no data.",
  );
});

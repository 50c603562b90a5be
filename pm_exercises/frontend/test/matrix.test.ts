import assert from "node:assert/strict";
import { test } from "node:test";
import { answered, filled, type MatrixAnswer, roomFor, rowBeside } from "../src/boards/matrix";

const ANSWER: MatrixAnswer = { grid: { pay: { when: "now", work: 3 } }, extra: { who: "pm" } };

test("one cell is filled in, and the others stay", () => {
  assert.deepEqual(filled(ANSWER, "pay", "work", "5").grid, { pay: { when: "now", work: "5" } });
  assert.deepEqual(filled(ANSWER, "pair", "when", "now").grid, { ...ANSWER.grid, pair: { when: "now" } });
});

test("choosing nothing empties a cell", () => {
  assert.deepEqual(filled(ANSWER, "pay", "when", "").grid, { pay: { work: 3 } });
});

test("an extra question is answered where there was no extra yet", () => {
  assert.deepEqual(answered({ grid: {} }, "who", "ux"), { grid: {}, extra: { who: "ux" } });
});

test("the next row is found from the keys, and there is none beyond the ends", () => {
  const rows = ["pair", "pay"].map((id) => ({ id, label: id, note: "" }));

  assert.equal(rowBeside(rows, "pair", "ArrowDown"), "pay");
  assert.equal(rowBeside(rows, "pay", "ArrowDown"), null);
  assert.equal(rowBeside(rows, "pair", "ArrowUp"), null);
  assert.equal(rowBeside(rows, "pay", "Enter"), null);
});

test("a grid needs more room the longer its options are, and little for numbers", () => {
  const list = (...names: string[]) => ({
    id: names.join(),
    label: "",
    unit: "",
    options: names.map((name) => ({ id: name, name })),
  });
  const number = { id: "n", label: "", unit: "", options: [] };

  assert.ok(roomFor([list("A", "R"), number]) < 320);
  assert.ok(roomFor(Array(7).fill(list("Accountable"))) > 860);
  assert.ok(roomFor(Array(5).fill(list("Accountable"))) < 860);
});

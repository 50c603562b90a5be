import assert from "node:assert/strict";
import { test } from "node:test";
import { lettersAcross } from "../src/parts/table";

const table = (columns: string[], ...rows: string[][]) => ({ caption: "Table", columns, rows });

test("a table is as wide as the longest words of each column", () => {
  const brands = table(["Brand", "First"], ["All kettles", "42,000"], ["Brio", "9,660"]);

  assert.equal(lettersAcross(brands), "All kettles".length + "42,000".length);
});

test("a long cell wraps, so it counts no more than a line", () => {
  assert.equal(lettersAcross(table(["Rule"], ["x".repeat(300)])), 30);
});

test("a row that is short of cells is no reason to fail", () => {
  assert.equal(lettersAcross(table(["A", "BB"], ["111"], [])), 5);
});

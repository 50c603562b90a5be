import assert from "node:assert/strict";
import { test } from "node:test";
import { type Cell, filled, grouped } from "../src/boards/scorecard";

const value = (id: string, group = ""): Cell => ({ kind: "value", id, label: id, group, unit: "%", hint: "", keys: "text" });
const choice = (id: string, ...names: string[]) =>
  ({ kind: "choice", id, label: id, group: "", options: names.map((name) => ({ id: name, name })) }) as const;
const EMPTY = { vals: {}, pick: {} };

test("cells that follow each other under one heading stand together, in their order", () => {
  const groups = grouped([value("a", "Home"), value("b", "Home"), value("c"), value("d", "Home")]);

  assert.deepEqual(
    groups.map(({ name, cells }) => [name, cells.map(({ id }) => id)]),
    [["Home", ["a", "b"]], ["", ["c"]], ["Home", ["d"]]],
  );
});

test("a number goes among the values as it was typed, and a choice among the picks", () => {
  const once = filled(EMPTY, value("n"), "9,5");

  assert.deepEqual(once, { vals: { n: "9,5" }, pick: {} });
  assert.deepEqual(filled(once, { ...choice("c", "x"), options: [] }, "x"), { vals: { n: "9,5" }, pick: { c: "x" } });
  assert.deepEqual(EMPTY, { vals: {}, pick: {} });
});

test("an emptied cell is left out, and zero is not empty", () => {
  assert.deepEqual(filled({ vals: { n: 4, m: 1 }, pick: {} }, value("n"), ""), { vals: { m: 1 }, pick: {} });
  assert.deepEqual(filled(EMPTY, value("n"), "0").vals, { n: "0" });
});

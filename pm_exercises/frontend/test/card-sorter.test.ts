import assert from "node:assert/strict";
import { test } from "node:test";
import { binBeside, sorted } from "../src/boards/card-sorter";

const BINS = [
  { id: "a", name: "A" },
  { id: "b", name: "B" },
];

test("a card is put in a bin, and everything else stays", () => {
  const before = { bins: { x: "a", y: "b" }, picks: { x: { often: "once" } } };

  assert.deepEqual(sorted(before, "x", "b"), { bins: { x: "b", y: "b" }, picks: { x: { often: "once" } } });
  assert.deepEqual(before.bins, { x: "a", y: "b" });
});

test("back among the unsorted, a card is in no bin", () => {
  assert.deepEqual(sorted({ bins: { x: "a" } }, "x", "").bins, {});
});

test("the arrows walk from the unsorted cards through the bins and stop at both ends", () => {
  assert.equal(binBeside(BINS, "", "right"), "a");
  assert.equal(binBeside(BINS, "a", "down"), "b");
  assert.equal(binBeside(BINS, "b", "right"), null);
  assert.equal(binBeside(BINS, "a", "left"), "");
  assert.equal(binBeside(BINS, "", "up"), null);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { placeBeside, placeDropped, positions, ranked } from "../src/boards/ranking";

const names = (order: string[], card: string) => positions(order, card).map(({ name }) => name);

test("a card gets the position it is given, and the others close up", () => {
  const before = { order: ["a", "b", "c"], picks: { a: { why: "law" } } };

  assert.deepEqual(ranked(before, "c", 0), { order: ["c", "a", "b"], picks: { a: { why: "law" } } });
  assert.deepEqual(ranked(before, "a", 2).order, ["b", "c", "a"]);
  assert.deepEqual(ranked(before, "d", 1).order, ["a", "d", "b", "c"]);
  assert.deepEqual(ranked(before, "b", -1).order, ["a", "c"]);
  assert.deepEqual(before.order, ["a", "b", "c"]);
});

test("arrows walk the list, bring a new card to its end, and stop at both ends", () => {
  assert.equal(placeBeside(["a", "b"], "b", "up"), 0);
  assert.equal(placeBeside(["a", "b"], "a", "up"), null);
  assert.equal(placeBeside(["a", "b"], "a", "down"), 1);
  assert.equal(placeBeside(["a", "b"], "b", "down"), null);
  assert.equal(placeBeside(["a", "b"], "c", "up"), 2);
  assert.equal(placeBeside([], "c", "up"), 0);
  assert.equal(placeBeside(["a"], "c", "down"), null);
  assert.equal(placeBeside(["a", "b"], "b", "left"), null);
});

test("a card dropped on the upper half of another lands above it, else below it", () => {
  const order = ["a", "b", "c"];

  assert.equal(placeDropped(order, "c", { id: "row:a", y: 0.2 }), 0);
  assert.equal(placeDropped(order, "c", { id: "row:a", y: 0.8 }), 1);
  assert.equal(placeDropped(order, "a", { id: "row:c", y: 0.8 }), 2);
  assert.equal(placeDropped(order, "a", { id: "row:c", y: 0.2 }), 1);
  assert.equal(placeDropped(order, "d", { id: "row:b", y: 0.2 }), 1);
});

test("a card dropped on itself stays; elsewhere it goes to the end or back to the tray", () => {
  assert.equal(placeDropped(["a", "b"], "a", { id: "row:a", y: 0.9 }), null);
  assert.equal(placeDropped(["a", "b"], "a", { id: "row:gone", y: 0.9 }), null);
  assert.equal(placeDropped(["a", "b"], "a", { id: "end", y: 0.5 }), 1);
  assert.equal(placeDropped(["a", "b"], "c", { id: "end", y: 0.5 }), 2);
  assert.equal(placeDropped(["a", "b"], "a", { id: "tray", y: 0.5 }), -1);
});

test("the list offers every other position, and the way back for a ranked card", () => {
  assert.deepEqual(names(["a", "b", "c"], "b"), ["1, the top", "3, the end", "Not ranked yet"]);
  assert.deepEqual(names(["a", "b"], "d"), ["1, the top", "2", "3, the end"]);
  assert.deepEqual(names([], "d"), ["1, the top"]);
  assert.deepEqual(names(["a"], "a"), ["Not ranked yet"]);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  droppedOn,
  LINE,
  placesFor,
  putAt,
  ranked,
  rated,
  reordered,
  type RiceAnswer,
  sequenceOf,
  stepped,
} from "../src/boards/rice";

const ITEMS = ["a", "b", "c"].map((id) => ({ id, text: id.toUpperCase(), note: "", name: "" }));
const EMPTY: RiceAnswer = { rows: {}, order: [], cut: [] };
const RANKED: RiceAnswer = { rows: {}, order: ["b", "a", "c"], cut: ["c"] };

test("before anything is ranked, the items stand as given and nothing is cut", () => {
  assert.deepEqual(sequenceOf(ITEMS, EMPTY), ["a", "b", "c", LINE]);
});

test("the line stands over what is cut, and comes back from the sequence", () => {
  const sequence = sequenceOf(ITEMS, RANKED);

  assert.deepEqual(sequence, ["b", "a", LINE, "c"]);
  assert.deepEqual(ranked(EMPTY, sequence), RANKED);
});

test("ranking leaves the numbers alone", () => {
  const scored = { ...RANKED, rows: { a: { R: 1 } } };

  assert.deepEqual(ranked(scored, ["c", LINE, "a", "b"]), { ...scored, order: ["c", "a", "b"], cut: ["a", "b"] });
});

test("a step over the line changes what is cut, not the ranks", () => {
  const next = stepped(["b", "a", LINE, "c"], "c", "up");

  assert.deepEqual(next, ["b", "a", "c", LINE]);
  assert.deepEqual(ranked(EMPTY, next!), { rows: {}, order: ["b", "a", "c"], cut: [] });
});

test("nothing goes beyond an end, or sideways", () => {
  assert.equal(stepped(["a", LINE], "a", "up"), null);
  assert.equal(stepped(["a", LINE], LINE, "down"), null);
  assert.equal(stepped(["a", LINE], "a", "right"), null);
});

test("the upper half of a row is before it, the lower half after it", () => {
  assert.deepEqual(droppedOn(["a", "b", LINE, "c"], "c", "b", 0.2), ["a", "c", "b", LINE]);
  assert.deepEqual(droppedOn(["a", "b", LINE, "c"], "a", LINE, 0.8), ["b", LINE, "a", "c"]);
  assert.deepEqual(droppedOn(["a", "b", LINE, "c"], "b", "b", 0.8), ["a", "b", LINE, "c"]);
});

test("sorting keeps as many above the line", () => {
  assert.deepEqual(reordered(["a", LINE, "b", "c"], ["c", "b", "a"]), ["c", LINE, "b", "a"]);
});

test("the list says which side of the line a rank is on, and leaves out its own", () => {
  const nameOf = (id: string) => id.toUpperCase();
  const sequence = ["a", "b", LINE, "c"];

  assert.deepEqual(placesFor(sequence, "b", nameOf), [
    { id: "0", name: "1, built" },
    { id: "2", name: "2, cut" },
    { id: "3", name: "3, cut" },
  ]);
  assert.deepEqual(placesFor(sequence, LINE, nameOf), [
    { id: "0", name: "Top: build nothing" },
    { id: "1", name: "Under 1: A" },
    { id: "3", name: "Under 3: C" },
  ]);
  assert.deepEqual(putAt(sequence, "b", 2), ["a", LINE, "b", "c"]);
});

test("a number is kept as it was typed, and an empty box is no number", () => {
  const one = rated(RANKED, "a", "R", "1,200");

  assert.deepEqual(one, { ...RANKED, rows: { a: { R: "1,200" } } });
  assert.deepEqual(rated(one, "a", "R", "").rows, { a: {} });
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { type Facts, summary, type TunerSpec } from "../src/boards/threshold-tuner";
import { filled } from "../src/parts/cells";
import { pictureFor, placesIn } from "../src/parts/chart";
import { beside, type DialSpec, indexOf, inWords, typedNumber } from "../src/parts/dial";

const DIAL: DialSpec = { label: "Cutoff", unit: "", start: 0.5, decimals: 2, values: [0, 0.25, 0.5, 0.75, 1] };

test("a number stands at the nearest step, and never beyond the ends", () => {
  assert.equal(indexOf(DIAL, 0.3), 1);
  assert.equal(indexOf(DIAL, -4), 0);
  assert.equal(indexOf(DIAL, 9), 4);
});

test("a step leads to the next number, from nothing to the start, and not off the end", () => {
  assert.equal(beside(DIAL, 0.25, 1), 0.5);
  assert.equal(beside(DIAL, null, -1), 0.5);
  assert.equal(beside(DIAL, 1, 1), null);
  assert.equal(beside(DIAL, 0, -1), null);
});

test("what is typed is read with a comma and a unit; what is no number of the dial is left to Python", () => {
  assert.equal(typedNumber(DIAL, "0,26"), 0.25);
  assert.equal(typedNumber({ ...DIAL, unit: "€" }, " 0.75 € "), 0.75);
  assert.equal(typedNumber(DIAL, "low"), null);
  assert.equal(typedNumber(DIAL, 1.2), null);
  assert.equal(typedNumber(DIAL, ""), null);
  assert.equal(typedNumber(DIAL, undefined), null);
});

test("a number is said with its decimals and its unit", () => {
  assert.equal(inWords({ ...DIAL, unit: "€" }, 0.5), "0.50 €");
  assert.equal(inWords(DIAL, 0.5), "0.50");
});

test("a cell is filled in, and an empty one leaves the answer", () => {
  assert.deepEqual(filled({ threshold: 0.5 }, "reason", "cost"), { threshold: 0.5, reason: "cost" });
  assert.deepEqual(filled({ threshold: 0.5, reason: "cost" }, "reason", ""), { threshold: 0.5 });
});

test("the announcement of a cutoff holds what decides", () => {
  const facts: Facts = { counts: ["5", "1", "20", "974"], misses: "", alarms: "", cost: "260 €", measures: [] };
  const spec = { dial: DIAL, names: { cutoff: "Cutoff" }, along: Array(5).fill(facts) } as unknown as TunerSpec;
  assert.equal(summary(spec, 0.25), "Cutoff 0.25: 1 missed, 20 false alarms, cost 260 €.");
});

test("the column decides which picture is seen, and the picture where a number lies", () => {
  const picture = { svg: "", height: 100, left: 50, top: 10, right: 250, bottom: 90 };
  const pictures = [600, 300].map((width) => ({ ...picture, width }));
  assert.equal(pictureFor(pictures, 700)?.width, 600);
  assert.equal(pictureFor(pictures, 599)?.width, 300);
  assert.equal(pictureFor(pictures, 0)?.width, 300);
  const table = { caption: "", columns: [], rows: [] };
  const places = placesIn({ takeaway: "", table, pictures, x: [0, 1], y: [-1, 3] }, pictures[1]!);
  assert.equal(places.x(0.25), 100);
  assert.equal(places.y(0), 70);
});

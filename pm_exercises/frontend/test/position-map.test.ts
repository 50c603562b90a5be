import assert from "node:assert/strict";
import { test } from "node:test";
import { labels } from "../src/boards/position-labels";
import { landed, next, nudged, type PositionAnswer, swapped } from "../src/boards/position-map";

const SCALE = { most: 10, step: 0.5 };
const ANSWER: PositionAnswer = { x: 6, y: 3, axes: ["price", "ease"], segment: "s2" };

test("an arrow key goes one step, and from between two steps to the nearer end of the way", () => {
  assert.equal(next(6, true, SCALE), 6.5);
  assert.equal(next(6, false, SCALE), 5.5);
  assert.equal(next(6.3, true, SCALE), 6.5);
  assert.equal(next(6.3, false, SCALE), 6);
});

test("steps of a tenth do not drift", () => {
  let value = 0;
  for (let n = 0; n < 30; n++) value = next(value, true, { most: 10, step: 0.1 });
  assert.equal(value, 3);
});

test("left and right go across, up and down go up", () => {
  assert.deepEqual(nudged(ANSWER, "left", SCALE), { ...ANSWER, x: 5.5 });
  assert.deepEqual(nudged(ANSWER, "right", SCALE), { ...ANSWER, x: 6.5 });
  assert.deepEqual(nudged(ANSWER, "up", SCALE), { ...ANSWER, y: 3.5 });
  assert.deepEqual(nudged(ANSWER, "down", SCALE), { ...ANSWER, y: 2.5 });
});

test("nothing goes past the ends of an axis", () => {
  assert.equal(nudged({ ...ANSWER, x: 10 }, "right", SCALE), null);
  assert.equal(nudged({ ...ANSWER, y: 0 }, "down", SCALE), null);
  assert.deepEqual(landed(1.2, -0.1, SCALE), { x: 10, y: 0 });
});

test("a product that is not on the map yet begins in the middle", () => {
  assert.deepEqual(nudged({ axes: ["price", "ease"] }, "up", SCALE), { axes: ["price", "ease"], x: 5, y: 5 });
});

test("a dropped point lands on a step", () => {
  assert.deepEqual(landed(0.63, 0.31, SCALE), { x: 6.5, y: 3 });
});

test("swapping the axes keeps the product where it stands in the market", () => {
  assert.deepEqual(swapped(ANSWER), { x: 3, y: 6, axes: ["ease", "price"], segment: "s2" });
  assert.deepEqual(swapped({ x: 6, axes: ["price", ""] }), { y: 6, axes: ["", "price"] });
});

const FIELD = { left: 0, right: 300, top: 0, bottom: 200 };

test("a name stands to the right of its point where there is room, else inside the field", () => {
  const [free, edge] = labels(
    [
      { x: 50, y: 50, text: "Oak", radius: 6 },
      { x: 290, y: 150, text: "VacuBox", radius: 6 },
    ],
    FIELD,
  );
  assert.equal(free!.anchor, "start");
  assert.equal(edge!.anchor, "end");
});

test("names of neighbours do not cover each other, and the last one moves no other", () => {
  const rivals = [
    { x: 100, y: 100, text: "First rival", radius: 6 },
    { x: 104, y: 106, text: "Second rival", radius: 6 },
  ];
  const alone = labels(rivals, FIELD);
  const all = labels([...rivals, { x: 180, y: 20, text: "You", radius: 10 }], FIELD);
  assert.notDeepEqual(alone[0], alone[1]);
  assert.ok(Math.abs(alone[0]!.y - alone[1]!.y) > 9 || alone[0]!.anchor !== alone[1]!.anchor);
  assert.deepEqual(all.slice(0, 2), alone);
});

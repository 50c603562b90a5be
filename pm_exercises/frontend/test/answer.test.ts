import assert from "node:assert/strict";
import { test } from "node:test";
import { remade, spelled, withFieldOf } from "../src/answer";

test("the same answer is spelled the same, whatever the order of its keys", () => {
  assert.equal(spelled({ a: { b: 1, c: [2, 1] }, d: null }), spelled({ d: null, a: { c: [2, 1], b: 1 } }));
  assert.notEqual(spelled({ a: [1, 2] }), spelled({ a: [2, 1] }));
});

test("a change is made again on another answer: what it set, changed and took away", () => {
  const base = { bins: { lid: "a", price: "b" }, order: [1, 2], note: "x" };
  const made = { bins: { lid: "c", crate: "a" }, order: [2, 1] };
  const onto = { bins: { lid: "a", price: "b", why: "b" }, order: [1], note: "y", more: 1 };

  assert.deepEqual(remade(base, made, onto), {
    bins: { lid: "c", crate: "a", why: "b" },
    order: [2, 1],
    more: 1,
  });
});

test("one field is taken from another answer, or left out", () => {
  const answer = { vals: { week: "soon", share: 9 }, order: ["a", "z"], "cell.x": 1 };

  assert.deepEqual(withFieldOf(answer, "vals.week", { vals: { week: 3 } }), { ...answer, vals: { week: 3, share: 9 } });
  assert.deepEqual(withFieldOf(answer, "vals.week", {}), { ...answer, vals: { share: 9 } });
  assert.deepEqual(withFieldOf(answer, "order.1", { order: ["a"] }), { ...answer, order: ["a"] });
  assert.deepEqual(withFieldOf(answer, "cell.x", {}), { vals: answer.vals, order: answer.order });
  assert.equal(withFieldOf(answer, "answer", {}), null);
  assert.equal(withFieldOf(answer, "vals.month", {}), null);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { given } from "../src/boards/quiz-strip";

test("an answer is kept by its question, and the others stay", () => {
  const before = { q1: "b" };

  assert.deepEqual(given(before, "q2", "31,5"), { q1: "b", q2: "31,5" });
  assert.deepEqual(before, { q1: "b" });
});

test("an emptied box opens its question again", () => {
  assert.deepEqual(given({ q1: "b", q2: 4 }, "q2", ""), { q1: "b" });
});

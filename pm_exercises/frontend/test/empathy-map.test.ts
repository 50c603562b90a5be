import assert from "node:assert/strict";
import { test } from "node:test";
import { chosen, quadrantBeside, sorted } from "../src/boards/empathy-map";

const FOUR = ["says", "thinks", "does", "feels"].map((id) => ({ id, name: id, meaning: "" }));

test("a quote is put in a quadrant or taken back, and the needs stay", () => {
  const before = { quad: { q1: "says" }, needs: ["n1"] };

  assert.deepEqual(sorted(before, "q2", "does"), { quad: { q1: "says", q2: "does" }, needs: ["n1"] });
  assert.deepEqual(sorted(before, "q1", ""), { quad: {}, needs: ["n1"] });
  assert.deepEqual(before.quad, { q1: "says" });
});

test("a need is chosen and let go, and one too many is refused", () => {
  const none = { quad: {}, needs: [] };
  const two = { quad: {}, needs: ["n1", "n2"] };

  assert.deepEqual(chosen(none, "n1", 2)?.needs, ["n1"]);
  assert.deepEqual(chosen(two, "n1", 2)?.needs, ["n2"]);
  assert.equal(chosen(two, "n3", 2), null);
});

test("in two columns the arrows move as the quadrants lie", () => {
  assert.equal(quadrantBeside(FOUR, "says", "right", 2), "thinks");
  assert.equal(quadrantBeside(FOUR, "thinks", "down", 2), "feels");
  assert.equal(quadrantBeside(FOUR, "feels", "left", 2), "does");
  assert.equal(quadrantBeside(FOUR, "does", "up", 2), "says");
});

test("nothing lies beyond the map but the quotes to sort, above it", () => {
  assert.equal(quadrantBeside(FOUR, "says", "up", 2), "");
  assert.equal(quadrantBeside(FOUR, "thinks", "up", 2), "");
  assert.equal(quadrantBeside(FOUR, "", "down", 2), "says");
  assert.equal(quadrantBeside(FOUR, "", "up", 2), null);
  assert.equal(quadrantBeside(FOUR, "", "right", 2), null);
  assert.equal(quadrantBeside(FOUR, "thinks", "right", 2), null);
  assert.equal(quadrantBeside(FOUR, "does", "left", 2), null);
  assert.equal(quadrantBeside(FOUR, "feels", "down", 2), null);
});

test("in one column up and down go through all four", () => {
  assert.equal(quadrantBeside(FOUR, "says", "down", 1), "thinks");
  assert.equal(quadrantBeside(FOUR, "says", "up", 1), "");
  assert.equal(quadrantBeside(FOUR, "feels", "down", 1), null);
  assert.equal(quadrantBeside(FOUR, "says", "right", 1), null);
  assert.equal(quadrantBeside(FOUR, "thinks", "left", 1), null);
});

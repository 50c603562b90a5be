import assert from "node:assert/strict";
import { test } from "node:test";
import { amount, given, keyed, type Share, snapped, stepped } from "../src/boards/allocator";

const share = (limits: Partial<Share> = {}): Share => ({
  id: "search",
  name: "Search",
  low: 0,
  high: 100,
  step: 5,
  facts: "",
  ...limits,
});

test("one share is given something, and the others keep theirs", () => {
  const before = { alloc: { search: 20, maps: 30 } };

  assert.deepEqual(given(before, "search", 35), { alloc: { search: 35, maps: 30 } });
  assert.deepEqual(given(before, "maps", "12,5"), { alloc: { search: 20, maps: "12,5" } });
  assert.deepEqual(before, { alloc: { search: 20, maps: 30 } });
});

test("an amount is a number as soon as it is one, and null while it is open or only typed", () => {
  assert.equal(amount({ alloc: { search: 20 } }, "search"), 20);
  assert.equal(amount({ alloc: { search: "20" } }, "search"), 20);
  assert.equal(amount({ alloc: { search: "" } }, "search"), null);
  assert.equal(amount({ alloc: { search: "twelve" } }, "search"), null);
  assert.equal(amount({ alloc: {} }, "search"), null);
});

test("a dragged end snaps to a whole count of steps inside the limits", () => {
  assert.equal(snapped(share(), 37.6), 40);
  assert.equal(snapped(share(), -3), 0);
  assert.equal(snapped(share({ low: 15 }), 4), 15);
  assert.equal(snapped(share({ high: 42 }), 80), 42);
  assert.equal(snapped(share({ step: 0.1 }), 0.3000001), 0.3);
});

test("a step goes to the next step from where a number stands, and no further than a limit", () => {
  assert.equal(stepped(share(), 20, 1), 25);
  assert.equal(stepped(share(), 22, 1), 25);
  assert.equal(stepped(share(), 22, -1), 20);
  assert.equal(stepped(share({ low: 15 }), 0, 1), 15);
  assert.equal(stepped(share(), 0, -1), 0);
  assert.equal(stepped(share({ high: 42 }), 40, 1), 42);
  assert.equal(stepped(share({ step: 0.1 }), 0.3, 1), 0.4);
});

test("arrows step, Page Up and Page Down take ten steps, Home and End go to the limits", () => {
  const limited = share({ low: 10, high: 80 });

  assert.equal(keyed(limited, 20, "ArrowRight"), 25);
  assert.equal(keyed(limited, 20, "ArrowDown"), 15);
  assert.equal(keyed(limited, 20, "PageUp"), 70);
  assert.equal(keyed(limited, 20, "Home"), 10);
  assert.equal(keyed(limited, 20, "End"), 80);
  assert.equal(keyed(limited, 20, "a"), null);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  type BuilderSpec,
  built,
  holding,
  inOrder,
  openKinds,
  type Part,
  placeBeside,
  placeOf,
  put,
  type Slot,
} from "../src/boards/builder-moves";

const slot = (id: string, more: Partial<Slot>): Slot => ({
  id,
  name: id,
  label: id,
  group: "",
  under: "",
  takes: "",
  options: [],
  ...more,
});

const SLOTS = [
  slot("aim", { takes: "aim" }),
  slot("one", { takes: "target", under: "aim" }),
  slot("two", { takes: "target", under: "aim" }),
  slot("work1", { takes: "work", group: "Work 1" }),
  slot("for1", { group: "Work 1" }),
  slot("work2", { takes: "work", group: "Work 2" }),
  slot("for2", { group: "Work 2" }),
];

/** A tree in few words: "aim(one,two)". */
const drawn = (parts: Part[]): string =>
  parts.map((part) => (part.below.length ? `${part.id}(${drawn(part.below)})` : part.id)).join(",");

test("what is linked hangs under its target, and the rest waits for its link", () => {
  const { tops, loose } = built(SLOTS, { slots: { for2: "one" } });

  assert.equal(drawn(tops), "aim(one(Work 2),two)");
  assert.equal(drawn(loose), "Work 1");
});

test("without links every part stands on its own", () => {
  const { tops, loose } = built([slot("a", { takes: "x" }), slot("b", { takes: "x" })], { slots: {} });

  assert.equal(drawn(tops), "a,b");
  assert.deepEqual(loose, []);
});

test("slots are read as they are drawn", () => {
  const { tops, loose } = built(SLOTS, { slots: { for2: "one" } });

  assert.deepEqual(
    inOrder([...tops, ...loose]).map(({ id }) => id),
    ["aim", "one", "work2", "for2", "two", "work1", "for1"],
  );
});

test("a card from the hand pushes the other one back into the hand", () => {
  assert.deepEqual(put({ slots: { one: "t1" } }, "t2", "one").slots, { one: "t2" });
});

test("a card from another slot changes places with what stands there", () => {
  assert.deepEqual(put({ slots: { one: "t1", two: "t2" } }, "t1", "two").slots, { one: "t2", two: "t1" });
  assert.deepEqual(put({ slots: { one: "t1" } }, "t1", "two").slots, { two: "t1" });
});

test("a card goes back to the hand, and put where it is it stays", () => {
  const before = { slots: { one: "t1", for1: "one" } };

  assert.deepEqual(put(before, "t1", "").slots, { for1: "one" });
  assert.equal(put(before, "t1", "one"), before);
  assert.equal(placeOf(before, "t1"), "one");
  assert.equal(placeOf(before, "t9"), "");
});

test("a link is set, and a slot is emptied", () => {
  assert.deepEqual(holding({ slots: {} }, "for1", "one").slots, { for1: "one" });
  assert.deepEqual(holding({ slots: { for1: "one" } }, "for1", "").slots, {});
});

test("the arrows go from the hand through the places that fit, and stop at both ends", () => {
  const places = ["one", "two"];

  assert.equal(placeBeside(places, "", "down"), "one");
  assert.equal(placeBeside(places, "one", "right"), "two");
  assert.equal(placeBeside(places, "two", "down"), null);
  assert.equal(placeBeside(places, "one", "up"), "");
  assert.equal(placeBeside(places, "", "up"), null);
});

test("a kind is open while one of its places is", () => {
  const kinds = ["aim", "target", "work"].map((id) => ({ id, name: id }));
  const spec = { kinds, slots: SLOTS, cards: {} } as unknown as BuilderSpec;
  const open = openKinds(spec, { slots: { aim: "a1", one: "t1" } });

  assert.deepEqual(
    open.map(({ id }) => id),
    ["target", "work"],
  );
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { columnOf, placesFor, planned, type SprintAnswer, stepped } from "../src/boards/sprint";
import { metersChanged } from "../src/echo";
import type { Live } from "../src/protocol";

const COLUMNS = [
  { id: "now", name: "Sprint 7" },
  { id: "next", name: "Sprint 8" },
];
const ANSWER: SprintAnswer = { now: ["a", "b", "c"], next: ["d"], wip: { dev: 3 } };

test("a story comes from the backlog to the end of a column, and the rest stays", () => {
  assert.deepEqual(planned(COLUMNS, ANSWER, "e", "next"), { ...ANSWER, next: ["d", "e"] });
});

test("a story is inserted before the one it is dropped on, also within its column", () => {
  assert.deepEqual(planned(COLUMNS, ANSWER, "d", "now", "b"), { ...ANSWER, now: ["a", "d", "b", "c"], next: [] });
  assert.deepEqual(planned(COLUMNS, ANSWER, "c", "now", "a"), { ...ANSWER, now: ["c", "a", "b"] });
});

test("a story goes back to the backlog by leaving every list", () => {
  assert.deepEqual(planned(COLUMNS, ANSWER, "b", ""), { ...ANSWER, now: ["a", "c"] });
});

test("a story that was asked to stay where it is does not move", () => {
  assert.deepEqual(planned(COLUMNS, ANSWER, "c", "now"), ANSWER);
});

test("left and right change the column, from the backlog to the last one", () => {
  const once = stepped(COLUMNS, ANSWER, "e", "right");
  assert.deepEqual(once, { ...ANSWER, now: ["a", "b", "c", "e"] });
  assert.deepEqual(stepped(COLUMNS, once!, "e", "left"), ANSWER);
  assert.equal(stepped(COLUMNS, ANSWER, "d", "right"), null);
  assert.equal(stepped(COLUMNS, ANSWER, "e", "left"), null);
});

test("up and down change the place in a column, and stop at its ends", () => {
  assert.deepEqual(stepped(COLUMNS, ANSWER, "b", "up")?.now, ["b", "a", "c"]);
  assert.deepEqual(stepped(COLUMNS, ANSWER, "a", "down")?.now, ["b", "a", "c"]);
  assert.deepEqual(stepped(COLUMNS, ANSWER, "b", "down")?.now, ["a", "c", "b"]);
  assert.equal(stepped(COLUMNS, ANSWER, "a", "up"), null);
  assert.equal(stepped(COLUMNS, ANSWER, "c", "down"), null);
  assert.equal(stepped(COLUMNS, ANSWER, "e", "down"), null);
});

test("the list of a story offers what the keys can do", () => {
  const spec = { columns: COLUMNS, backlog: "Backlog" };
  const names = (story: string) => placesFor(spec, ANSWER, story).map(({ name }) => name);
  assert.deepEqual(names("e"), ["Sprint 7", "Sprint 8"]);
  assert.deepEqual(names("a"), ["Sprint 8", "Back to Backlog", "Down by one"]);
  assert.deepEqual(names("b"), ["Sprint 8", "Back to Backlog", "Up by one", "Down by one"]);
  assert.deepEqual(names("d"), ["Sprint 7", "Back to Backlog"]);
  assert.equal(columnOf(COLUMNS, ANSWER, "d"), "next");
});

test("only the meters that changed are said, and only new warnings", () => {
  const live = (text: string, warnings: string[]): Live => ({
    count: "",
    gauges: [
      { label: "Sprint 7", value: 1, most: 2, text, over: false },
      { label: "Sprint 8", value: 1, most: 2, text: "8 of 9 points, 1 left", over: false },
    ],
    warnings,
    facts: {},
  });
  const words = metersChanged(live("1 left", ["Old."]), live("none left", ["Old.", "New."]));
  assert.equal(words, "Sprint 7: none left. New.");
});

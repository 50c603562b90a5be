import assert from "node:assert/strict";
import { test } from "node:test";
import { landing } from "../src/boards/timeline-drag";
import {
  type Bar,
  chosen,
  columnAt,
  lengthAt,
  packed,
  picksFor,
  placed,
  resized,
  stepped,
  type TimelineAnswer,
  type TimelineSpec,
  unplaced,
  waitsFor,
  whereabouts,
} from "../src/boards/timeline-moves";
import { corners, path } from "../src/boards/timeline-route";

const card = (id: string, text: string) => ({ id, text, note: "", name: "" });
const MOTOR = card("motor", "Quieter motor");
const LABEL = card("label", "Noise label");
const SPEC = {
  items: [MOTOR, LABEL],
  lanes: [
    { id: "hw", name: "Hardware" },
    { id: "app", name: "App" },
  ],
  columns: ["Q1", "Q2", "Q3", "Q4"],
  lengths: ["1 quarter", "2 quarters", "3 quarters", "4 quarters"],
  picks: [
    { id: "metric", label: "Metric", options: [], cards: [] },
    { id: "owner", label: "Owner", options: [], cards: ["label"] },
  ],
  after: { label: ["motor"] },
  words: { item: "item", items: "items", lane: "team", column: "quarter", wall: "roadmap" },
} as unknown as TimelineSpec;
const EMPTY: TimelineAnswer = { items: {} };

const at = (start: number, len = 1, lane = "hw"): TimelineAnswer => ({ items: { motor: { lane, start, len } } });
const bar = (item: string, start: number, len: number): Bar => ({ item, lane: "hw", start, len });

test("a bar placed late is cut to the room there is", () => {
  assert.deepEqual(placed(SPEC, EMPTY, bar("motor", 3, 4)), at(3, 2));
});

test("a move keeps what was picked, and so does taking off the wall", () => {
  const picked = { items: { motor: { lane: "hw", start: 1, len: 1, metric: "db" } } };

  assert.deepEqual(placed(SPEC, picked, bar("motor", 2, 1)).items.motor, { lane: "hw", start: 2, len: 1, metric: "db" });
  assert.deepEqual(unplaced(picked, "motor"), { items: { motor: { metric: "db" } } });
});

test("an item with nothing left is not in the answer", () => {
  assert.deepEqual(unplaced(at(2), "motor"), EMPTY);
});

test("the first answer is never changed in place", () => {
  const before = at(1);
  placed(SPEC, before, bar("motor", 2, 2));
  unplaced(before, "motor");

  assert.deepEqual(before, at(1));
});

test("lists fill a row one by one, as the kernel would write it", () => {
  const lane = chosen(SPEC, EMPTY, "motor", "lane", "hw");
  const start = chosen(SPEC, lane, "motor", "start", "2");

  assert.deepEqual(lane, { items: { motor: { lane: "hw" } } });
  assert.deepEqual(start, at(2));
  assert.deepEqual(chosen(SPEC, start, "motor", "len", "3"), at(2, 3));
});

test("a later start from a list cuts the length, and no start leaves a length of one unsaid", () => {
  assert.deepEqual(chosen(SPEC, at(1, 4), "motor", "start", "3"), at(3, 2));
  assert.deepEqual(chosen(SPEC, at(1), "motor", "start", ""), { items: { motor: { lane: "hw" } } });
  assert.deepEqual(chosen(SPEC, EMPTY, "motor", "len", "1"), EMPTY);
  assert.deepEqual(chosen(SPEC, EMPTY, "motor", "len", "3"), { items: { motor: { len: 3 } } });
});

test("arrow keys carry a card onto the wall, along it, and off it again above the first lane", () => {
  assert.deepEqual(stepped(SPEC, EMPTY, "motor", "down"), at(1));
  assert.deepEqual(stepped(SPEC, EMPTY, "motor", "right"), at(1));
  assert.equal(stepped(SPEC, EMPTY, "motor", "up"), null);
  assert.deepEqual(stepped(SPEC, at(1), "motor", "right"), at(2));
  assert.deepEqual(stepped(SPEC, at(2), "motor", "down"), at(2, 1, "app"));
  assert.deepEqual(stepped(SPEC, at(2, 1, "app"), "motor", "up"), at(2));
  assert.deepEqual(stepped(SPEC, at(2), "motor", "up"), EMPTY);
});

test("arrow keys stop at the wall's other edges", () => {
  assert.equal(stepped(SPEC, at(1), "motor", "left"), null);
  assert.equal(stepped(SPEC, at(4), "motor", "right"), null);
  assert.equal(stepped(SPEC, at(1, 1, "app"), "motor", "down"), null);
});

test("a bar grows and shrinks by a column, as far as there is room", () => {
  assert.deepEqual(resized(SPEC, at(3), "motor", "right"), at(3, 2));
  assert.equal(resized(SPEC, at(3, 2), "motor", "right"), null);
  assert.deepEqual(resized(SPEC, at(3, 2), "motor", "left"), at(3));
  assert.equal(resized(SPEC, at(3), "motor", "left"), null);
  assert.equal(resized(SPEC, EMPTY, "motor", "right"), null);
});

test("a point on the wall is a column, and a pulled edge snaps to the nearest column's end", () => {
  assert.deepEqual([0, 0.24, 0.26, 0.99, 1].map((x) => columnAt(x, 4)), [1, 1, 2, 4, 4]);
  assert.deepEqual([0, 0.6, 0.7, 1].map((x) => lengthAt(x, 2, 4)), [1, 1, 2, 3]);
});

test("a bar lands by the point where it was grabbed", () => {
  const held = { item: "motor", bar: bar("motor", 1, 3), len: 3, byEdge: false, offset: 1 };

  assert.deepEqual(landing(held, { id: "app", x: 0.6 }, 4), { item: "motor", lane: "app", start: 2, len: 3 });
  assert.deepEqual(landing(held, { id: "app", x: 0.9 }, 4), { item: "motor", lane: "app", start: 3, len: 2 });
  assert.equal(landing(held, { id: "", x: 0.6 }, 4), null);
});

test("a card lands with the length that was chosen for it beforehand", () => {
  const held = { item: "motor", bar: null, len: 2, byEdge: false, offset: 0 };

  assert.deepEqual(landing(held, { id: "hw", x: 0.3 }, 4), bar("motor", 2, 2));
});

test("an edge keeps the bar's lane and start, wherever the pointer strays", () => {
  const held = { item: "motor", bar: bar("motor", 2, 1), len: 1, byEdge: true, offset: 0 };

  assert.deepEqual(landing(held, { id: "app", x: 0.74 }, 4), bar("motor", 2, 2));
});

test("bars share rows without overlap, earliest first", () => {
  const lane = [bar("d", 3, 1), bar("a", 1, 2), bar("c", 3, 2), bar("b", 2, 1)];

  assert.deepEqual(
    packed(lane).map((row) => row.map(({ item }) => item)),
    [
      ["a", "d"],
      ["b", "c"],
    ],
  );
});

test("what is announced makes sense alone", () => {
  assert.equal(whereabouts(SPEC, at(2, 2), MOTOR), "“Quieter motor” is in Hardware, Q2 to Q3.");
  assert.equal(whereabouts(SPEC, EMPTY, MOTOR), "“Quieter motor” is not on the roadmap.");
  assert.equal(waitsFor(SPEC, "label"), "“Quieter motor”");
});

test("a pick meant for some items is asked of no others", () => {
  assert.deepEqual(picksFor(SPEC, "motor").map(({ id }) => id), ["metric"]);
  assert.deepEqual(picksFor(SPEC, "label").map(({ id }) => id), ["metric", "owner"]);
});

const box = (left: number, top: number) => ({ left, right: left + 80, top, bottom: top + 40 });

test("a line to the next column is straight; one to a lower row has two corners", () => {
  assert.equal(path(corners(box(0, 0), box(92, 0), [])), "M80 20L86 20");
  assert.equal(corners(box(0, 0), box(192, 60), []).length, 4);
});

test("a line goes around a bar in its way, and turns back to an earlier start", () => {
  const around = corners(box(0, 0), box(192, 60), [box(100, 60)]);
  const back = corners(box(192, 0), box(0, 60), []);

  assert.deepEqual(around.slice(2, 4), [
    [86, 54],
    [186, 54],
  ]);
  assert.deepEqual(back.at(-2), [-6, 80]);
});

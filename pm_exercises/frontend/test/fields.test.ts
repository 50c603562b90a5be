import assert from "node:assert/strict";
import { test } from "node:test";
import { answered, heard, leaving, persist, sentence, SETTLED, typing } from "../src/parts/fields";
import type { Reply } from "../src/protocol";

const reply = (fields: Partial<Reply> = {}): Reply => ({ type: "reply", window: "w", seq: 1, revision: 1, ...fields });
const sent = (text: string, kept = "9") => leaving(typing(SETTLED, text), kept);
const refused = (text: string, kept = "9") => answered(sent(text, kept), text, "No number.", text);

test("what is typed is sent once, however often the box is left", () => {
  const once = sent(" 12 ");

  assert.deepEqual([once.sent, once.waiting], ["12", true]);
  assert.equal(leaving(once, "12"), once);
});

test("a box that was only looked at, or typed back, sends nothing", () => {
  assert.equal(leaving(SETTLED, "9"), SETTLED);
  assert.equal(sent("9 "), SETTLED);
});

test("an emptied box is sent as empty", () => {
  assert.equal(sent("").sent, "");
});

test("what was read takes the place of what was typed, and says so where they differ", () => {
  assert.deepEqual(answered(sent("12"), "12", "", "12", "%"), SETTLED);
  assert.deepEqual(answered(sent("12.0"), "12.0", "", "12", "%"), SETTLED);
  assert.equal(answered(sent("0,28"), "0,28", "", "28", "percent").note, "Read as 28 percent.");
  assert.equal(answered(sent("7,5"), "7,5", "", "7.5").note, "Read as 7.5.");
});

test("what was read elsewhere ends the note on how it was read", () => {
  const noted = answered(sent("0,28"), "0,28", "", "28");

  assert.equal(heard(noted, "9"), SETTLED);
});

test("while another change is on its way, the reading comes when the board says it", () => {
  const taken = answered(sent("9,5", ""), "9,5", "", "9,5", "percent");
  assert.equal(taken.note, "");
  assert.equal(heard(taken, "9,5", "percent"), taken);
  assert.equal(heard(taken, "9.5", "percent").note, "Read as 9.5 percent.");
  assert.deepEqual(heard(heard(taken, "9.5"), "4"), SETTLED);
  // It was undone before: what stands there now is no reading of it.
  assert.equal(heard(answered(sent("9,5", "7"), "9,5", "", "9,5"), "7").note, "");
  assert.equal(typing(taken, "9").unread, null);
});

test("a reply never takes away what was typed since", () => {
  const more = typing(sent("12"), "123");

  assert.equal(answered(more, "12", "", "12").text, "123");
  assert.equal(leaving(answered(more, "12", "", "12"), "12").sent, "123");
  assert.equal(answered(leaving(more, "12"), "12", "No number.", "12").problem, "");
});

test("a refused text stays, with its problem, until it is mended", () => {
  const box = refused("many");

  assert.deepEqual([box.text, box.problem], ["many", "No number."]);
  assert.equal(leaving(box, "9"), box);
  assert.equal(typing(box, "man").problem, "No number.");
  assert.deepEqual(answered(leaving(typing(box, "12"), "9"), "12", "", "12"), SETTLED);
  assert.equal(leaving(typing(box, "9"), "9"), SETTLED);
});

test("the board going back to what it said before does not take a refused text away", () => {
  const box = refused("many");

  assert.equal(heard(box, "many"), box);
  assert.equal(heard(box, "9"), box);
});

test("undo brings the old number into the box, in place of a refused text too", () => {
  assert.equal(heard(refused("many"), "4"), SETTLED);
  assert.equal(heard(SETTLED, "4"), SETTLED);
});

test("nothing takes the place of what is being typed", () => {
  const box = typing(refused("many"), "12");

  assert.equal(heard(box, "4"), box);
});

test("a problem is said without its path", () => {
  assert.equal(sentence(reply({ problem: "vals.n: no number.", path: "vals.n" })), "no number.");
  assert.equal(sentence(reply()), "");
});

test("a change is made again where another field was refused, but not for its own slip", async () => {
  const replies = [reply({ problem: "a: no.", path: "vals.a" }), reply()];
  let sends = 0;
  const after = await persist(async () => replies[sends++]!, "vals.b");

  assert.equal(sends, 2);
  assert.equal(after.problem, undefined);
  sends = 0;
  await persist(async () => (sends++, reply({ problem: "vals.b.x: no.", path: "vals.b.x" })), "vals.b");
  assert.equal(sends, 1);
});

test("a change that is refused again and again is given up, with what was said", async () => {
  let sends = 0;
  const after = await persist(async () => (sends++, reply({ problem: "too large", path: "answer" })), "vals.b");

  assert.equal(sends, 5);
  assert.equal(after.problem, "too large");
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { left, type Prompt, room, tooLong, unsettled, written } from "../src/boards/extended-text";

const prompt = (id: string, limit: number): Prompt => ({ id, label: id, help: "", limit });
const PROMPTS = [prompt("kept", 5), prompt("next", 90)];
const BOARD = { texts: { next: "Rest." } };

test("characters are counted as Python counts them", () => {
  assert.equal(left("ab", 5), 3);
  assert.equal(left("👩🏽", 5), 3);
  assert.equal(left("abcdef", 5), -1);
});

test("the room left is said in words", () => {
  assert.equal(room(1163), "1,163 characters left");
  assert.equal(room(1), "1 character left");
  assert.equal(room(0), "0 characters left");
  assert.equal(room(-2), "2 characters too many");
});

test("drafts that fit go into the answer, and leave the others alone", () => {
  assert.deepEqual(written(BOARD, { kept: "Tea" }, PROMPTS).texts, { next: "Rest.", kept: "Tea" });
  assert.deepEqual(written(BOARD, { next: " \n" }, PROMPTS).texts, {});
  assert.deepEqual(BOARD.texts, { next: "Rest." });
});

test("a draft that does not fit is not sent, and what was saved before stays", () => {
  const board = { texts: { kept: "Tea" } };

  assert.equal(written(board, { kept: "Teapot" }, PROMPTS), board);
  assert.deepEqual(tooLong({ kept: "Teapot", next: "Rest." }, PROMPTS), { kept: "Teapot" });
});

test("nothing new gives the very same answer, so that nothing is sent", () => {
  assert.equal(written(BOARD, { next: "Rest." }, PROMPTS), BOARD);
  assert.equal(written(BOARD, { kept: "  " }, PROMPTS), BOARD);
});

test("a draft is let go once the board says the same, and not before", () => {
  assert.deepEqual(unsettled({ kept: "Te", next: "Rest." }, BOARD.texts, "kept"), { kept: "Te" });
});

test("spaces that begin a text stay while it is being written", () => {
  assert.deepEqual(unsettled({ kept: " " }, {}, "kept"), { kept: " " });
  assert.deepEqual(unsettled({ kept: " " }, {}, null), {});
});

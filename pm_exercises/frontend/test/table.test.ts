import assert from "node:assert/strict";
import { test } from "node:test";
import { holdsSentences, lettersAcross } from "../src/parts/table";

const table = (columns: string[], ...rows: string[][]) => ({ caption: "Table", columns, rows });

test("a table is as wide as the longest words of each column", () => {
  const brands = table(["Brand", "First"], ["All kettles", "42,000"], ["Brio", "9,660"]);

  assert.equal(lettersAcross(brands), "All kettles".length + "42,000".length);
});

test("a long cell wraps, so it counts no more than a line", () => {
  assert.equal(lettersAcross(table(["Rule"], ["x".repeat(300)])), 30);
});

test("sentences beside each other become lists, numbers and words stay in their columns", () => {
  const sentence = "all with the same view, as often";

  assert.equal(holdsSentences(table(["Channel", "Costs", "Serves"], ["Call", "0.5 h", sentence])), true);
  assert.equal(holdsSentences(table(["If it is there", "I like it", "I dislike it"], ["I like it", "0", "111"])), false);
  assert.equal(holdsSentences(table(["Rule", "In words"], ["Close", sentence])), false);
  assert.equal(holdsSentences(table(["Activity", "Stage", "Months"], ["A name that is a sentence of its own", "Launch", "2"])), false);
});

test("a row that is short of cells is no reason to fail", () => {
  assert.equal(lettersAcross(table(["A", "BB"], ["111"], [])), 5);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { carry } from "../src/carried";
import type { Model, Saved, Spec } from "../src/protocol";

/** A board's model in a notebook that carries something. */
class Opened {
  sent: { type: string; window: string; seq: number; record: unknown }[] = [];
  writes = 0;
  record: Saved = {};
  private readonly callbacks = new Map<string, ((...args: never[]) => void)[]>();

  constructor(public metadata: Record<string, unknown> = {}) {}

  readonly model: Model = {
    get: ((name: string) => (name === "record" ? this.record : ({ id: "E1" } as Spec))) as Model["get"],
    on: (event, callback) => void this.callbacks.set(event, [...(this.callbacks.get(event) ?? []), callback]),
    off: (event, callback) =>
      void this.callbacks.set(event, (this.callbacks.get(event) ?? []).filter((other) => other !== callback)),
    send: (content) => void this.sent.push(content as (typeof this.sent)[0]),
    widget_manager: {
      context: {
        model: {
          getMetadata: (key: string) => structuredClone(this.metadata[key]),
          setMetadata: (key: string, value: unknown) => {
            this.metadata[key] = structuredClone(value);
            this.writes++;
          },
        },
      },
    },
  };

  saved(record: Saved): void {
    this.record = record;
    this.fire("change:record");
  }

  reply(): void {
    const { window, seq } = this.sent.shift()!;
    this.fire("msg:custom", { type: "reply", window, seq } as never);
  }

  get carried(): Record<string, Saved> {
    return (this.metadata["pm_bootcamp"] as { answers: Record<string, Saved> }).answers;
  }

  private fire(event: string, ...args: never[]): void {
    this.callbacks.get(event)?.forEach((callback) => callback(...args));
  }
}

const FIRST = { saved_at: "2027-01-01T10:00:00+00:00", answer: { n: 1 } };
const SECOND = { saved_at: "2027-01-01T10:00:01+00:00", answer: { n: 2 } };
const THIRD = { ...SECOND, saved_at: "2027-01-01T10:05:00+00:00" };
const carrying = (answers: unknown) => ({ pm_bootcamp: { schema: 1, answers } });

test("what the kernel saved stands in the notebook, beside the other boards'", () => {
  const opened = new Opened(carrying({ E2: FIRST }));
  carry(opened.model);

  opened.saved(FIRST);
  opened.saved(SECOND);

  assert.deepEqual(opened.carried, { E2: FIRST, E1: SECOND });
  assert.equal((opened.metadata["pm_bootcamp"] as { schema: number }).schema, 1);
});

test("nothing is written where nothing changed, so that the notebook is not unsaved for nothing", () => {
  const opened = new Opened(carrying({ E1: { answer: FIRST.answer, saved_at: FIRST.saved_at } }));
  opened.record = FIRST; // the same, its keys in another order
  carry(opened.model);

  opened.saved(FIRST);
  opened.saved(structuredClone(FIRST));

  assert.equal(opened.writes, 0);
  assert.deepEqual(opened.sent, []);
});

test("a board with nothing saved leaves no trace", () => {
  const opened = new Opened();
  carry(opened.model);

  opened.saved({});

  assert.deepEqual(opened.metadata, {});
});

test("what the notebook carries is offered, and stands until the kernel has answered", () => {
  const opened = new Opened(carrying({ E1: SECOND }));
  carry(opened.model);
  assert.deepEqual(opened.sent.map(({ type, record }) => [type, record]), [["carried", SECOND]]);

  opened.saved(FIRST); // by a cell that ran meanwhile
  assert.deepEqual(opened.carried, { E1: SECOND });
  opened.record = THIRD;
  opened.reply();

  assert.deepEqual(opened.carried, { E1: THIRD });
  assert.equal(opened.writes, 1);
});

test("a kernel that keeps nothing of an offer leaves the notebook as it is", () => {
  const opened = new Opened(carrying({ E1: { saved_at: "?" } }));
  carry(opened.model);

  opened.reply();

  assert.equal(opened.writes, 0);
});

test("a board of an earlier run, which a page that is loaded again has too, takes nothing back", () => {
  const opened = new Opened(carrying({ E1: SECOND }));
  opened.record = FIRST;
  carry(opened.model);

  opened.reply();

  assert.deepEqual(opened.carried, { E1: SECOND });
  assert.equal(opened.writes, 0);
});

test("metadata of another make is replaced, and that of a newer version is left alone", () => {
  for (const found of ["text", 3, [1], { schema: 1, answers: [] }, { schema: 1 }]) {
    const opened = new Opened({ pm_bootcamp: found });
    carry(opened.model);
    opened.saved(FIRST);
    assert.deepEqual(opened.carried, { E1: FIRST });
  }
  const newer = { pm_bootcamp: { schema: 2, answers: { E1: SECOND } } };
  const opened = new Opened(structuredClone(newer));
  carry(opened.model);

  opened.saved(FIRST);

  assert.deepEqual(opened.metadata, newer);
  assert.deepEqual(opened.sent, []);
});

test("where nobody says which notebook it is, nothing happens", () => {
  for (const manager of [undefined, {}, { context: {} }, { context: { model: {} } }]) {
    const opened = new Opened();
    const close = carry({ ...opened.model, widget_manager: manager } as Model);
    opened.saved(FIRST);
    close();

    assert.deepEqual([opened.sent, opened.metadata], [[], {}]);
  }
});

test("a closed board writes no more", () => {
  const opened = new Opened();
  const close = carry(opened.model);

  close();
  opened.saved(FIRST);

  assert.equal(opened.writes, 0);
});

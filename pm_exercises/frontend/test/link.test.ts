import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { Link, type Memory, PATIENCE } from "../src/link";
import type { Answer, Model, Reply, Spec, State } from "../src/protocol";

interface Sent {
  type: string;
  window: string;
  seq: number;
  answer?: Answer;
}

/** A kernel that answers when it is told to. */
class Kernel {
  sent: Sent[] = [];
  state = { revision: 0, answer: { n: 0 }, saved: "10:00" } as unknown as State;
  spec = { id: "E1", student: "ada", variant: 0 } as Spec;
  private readonly callbacks = new Map<string, ((...args: never[]) => void)[]>();

  readonly model: Model = {
    get: ((name: string) =>
      name === "state" ? this.state : this.spec) as Model["get"],
    on: (event, callback) => void this.callbacks.set(event, [...(this.callbacks.get(event) ?? []), callback]),
    off: (event, callback) =>
      void this.callbacks.set(event, (this.callbacks.get(event) ?? []).filter((other) => other !== callback)),
    send: (content) => void this.sent.push(content as Sent),
  };

  /** Do what the oldest message asks, and reply. */
  answer(extra: Partial<Reply> = {}): void {
    const message = this.sent.shift()!;
    const refused = extra.problem !== undefined;
    const answer = refused || !message.answer ? this.state.answer : message.answer;
    this.state = { ...this.state, revision: this.state.revision + 1, answer, saved: "10:01" };
    this.fire("change:state");
    this.fire("msg:custom", { type: "reply", window: message.window, seq: message.seq, ...extra } as never);
  }

  /** Do an undo, or whatever else the oldest message asks that leads to this answer. */
  undo(answer: Answer): void {
    this.state = { ...this.state, answer };
    this.answer();
  }

  /** What was sent and not answered yet. */
  types(): string[] {
    return this.sent.map(({ type }) => type);
  }

  fire(event: string, ...args: never[]): void {
    this.callbacks.get(event)?.forEach((callback) => callback(...args));
  }
}

class Page implements Memory {
  readonly kept = new Map<string, string>();
  getItem = (key: string) => this.kept.get(key) ?? null;
  setItem = (key: string, value: string) => void this.kept.set(key, value);
  removeItem = (key: string) => void this.kept.delete(key);
}

/** All that follows a reply without a clock has happened. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

beforeEach(() => mock.timers.reset());

test("a change is shown at once, and kept in mind until it is saved", async () => {
  const kernel = new Kernel();
  const page = new Page();
  const link = new Link(kernel.model, page, "/lab");

  const reply = link.change({ n: 1 });
  assert.deepEqual(link.answer, { n: 1 });
  assert.equal(page.kept.size, 1);
  kernel.answer();

  assert.equal((await reply).problem, undefined);
  assert.equal(page.kept.size, 0);
  assert.equal(link.saving, "saved");
});

test("of several changes on the way, the last one is shown throughout", () => {
  const kernel = new Kernel();
  const link = new Link(kernel.model, null, "/lab");
  void link.change({ n: 1 });
  void link.change({ n: 2 });

  kernel.answer();
  assert.deepEqual(link.answer, { n: 2 });
  kernel.answer();
  assert.deepEqual(link.answer, { n: 2 });
});

test("a refused change gives way to what the kernel has", async () => {
  const kernel = new Kernel();
  const link = new Link(kernel.model, null, "/lab");
  const reply = link.change({ n: 99 });

  kernel.answer({ problem: "answer: too large", path: "answer" });

  assert.equal((await reply).problem, "answer: too large");
  assert.deepEqual(link.answer, { n: 0 });
  assert.equal(link.problem, "answer: too large");
});

test("what is wrong with one field is for that field to say", async () => {
  const kernel = new Kernel();
  const link = new Link(kernel.model, null, "/lab");
  const reply = link.change({ n: 99 });

  kernel.answer({ problem: "n: too large", path: "n" });

  assert.equal((await reply).problem, "n: too large");
  assert.equal(link.problem, "");
});

test("a kernel that does not answer is said, and its late answer mends it", () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const kernel = new Kernel();
  const link = new Link(kernel.model, null, "/lab");
  void link.change({ n: 1 });

  mock.timers.tick(PATIENCE - 1);
  assert.equal(link.saving, "saving");
  mock.timers.tick(1);
  assert.equal(link.saving, "no answer");
  kernel.answer();
  assert.equal(link.saving, "saved");
});

test("a quick save is not announced as slow", () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const kernel = new Kernel();
  const link = new Link(kernel.model, null, "/lab");
  void link.change({ n: 1 });
  mock.timers.tick(100);
  kernel.answer();
  mock.timers.tick(PATIENCE);

  assert.equal(link.saving, "saved");
});

test("work that a lost kernel never took is made again by the next one", () => {
  const page = new Page();
  void new Link(new Kernel().model, page, "/lab").change({ n: 7 });
  const next = new Kernel();

  const link = new Link(next.model, page, "/lab");

  assert.deepEqual(link.answer, { n: 7 });
  assert.equal(next.sent[0]?.type, "change");
  next.answer();
  assert.equal(page.kept.size, 0);
});

test("a change that was saved although its reply was lost is known as one's own", () => {
  const page = new Page();
  const lost = new Link(new Kernel().model, page, "/lab");
  void lost.change({ a: 1, b: 2 });
  void lost.change({ a: 1, b: 3 });
  const next = new Kernel();
  next.state = { ...next.state, answer: { b: 2, a: 1 }, saved: "10:05" };

  const link = new Link(next.model, page, "/lab");

  assert.equal(link.stranded, null);
  assert.deepEqual(next.sent[0]?.answer, { a: 1, b: 3 });
});

test("where the saved answer has moved on meanwhile, the learner chooses", () => {
  const page = new Page();
  void new Link(new Kernel().model, page, "/lab").change({ n: 7 });
  const next = new Kernel();
  next.state = { ...next.state, answer: { n: 3 }, saved: "11:00" };

  const link = new Link(next.model, page, "/lab");
  assert.deepEqual(link.answer, { n: 3 });
  assert.deepEqual(link.stranded, { n: 7 });
  assert.equal(next.sent.length, 0);
  link.settle(true);

  assert.deepEqual(next.sent[0]?.answer, { n: 7 });
});

test("keeping the saved answer forgets the other one", () => {
  const page = new Page();
  void new Link(new Kernel().model, page, "/lab").change({ n: 7 });
  const next = new Kernel();
  next.state = { ...next.state, answer: { n: 3 }, saved: "11:00" };

  new Link(next.model, page, "/lab").settle(false);

  assert.equal(page.kept.size, 0);
  assert.equal(new Link(next.model, page, "/lab").stranded, null);
});

test("what another window did is shown, unless a change of one's own is on its way", () => {
  const kernel = new Kernel();
  const link = new Link(kernel.model, null, "/lab");
  kernel.state = { ...kernel.state, answer: { n: 5 } };
  kernel.fire("change:state");

  assert.deepEqual(link.answer, { n: 5 });
});

test("a reply for another window is not taken for one's own", () => {
  const kernel = new Kernel();
  const link = new Link(kernel.model, null, "/lab");
  void link.change({ n: 1 });
  kernel.fire("msg:custom", { type: "reply", window: "other", seq: 1, problem: "no" } as never);

  assert.equal(link.problem, "");
  assert.deepEqual(link.answer, { n: 1 });
});

test("a board that is drawn again goes on where its last view was", () => {
  const kernel = new Kernel();
  const page = new Page();
  const before = new Link(kernel.model, page, "/lab");
  void before.change({ n: 1 });
  before.close();

  const link = new Link(kernel.model, page, "/lab"); // which the first answer has not reached yet
  void link.change({ n: 2 });

  const seen = kernel.sent.map(({ window, seq, answer }) => [window, seq, answer]);
  assert.equal(new Set(seen.map(([window]) => window)).size, 1); // so the kernel refuses none of them
  assert.equal(new Set(seen.map(([, seq]) => seq)).size, 3);
  while (kernel.sent.length) kernel.answer();
  assert.deepEqual(link.answer, { n: 2 });
  assert.equal(link.saving, "saved");
  assert.equal(page.kept.size, 0);
});

test("a page without memory works all the same", () => {
  const forbidden: Memory = {
    getItem: () => {
      throw new Error("denied");
    },
    setItem: () => {
      throw new Error("denied");
    },
    removeItem: () => {
      throw new Error("denied");
    },
  };
  const kernel = new Kernel();
  const link = new Link(kernel.model, forbidden, "/lab");
  void link.change({ n: 1 });
  kernel.answer();

  assert.deepEqual(link.answer, { n: 1 });
});

test("one value that is refused does not cost the rest of the work from before", async () => {
  const page = new Page();
  const lost = new Link(new Kernel().model, page, "/lab");
  void lost.change({ n: 0, bins: { lid: "project" }, vals: { share: 9.5, week: "soon" } });
  const next = new Kernel();

  const link = new Link(next.model, page, "/lab");
  next.answer({ problem: "vals.week: 'soon' is not a number.", path: "vals.week" });
  await settled();

  assert.deepEqual(next.sent[0]?.answer, { n: 0, bins: { lid: "project" }, vals: { share: 9.5 } });
  next.answer();
  await settled();
  assert.deepEqual(link.answer, { n: 0, bins: { lid: "project" }, vals: { share: 9.5 } });
  assert.match(link.problem, /'soon' is not a number/);
  assert.equal(page.kept.size, 0);
});

test("a move made while work from before is refused is kept with the rest of it", async () => {
  const page = new Page();
  void new Link(new Kernel().model, page, "/lab").change({ n: 0, week: "soon", a: 1 });
  const next = new Kernel();
  const link = new Link(next.model, page, "/lab");
  void link.change({ ...link.answer, b: 2 });

  next.answer({ problem: "week: 'soon' is not a number.", path: "week" });
  await settled();
  next.answer({ problem: "week: 'soon' is not a number.", path: "week" });
  next.answer();

  assert.deepEqual(link.answer, { n: 0, a: 1, b: 2 });
});

test("work from before that is refused as a whole waits for the learner", async () => {
  const page = new Page();
  void new Link(new Kernel().model, page, "/lab").change({ n: 7 });
  const next = new Kernel();

  const link = new Link(next.model, page, "/lab");
  next.answer({ problem: "answer: too large", path: "answer" });
  await settled();

  assert.deepEqual(link.stranded, { n: 7 });
  assert.match(link.problem, /too large/);
  assert.equal(page.kept.size, 1);
  assert.equal(next.sent.length, 0);
});

test("a move made right after Undo does not bring back what was undone", async () => {
  const kernel = new Kernel();
  kernel.state = { ...kernel.state, answer: { bins: { lid: "a", price: "b" } } };
  const link = new Link(kernel.model, null, "/lab");
  void link.ask("undo");
  const reply = link.change({ bins: { lid: "a", price: "b", move: "c" } });
  assert.deepEqual(kernel.types(), ["undo"]);
  assert.deepEqual(link.answer, { bins: { lid: "a", price: "b", move: "c" } });

  kernel.undo({ bins: { lid: "a" } });

  assert.deepEqual(kernel.sent[0]?.answer, { bins: { lid: "a", move: "c" } });
  assert.deepEqual(link.answer, { bins: { lid: "a", move: "c" } });
  kernel.answer();
  assert.equal((await reply).problem, undefined);
  assert.equal(link.saving, "saved");
});

test("what follows a waiting move keeps its place behind it", () => {
  const kernel = new Kernel();
  const link = new Link(kernel.model, null, "/lab");
  void link.ask("undo");
  void link.change({ n: 0, a: 1 });
  void link.change({ n: 0, a: 1, b: 2 });
  void link.ask("undo");
  void link.change({ n: 0, a: 1, b: 2, c: 3 });
  void link.ask("check");

  kernel.undo({ n: -1 });
  assert.deepEqual(kernel.types(), ["change", "change", "undo"]);
  assert.deepEqual(kernel.sent[1]?.answer, { n: -1, a: 1, b: 2 });
  kernel.answer();
  kernel.answer();
  kernel.undo({ n: -1, a: 1 });

  assert.deepEqual(kernel.types(), ["change", "check"]);
  assert.deepEqual(kernel.sent[0]?.answer, { n: -1, a: 1, c: 3 });
});

test("a move on data that the learner leaves is not made on the new ones", async () => {
  const kernel = new Kernel();
  const link = new Link(kernel.model, null, "/lab");
  void link.ask("new-data");
  const reply = link.change({ n: 5 });
  kernel.spec = { ...kernel.spec, variant: 1 };
  kernel.fire("change:spec");

  kernel.undo({});

  assert.equal((await reply).problem, undefined);
  assert.deepEqual(kernel.types(), []);
  assert.deepEqual(link.answer, {});
});

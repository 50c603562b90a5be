// The line to the kernel: every change goes out at once, and is remembered until it is saved.

import { remade, spelled, withFieldOf } from "./answer";
import type { Answer, Model, Reply, Spec, State } from "./protocol";

/** A message unanswered for this long means that the kernel is busy or gone. */
export const PATIENCE = 3_000; // milliseconds
const MOST_SENT = 20;
const SLOW = 400; // milliseconds until "Saving…" is worth saying

/** What gives the board another answer than the one that is shown while it is under way. */
const REWRITES = new Set(["undo", "redo", "new-data", "take-other"]);

/**
 * This browser window, to the kernel. JupyterLab may draw a board again at any time: what the view
 * before it sent is then no other window's doing.
 */
const WINDOW = Math.random().toString(36).slice(2);
let messages = 0; // numbered for the whole window, so that each view knows the replies to its own

export type Saving = "saved" | "saving" | "no answer";

/** What a window keeps of a change that the kernel has not taken yet. */
interface Unsaved {
  answer: Answer;
  basedOn: string; // when the answer it was made on was saved
  sent: string[]; // this and the changes before it, unanswered: one may have been saved all the same
}

/** A message, from when the board asks for it until it can be sent. */
interface Message {
  type: string;
  fields: Record<string, unknown>;
  resolve: (reply: Reply) => void;
  /** Of a change: what it was made on, on which data, and whether that may be another by now. */
  change: { base: Answer; made: Answer; variant: number; late: boolean } | undefined;
}

export interface Memory {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

export class Link {
  /** The learner's answer: as the kernel has it, or as it will when it has heard. */
  answer: Answer;
  state: State;
  spec: Spec;
  saving: Saving = "saved";
  /** Why the last change is on the board only, in words. */
  unsaved = "";
  /** A change that was refused as a whole, in words. */
  problem = "";
  /** Changes made while the kernel was away, on an answer that has moved on since. */
  stranded: Answer | null = null;

  private pending: Answer | null = null;
  private flying: Answer | null = null; // the last change sent, while it counts
  private queue: Message[] = [];
  private readonly rewriting = new Set<number>();
  private sent: string[] = [];
  private readonly waiting = new Map<number, (reply: Reply) => void>();
  private readonly listeners = new Set<() => void>();
  private timers: ReturnType<typeof setTimeout>[] = [];

  constructor(
    private readonly model: Model,
    private readonly memory: Memory | null,
    private readonly place: string,
  ) {
    this.spec = model.get("spec");
    this.state = model.get("state");
    this.answer = this.state.answer;
    model.on("change:state", this.heard);
    model.on("change:spec", this.dealt);
    model.on("msg:custom", this.replied);
    this.bringBack();
  }

  close(): void {
    this.model.off("change:state", this.heard);
    this.model.off("change:spec", this.dealt);
    this.model.off("msg:custom", this.replied);
    this.timers.forEach(clearTimeout);
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Show a new answer at once and have it saved. Resolves with what the kernel says of it. */
  change(made: Answer): Promise<Reply> {
    const base = this.answer;
    const late = this.rewriting.size > 0 || this.queue.length > 0;
    this.pending = this.answer = made;
    this.sent.push(spelled(made));
    this.remember({ answer: made, basedOn: this.state.saved, sent: this.sent.slice(-MOST_SENT) });
    return this.post("change", {}, { base, made, variant: this.spec.variant, late });
  }

  /** Ask the kernel for something. Resolves when it has been done. */
  ask(type: string, fields: Record<string, unknown> = {}): Promise<Reply> {
    return this.post(type, fields);
  }

  /** Make changes again that were stranded when the kernel went away, or let them go. */
  settle(use: boolean): void {
    const answer = this.stranded;
    this.stranded = null;
    this.remember(null);
    if (use && answer) void this.takeOver(answer);
    this.tell();
  }

  private readonly heard = (): void => {
    this.state = this.model.get("state");
    if (!this.pending) this.answer = this.state.answer;
    this.tell();
  };

  private readonly dealt = (): void => {
    this.spec = this.model.get("spec");
    this.tell();
  };

  private readonly replied = (message: Reply): void => {
    const resolve = this.waiting.get(message.seq);
    if (message.type !== "reply" || message.window !== WINDOW || !resolve) return;
    this.waiting.delete(message.seq);
    if (this.rewriting.delete(message.seq)) this.flying = null;
    this.sendNext();
    if (!this.waiting.size) {
      this.pending = this.flying = null;
      this.sent = [];
      this.answer = this.state.answer;
      this.say("saved");
      if (!message.unsaved) this.remember(null);
    }
    this.unsaved = message.unsaved ?? "";
    // What is wrong with one field stands under that field.
    this.problem = message.path === "answer" ? (message.problem ?? "") : "";
    this.tell();
    resolve(message);
  };

  private post(type: string, fields: Message["fields"], change?: Message["change"]): Promise<Reply> {
    const reply = new Promise<Reply>((resolve) => this.queue.push({ type, fields, change, resolve }));
    this.sendNext();
    this.tell();
    return reply;
  }

  /**
   * Send what can be sent, in its order. Answers travel whole, so a change that followed an Undo
   * waits for it, and is then made on what Undo left: otherwise it would bring back what was undone.
   */
  private sendNext(): void {
    while (this.queue.length && !(this.queue[0]!.change && this.rewriting.size)) this.send(this.queue.shift()!);
  }

  private send({ type, fields, change, resolve }: Message): void {
    const seq = ++messages;
    if (change) {
      if (change.variant !== this.spec.variant) {
        // It was a move on data that the learner has left.
        resolve({ type: "reply", window: WINDOW, seq, revision: this.state.revision });
        return;
      }
      const { base, made, late } = change;
      const answer = late ? remade(base, made, this.flying ?? this.state.answer) : made;
      this.flying = answer;
      if (!this.queue.length) this.pending = this.answer = answer;
      fields = { answer };
    }
    if (REWRITES.has(type)) this.rewriting.add(seq);
    this.waiting.set(seq, resolve);
    this.wait(seq);
    try {
      this.model.send({ type, window: WINDOW, seq, revision: this.state.revision, ...fields });
    } catch {
      this.say("no answer"); // the line itself is down; the clock would say the same later
    }
  }

  private wait(seq: number): void {
    this.timers.forEach(clearTimeout);
    const still = (state: Saving) => () => this.waiting.has(seq) && this.say(state);
    this.timers = [setTimeout(still("saving"), SLOW), setTimeout(still("no answer"), PATIENCE)];
  }

  private say(saving: Saving): void {
    if (this.saving !== saving) {
      this.saving = saving;
      this.tell();
    }
  }

  private tell(): void {
    this.listeners.forEach((listener) => listener());
  }

  // A page keeps what the kernel has not taken, so that restarting the kernel, reloading the page
  // or closing the lid in between loses nothing.

  private get key(): string {
    const { id, student, variant } = this.spec;
    return ["pm-board", this.place, id, student, variant].join("|");
  }

  private remember(unsaved: Unsaved | null): void {
    try {
      if (unsaved) this.memory?.setItem(this.key, JSON.stringify(unsaved));
      else this.memory?.removeItem(this.key);
    } catch {
      // No room or no permission: the board itself still holds the change.
    }
  }

  private bringBack(): void {
    let unsaved: Unsaved | null = null;
    try {
      unsaved = JSON.parse(this.memory?.getItem(this.key) ?? "null") as Unsaved | null;
    } catch {
      return;
    }
    if (!unsaved) return;
    const saved = spelled(this.state.answer);
    if (saved === spelled(unsaved.answer)) this.remember(null);
    else if (unsaved.basedOn === this.state.saved || unsaved.sent.includes(saved))
      void this.takeOver(unsaved.answer);
    else this.stranded = unsaved.answer;
  }

  /** Send work from before, and where the kernel refuses one field of it, all the rest. */
  private async takeOver(answer: Answer): Promise<void> {
    let made = answer;
    let refused = "";
    for (;;) {
      const { problem, path } = await this.change(made);
      if (!problem) break;
      refused ||= problem;
      // Something may have been moved meanwhile, on top of what was refused.
      const latest = this.pending ?? made;
      const rest = path ? withFieldOf(latest, path, this.state.answer) : null;
      if (!rest || spelled(rest) === spelled(latest)) {
        this.stranded = answer;
        this.remember({ answer, basedOn: "", sent: [] });
        break;
      }
      made = rest;
    }
    if (refused) this.problem = `Not everything from before could be taken over: ${refused}`;
    this.tell();
  }
}

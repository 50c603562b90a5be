// What the kernel and a board say to each other. pm_exercises/widget.py is the other end.

/** Plain JSON. Each board narrows it to its own answer. */
export type Answer = Record<string, unknown>;

export interface Named {
  id: string;
  name: string;
}

export interface Card {
  id: string;
  text: string;
  note: string;
  name: string; // what to call it in a list or a label; "" where the text is short enough
}

export interface Pick {
  id: string;
  label: string;
  options: Named[];
  cards: string[]; // only these cards have it; empty: all of them
}

export interface Table {
  caption: string;
  columns: string[];
  rows: string[][];
}

export interface Gauge {
  label: string;
  value: number;
  most: number;
  text: string;
  over: boolean;
}

/** What an answer comes to just now. `facts` differs by board. */
export interface Live {
  count: string;
  gauges: Gauge[];
  warnings: string[];
  facts: Record<string, unknown>;
}

export interface Finding {
  code: string;
  text: string;
  marks: string[];
}

export interface Verdict {
  label: string;
  state: "met" | "partly" | "not yet" | "later";
  given: number;
  points: number;
  messages: Finding[];
}

export interface Result {
  headline: string;
  share: number;
  attempted: boolean;
  meaning: string; // for the case, once every criterion is met
  verdicts: Verdict[];
}

/** What never changes while the board is open, but for new data. */
export interface Spec {
  id: string;
  title: string;
  task: string;
  minutes: number;
  points: number;
  student: string;
  variant: number;
  board: string;
}

export interface State {
  revision: number;
  answer: Answer;
  live: Live;
  saved: string; // ISO 8601, "" where nothing is saved yet
  canUndo: boolean;
  canRedo: boolean;
  notice: string;
  changedElsewhere: boolean;
  result: Result | null;
  hints: { title: string; text: string }[];
  moreHints: boolean;
  asksPlan: boolean;
  plan: string;
  canRenew: boolean;
  canCompare: boolean;
  compared: { title: string; tradeOff: string; table: Table }[] | null;
  twin: Table | null;
}

/** What came back for one message. `path` names the field that a problem is about. */
export interface Reply {
  type: "reply";
  window: string;
  seq: number;
  revision: number;
  problem?: string;
  path?: string;
  unsaved?: string;
}

/** What the answer file holds; empty where nothing is saved. */
export interface Saved {
  saved_at?: string;
  [field: string]: unknown;
}

/** The part of anywidget's model that we use. */
export interface Model {
  get(name: "spec"): Spec;
  get(name: "state"): State;
  get(name: "record"): Saved;
  on(event: string, callback: (...args: never[]) => void): void;
  off(event: string, callback: (...args: never[]) => void): void;
  send(content: unknown): void;
  /** JupyterLab's knows the notebook that it draws. */
  widget_manager?: { context?: { model?: unknown } };
}

// What every board is given, and what it may do.

import { createContext } from "preact";
import { useContext, useRef } from "preact/hooks";
import type { Answer, Finding, Live, Reply } from "./protocol";

/** A board draws `answer` and asks for another one. It keeps no answer of its own. */
export interface BoardProps<Spec, A extends Answer> {
  spec: Spec;
  answer: A;
  live: Live;
  /** Show and save a new answer. `said` is announced: what moved, and where it is now. */
  change(next: A, said: string): Promise<Reply>;
}

export interface Desk {
  /** Announce something in the board's live region. */
  say(words: string): void;
  /** Put the focus on the element with this data-focus once the board is drawn again. */
  focusOn(key: string): void;
  /** What the last check said of a card, a row or a cell, by its id. */
  marks: ReadonlyMap<string, Finding[]>;
  /** The board's own element, inside which things are dragged. */
  root(): HTMLElement | null;
}

export const DeskContext = createContext<Desk | null>(null);

export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error("a board is drawn inside a frame");
  return desk;
}

/** The latest value, for what happens later: a drag ends long after the drawing it began in. */
export function useLatest<T>(value: T): { readonly current: T } {
  const latest = useRef(value);
  latest.current = value;
  return latest;
}

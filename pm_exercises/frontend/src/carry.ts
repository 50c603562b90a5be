// Moving by keyboard: pick something up, move it with the arrow keys, drop it or put it back.

import { useEffect, useState } from "preact/hooks";
import { useDesk } from "./board";

export type Direction = "left" | "right" | "up" | "down";

/** Where a carried thing goes next: the answer it makes, and the words for it. Null: no further. */
export type Step<A> = (answer: A, direction: Direction) => { answer: A; said: string } | null;

export interface Carry<A> {
  /** The answer as it looks now, with what is carried where it would be dropped. */
  shown: A;
  carried: string | null;
  /**
   * For a grip's onKeyDown. `name` is what the thing is called. `resize` is for things that have a
   * length: right makes them longer, left shorter.
   */
  onKeyDown(event: KeyboardEvent, id: string, name: string, step: Step<A>, resize?: Step<A>): void;
}

const ARROWS: Record<string, Direction> = {
  ArrowLeft: "left",
  ArrowRight: "right",
  ArrowUp: "up",
  ArrowDown: "down",
};

/** Which way a key changes a length: Shift with an arrow, or + and −. */
function sizing(event: KeyboardEvent): Direction | undefined {
  if (event.key === "+" || (event.shiftKey && event.key === "ArrowRight")) return "right";
  if (event.key === "-" || (event.shiftKey && event.key === "ArrowLeft")) return "left";
  return undefined;
}

interface Carried<A> {
  id: string;
  name: string;
  from: A;
  at: A;
  said: string;
}

export function useCarry<A>(answer: A, change: (next: A, said: string) => void): Carry<A> {
  const desk = useDesk();
  const [held, hold] = useState<Carried<A> | null>(null);

  const drop = (thing: Carried<A>) => {
    hold(null);
    desk.focusOn(`grip:${thing.id}`);
    if (thing.at === thing.from) desk.say(`${thing.name} dropped where it was.`);
    else change(thing.at, `Dropped. ${thing.said}`);
  };

  // A click anywhere else ends the carrying, and what was done so far counts.
  useEffect(() => {
    if (!held) return undefined;
    const away = () => drop(held);
    document.addEventListener("pointerdown", away);
    return () => document.removeEventListener("pointerdown", away);
  });

  return {
    shown: held ? held.at : answer,
    carried: held?.id ?? null,
    onKeyDown(event, id, name, step, resize) {
      const size = resize && sizing(event);
      const direction = size ?? ARROWS[event.key];
      const mine = held?.id === id ? held : null;
      if (event.key === " " || event.key === "Enter") {
        event.preventDefault();
        if (mine) return drop(mine);
        hold({ id, name, from: answer, at: answer, said: "" });
        const also = resize ? "Shift with left or right changes its length, " : "";
        desk.say(`${name} picked up. Arrow keys move it, ${also}Space drops it, Escape puts it back.`);
      } else if (mine && event.key === "Escape") {
        event.preventDefault();
        hold(null);
        desk.focusOn(`grip:${id}`);
        desk.say(`${name} is back where it was.`);
      } else if (mine && event.key === "Tab") {
        drop(mine);
      } else if (mine && direction) {
        event.preventDefault();
        const next = (size ? resize! : step)(mine.at, direction);
        const limit = size ? `be ${size === "right" ? "longer" : "shorter"}` : `go further ${direction}`;
        if (!next) return desk.say(`${name} cannot ${limit}.`);
        hold({ ...mine, at: next.answer, said: next.said });
        desk.focusOn(`grip:${id}`);
        desk.say(next.said);
      }
    },
  };
}

// Say what a change came to, once the kernel has counted it.

import { useEffect, useRef } from "preact/hooks";
import { type BoardProps, useDesk } from "./board";
import type { Answer, Live } from "./protocol";

type Change<A extends Answer> = BoardProps<object, A>["change"];

/** A `change` that announces the move at once, and again with its effect where it has one. */
export function useEcho<A extends Answer>(
  live: Live,
  change: Change<A>,
  effect: (before: Live, after: Live) => string,
): Change<A> {
  const desk = useDesk();
  const waiting = useRef<{ said: string; before: Live } | null>(null);
  useEffect(() => {
    const move = waiting.current;
    if (!move || move.before === live) return;
    waiting.current = null;
    const words = effect(move.before, live);
    if (words) desk.say(`${move.said} ${words}`.trim());
  }, [live]);
  return (next, said) => {
    waiting.current = { said, before: live };
    return change(next, said);
  };
}

/** The meters that changed, and what cannot be that could be before. */
export function metersChanged(before: Live, after: Live): string {
  const meters = after.gauges
    .filter((gauge) => before.gauges.find(({ label }) => label === gauge.label)?.text !== gauge.text)
    .map((gauge) => `${gauge.label}: ${gauge.text}.`);
  const warnings = after.warnings.filter((words) => !before.warnings.includes(words));
  return [...meters, ...warnings].join(" ");
}

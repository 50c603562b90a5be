// Say what a change came to, once the kernel has counted it.

import { useRef } from "preact/hooks";
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
  const latest = useRef({ live, moves: 0 });
  latest.current.live = live;
  return async (next, said) => {
    const before = live;
    const move = ++latest.current.moves;
    const reply = await change(next, said);
    await drawn();
    // Of several moves in a row only the last one speaks, and for all of them.
    if (reply.problem || move !== latest.current.moves) return reply;
    const words = effect(before, latest.current.live);
    if (words) desk.say(`${said} ${words}`.trim());
    return reply;
  };
}

/** The kernel's reply has come; what it says of the answer is drawn in a moment. */
function drawn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

/** The meters that changed, and what cannot be that could be before. */
export function metersChanged(before: Live, after: Live): string {
  const meters = after.gauges
    .filter((gauge) => before.gauges.find(({ label }) => label === gauge.label)?.text !== gauge.text)
    .map((gauge) => `${gauge.label}: ${gauge.text}.`);
  const warnings = after.warnings.filter((words) => !before.warnings.includes(words));
  return [...meters, ...warnings].join(" ");
}

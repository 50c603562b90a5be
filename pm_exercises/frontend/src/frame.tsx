// The panel every board stands in: title, task, board, meters, actions, result.

import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { Actions } from "./actions";
import { type Desk, DeskContext } from "./board";
import { BOARDS } from "./boards";
import { keysOf } from "./keys";
import type { Link } from "./link";
import { Notices } from "./notices";
import { useUid } from "./parts/fields";
import { Gauges } from "./parts/gauges";
import { TableView } from "./parts/table";
import type { Answer, Finding, Result } from "./protocol";
import { ResultPanel } from "./result";

export function Frame({ link }: { link: Link }) {
  const [, redraw] = useState({});
  // At once: what the kernel says between drawing and an effect after it would never be drawn.
  useLayoutEffect(() => link.subscribe(() => redraw({})), [link]);
  const root = useRef<HTMLElement>(null);
  const [said, say] = useSay();
  const focusOn = useFocus(root);
  useEffect(() => (root.current ? keysOf(root.current, link) : undefined), [link]);

  const { spec, state } = link;
  const marks = useMemo(() => marksOf(state.result), [state.result]);
  const desk: Desk = { say, focusOn, marks, root: () => root.current };
  const Board = BOARDS[spec.board];
  const change = (next: Answer, words: string) => {
    say(words);
    return link.change(next);
  };
  const title = useUid();

  return (
    <DeskContext.Provider value={desk}>
      <section
        ref={root}
        class="pmx pmx-frame"
        aria-labelledby={title}
        data-exercise={spec.id}
      >
        <h3 class="pmx-title" id={title}>
          {spec.title}{" "}
          <span class="pmx-id">
            {spec.id} · about {spec.minutes} minutes
            {spec.variant > 0 && ` · data set ${spec.variant + 1}`}
          </span>
        </h3>
        <p class="pmx-task">{spec.task}</p>
        <Notices link={link} />
        {Board ? (
          // New data is a new board: nothing half typed may stay in it.
          <Board key={spec.variant} spec={spec} answer={link.answer} live={state.live} change={change} />
        ) : (
          <p class="pmx-notice" role="alert">
            This page cannot draw “{spec.board}”. Reload the page after updating the course package.
          </p>
        )}
        <Gauges live={state.live} />
        <Actions link={link} />
        {state.twin && <TableView table={state.twin} />}
        <ResultPanel link={link} />
        <div class="pmx-hidden" role="status" aria-live="polite">
          {said}
        </div>
      </section>
    </DeskContext.Provider>
  );
}

/** Words for the live region. The same words twice in a row are said twice. */
function useSay(): [string, (words: string) => void] {
  const [said, set] = useState("");
  const say = (words: string) => set((before) => (before === words ? `${words}\u00a0` : words));
  return [said, say];
}

/** Put the focus on something by its data-focus, once it is drawn where it went. */
function useFocus(root: { current: HTMLElement | null }): (key: string) => void {
  const wanted = useRef<string | null>(null);
  const [, redraw] = useState({});
  useLayoutEffect(() => {
    if (!wanted.current || !root.current) return;
    const target = root.current.querySelector<HTMLElement>(`[data-focus="${CSS.escape(wanted.current)}"]`);
    if (!target) return;
    wanted.current = null;
    if (document.activeElement !== target) target.focus();
  });
  return (key) => {
    wanted.current = key;
    redraw({});
  };
}

function marksOf(result: Result | null): Map<string, Finding[]> {
  const marks = new Map<string, Finding[]>();
  for (const verdict of result?.verdicts ?? []) {
    if (verdict.state === "met" || verdict.state === "later") continue;
    for (const finding of verdict.messages)
      for (const id of finding.marks) {
        const found = marks.get(id) ?? [];
        // Two criteria may say the same thing of one card; it is marked with it once.
        if (!found.some(({ code }) => code === finding.code)) marks.set(id, [...found, finding]);
      }
  }
  return marks;
}

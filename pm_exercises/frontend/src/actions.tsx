// The row under a board: how sure, Check, Hint, Undo, Redo, Text view, and what is saved.

import { useState } from "preact/hooks";
import { useDesk } from "./board";
import type { Link } from "./link";
import { useUid } from "./parts/fields";

const SURE = ["a guess", "unsure", "half sure", "quite sure", "certain"];

export function Actions({ link }: { link: Link }) {
  const { state } = link;
  const desk = useDesk();
  const [confidence, setConfidence] = useState(0);
  const check = async () => {
    await link.ask("check", confidence ? { confidence } : {});
    setConfidence(0);
    desk.focusOn("result");
  };
  const hint = async () => {
    await link.ask("hint");
    desk.focusOn(link.state.asksPlan ? "plan" : "hints");
  };
  const renew = async () => {
    await link.ask("new-data");
    desk.say("New data. Your earlier answer is kept, and the best one counts.");
  };
  const step = async (verb: "undo" | "redo", can: boolean, said: string) => {
    if (!can) return;
    await link.ask(verb);
    desk.say(said);
  };

  return (
    <div class="pmx-actions">
      {/* What carries no points has nothing to be sure of. */}
      {link.spec.points > 0 && <Sureness confidence={confidence} choose={setConfidence} />}
      <button type="button" class="pmx-primary" data-focus="check" onClick={() => void check()}>
        Check
      </button>
      <button type="button" data-focus="hint" onClick={() => void hint()}>
        Hint
      </button>
      <StepButton name="Undo" can={state.canUndo} act={() => void step("undo", state.canUndo, "Undone.")} />
      <StepButton name="Redo" can={state.canRedo} act={() => void step("redo", state.canRedo, "Redone.")} />
      <button
        type="button"
        aria-pressed={state.twin !== null}
        onClick={() => void link.ask("twin", { shown: !state.twin })}
      >
        Text view
      </button>
      {state.canRenew && (
        <button type="button" onClick={() => void renew()}>
          New data
        </button>
      )}
      {state.canCompare && !state.compared && (
        <button type="button" onClick={() => void link.ask("compare").then(() => desk.focusOn("compared"))}>
          Compare
        </button>
      )}
      <Saved link={link} />
    </div>
  );
}

interface SurenessProps {
  confidence: number; // 1 to 5; 0: not said
  choose: (confidence: number) => void;
}

function Sureness({ confidence, choose }: SurenessProps) {
  const name = useUid(); // its own in each view: the same board may be shown twice
  return (
    <fieldset class="pmx-sure">
      <legend>How sure are you?</legend>
      {SURE.map((words, n) => (
        <label key={words} title={words}>
          <input type="radio" name={name} checked={confidence === n + 1} onChange={() => choose(n + 1)} />
          <span aria-hidden="true">{n + 1}</span>
          <span class="pmx-hidden">{`${n + 1} of 5, ${words}`}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** Stays in the tab order when there is nothing to do, so that the focus is never lost. */
function StepButton({ name, can, act }: { name: string; can: boolean; act: () => void }) {
  return (
    <button type="button" aria-disabled={!can} onClick={act}>
      {name}
    </button>
  );
}

function Saved({ link }: { link: Link }) {
  const { saved } = link.state;
  const words =
    link.saving === "no answer" || link.unsaved
      ? "Not saved"
      : link.saving === "saving"
        ? "Saving…"
        : saved
          ? `Saved ${clock(saved)}`
          : "Nothing saved yet";
  return <span class="pmx-saved">{words}</span>;
}

/** The time of day on the learner's own clock, such as "14:02". */
export function clock(iso: string): string {
  const time = new Date(iso);
  const two = (n: number) => String(n).padStart(2, "0");
  return `${two(time.getHours())}:${two(time.getMinutes())}`;
}

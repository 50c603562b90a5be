// A total to give out in shares, by number, by buttons or by the end of a bar (W16).
// data-focus keys: box:ID, less:ID, more:ID, bar:ID.

import { useRef, useState } from "preact/hooks";
import { type BoardProps, useDesk } from "../board";
import { Marks } from "../parts/marks";
import { NumberBox, useSave } from "../parts/fields";
import type { Answer, Reply, Spec } from "../protocol";

export interface Share {
  id: string;
  name: string;
  low: number;
  high: number; // its own limit, or the whole total
  step: number;
  facts: string;
}

export interface AllocatorSpec extends Spec {
  shares: Share[];
  total: number;
  unit: string;
}

/** What was just typed is text until the kernel has read it. */
export interface AllocatorAnswer extends Answer {
  alloc: Record<string, number | string>;
}

/** What a share is given; null where that is open or not read yet. */
export function amount(answer: AllocatorAnswer, share: string): number | null {
  const what = answer.alloc[share] ?? "";
  const number = Number(what);
  return what === "" || Number.isNaN(number) ? null : number;
}

/** The answer with one share's number, or what was typed for it. */
export function given(answer: AllocatorAnswer, share: string, what: number | string): AllocatorAnswer {
  return { ...answer, alloc: { ...answer.alloc, [share]: what } };
}

/** The nearest number that a hand can set: a whole count of steps, inside the limits. */
export function snapped(share: Share, value: number): number {
  return within(share, Math.round(value / share.step) * share.step);
}

/** So many steps from a number. One that was typed between two steps goes to the next of them. */
export function stepped(share: Share, value: number, steps: number): number {
  const at = value / share.step;
  const from = steps > 0 ? Math.floor(at + 1e-9) : Math.ceil(at - 1e-9);
  return within(share, (from + steps) * share.step);
}

const STEPS: Record<string, number> = {
  ArrowRight: 1,
  ArrowUp: 1,
  PageUp: 10,
  ArrowLeft: -1,
  ArrowDown: -1,
  PageDown: -10,
};

/** Where a key takes the end of a bar; null for keys that mean nothing here. */
export function keyed(share: Share, value: number, key: string): number | null {
  if (key === "Home") return share.low;
  if (key === "End") return share.high;
  const steps = STEPS[key];
  return steps === undefined ? null : stepped(share, value, steps);
}

function within({ low, high }: Share, value: number): number {
  return tidy(Math.min(high, Math.max(low, value)));
}

/** A number without the dust of binary sums: 0.1 + 0.2 is 0.3. */
function tidy(value: number): number {
  return Number(value.toFixed(6));
}

export function Allocator({ spec, answer, live, change }: BoardProps<AllocatorSpec, AllocatorAnswer>) {
  const desk = useDesk();
  // What a hand has set and not let go of yet.
  const [held, hold] = useState<{ share: string; value: number } | null>(null);
  const shown = held ? given(answer, held.share, held.value) : answer;
  const sum = spec.shares.reduce((before, { id }) => before + (amount(shown, id) ?? 0), 0);

  // How much is left is the kernel's to say, so a change is announced when it has answered.
  const latest = useRef(live);
  latest.current = live;
  const save = useSave(answer, change);
  const set = async (share: Share, what: number | string): Promise<Reply> => {
    const reply = await save(`alloc.${share.id}`, (now) => given(now, share.id, what));
    const words = what === "" ? "nothing yet" : `${what} ${spec.unit}`;
    if (!reply.problem) desk.say(`${share.name}: ${words}; ${latest.current.gauges[0]?.text}.`);
    return reply;
  };
  const put = (share: Share, value: number) => {
    hold(null);
    if (value !== amount(answer, share.id)) void set(share, value);
  };
  const step = (share: Share, steps: number) => {
    const now = amount(answer, share.id) ?? 0;
    const next = stepped(share, now, steps);
    if ((next - now) * steps > 0) put(share, next);
    else desk.say(`${share.name} cannot get ${steps > 0 ? "more" : "less"}.`);
  };
  const lay = (share: Share) => {
    const value = amount(shown, share.id);
    return (
      <li key={share.id} class={desk.marks.has(share.id) ? "pmx-share pmx-marked" : "pmx-share"}>
        <div class="pmx-share-name">
          {share.name}
          {share.facts && <span class="pmx-small">{share.facts}</span>}
          <Marks id={share.id} />
        </div>
        <div class="pmx-share-number">
          <StepButton share={share} sign={-1} can={(value ?? 0) > share.low} act={step} />
          <NumberBox
            label={`${share.name} (${spec.unit})`}
            hideLabel
            value={shown.alloc[share.id]}
            placeholder="0"
            focus={`box:${share.id}`}
            onChange={(typed) => set(share, typed)}
          />
          <StepButton share={share} sign={1} can={(value ?? 0) < share.high} act={step} />
        </div>
        <Bar
          share={share}
          value={value}
          most={spec.total}
          unit={spec.unit}
          onHold={(at) => hold(at === null ? null : { share: share.id, value: at })}
          onSet={(at) => put(share, at)}
        />
      </li>
    );
  };

  return (
    <div class="pmx-allocator">
      <ul>{spec.shares.map(lay)}</ul>
      <p class="pmx-share pmx-share-total">
        <span class="pmx-share-name">Total</span>{" "}
        <span class="pmx-share-sum">{tidy(sum).toLocaleString("en")}</span>{" "}
        <span class="pmx-small">
          of {spec.total.toLocaleString("en")} {spec.unit}
        </span>
      </p>
    </div>
  );
}

interface StepButtonProps {
  share: Share;
  sign: 1 | -1;
  can: boolean;
  act: (share: Share, sign: 1 | -1) => void;
}

/** At a limit it stays in the tab order, so that the focus is never lost. */
function StepButton({ share, sign, can, act }: StepButtonProps) {
  const words = sign > 0 ? `Give ${share.step} more to ${share.name}` : `Take ${share.step} from ${share.name}`;
  return (
    <button
      type="button"
      class="pmx-step"
      data-focus={`${sign > 0 ? "more" : "less"}:${share.id}`}
      aria-label={words}
      aria-disabled={!can}
      title={words}
      onClick={() => act(share, sign)}
    >
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
        <path d={sign > 0 ? "M3 8h10M8 3v10" : "M3 8h10"} />
      </svg>
    </button>
  );
}

interface BarProps {
  share: Share;
  value: number | null;
  most: number;
  unit: string;
  /** What a hand is setting just now; null: it was put back. */
  onHold: (value: number | null) => void;
  /** What it has set. */
  onSet: (value: number) => void;
}

/** A bar with an end to drag. All bars have one scale, so that their lengths compare. */
function Bar({ share, value, most, unit, onHold, onSet }: BarProps) {
  const now = value ?? 0;
  const pending = useRef<number | null>(null); // set, and not let go of yet
  const refused = useRef(false); // Escape was pressed while a pointer held the end
  const part = (at: number) => String(at / most);
  const take = (next: number) => {
    pending.current = next;
    onHold(next);
  };
  const letGo = () => {
    if (pending.current !== null) onSet(pending.current);
    pending.current = null;
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === "Escape") {
      refused.current = true;
      pending.current = null;
      return onHold(null);
    }
    const next = keyed(share, pending.current ?? now, event.key);
    if (next === null) return undefined;
    event.preventDefault();
    return take(next); // a key held down saves once, when it comes up
  };
  return (
    <div
      class="pmx-share-bar"
      style={{ "--at": part(now), "--low": part(share.low), "--high": part(share.high) }}
    >
      <span class="pmx-share-track" />
      {share.high < most && <span class="pmx-share-closed" />}
      <span class="pmx-share-fill" />
      {share.low > 0 && <span class="pmx-share-low" />}
      <input
        type="range"
        data-focus={`bar:${share.id}`}
        aria-label={`${share.name}, as a bar`}
        aria-valuetext={value === null ? "nothing yet" : `${value} ${unit}`}
        min={0}
        max={most}
        step="any"
        value={now}
        onPointerDown={() => {
          refused.current = false;
        }}
        onInput={(event) => {
          const next = snapped(share, event.currentTarget.valueAsNumber);
          event.currentTarget.value = String(refused.current ? now : next);
          if (!refused.current) take(next);
        }}
        onChange={letGo}
        onKeyDown={press}
        onKeyUp={letGo}
        onBlur={letGo}
      />
    </div>
  );
}

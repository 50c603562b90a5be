// A number on a grid, set by a box, by step buttons or by a slider; all three show the same number.

import { useRef } from "preact/hooks";
import type { Reply } from "../protocol";
import { NumberBox } from "./fields";

export interface DialSpec {
  label: string;
  unit: string;
  start: number; // where the slider stands before anything is set
  decimals: number;
  values: number[]; // rising, in equal steps
}

/** Where on the grid the number nearest to this one stands. */
export function indexOf(dial: DialSpec, number: number): number {
  const [low = 0, next = 1] = dial.values;
  const at = Math.round((number - low) / (next - low));
  return Math.min(Math.max(at, 0), dial.values.length - 1);
}

/** The number so many steps away, or null beyond the ends. Before anything is set: the start. */
export function beside(dial: DialSpec, now: number | null, steps: number): number | null {
  if (now === null) return dial.values[indexOf(dial, dial.start)] ?? null;
  return dial.values[indexOf(dial, now) + steps] ?? null;
}

/** What was typed, as a number of the grid; null where it is no number, or lies outside. */
export function typedNumber(dial: DialSpec, typed: unknown): number | null {
  const text = dial.unit ? String(typed ?? "").replace(dial.unit, "") : String(typed ?? "");
  const number = Number(text.trim().replace(",", "."));
  const [low = 0] = dial.values;
  const high = dial.values.at(-1) ?? 0;
  if (!text.trim() || !(number >= low && number <= high)) return null;
  return dial.values[indexOf(dial, number)] ?? null;
}

/** A number as the board says it: "0.085", "2.50 €". */
export function inWords(dial: DialSpec, number: number): string {
  return `${number.toFixed(dial.decimals)} ${dial.unit}`.trim();
}

interface BoxProps {
  dial: DialSpec;
  value: number | null;
  focus: string; // the box's data-focus; the buttons are FOCUS:less and FOCUS:more
  onSet: (number: number) => Promise<Reply>;
  /** Something typed that is no number of the grid: it may be emptied, or something is wrong. */
  onOther: (typed: string) => Promise<Reply>;
  described?: string;
}

export function DialBox({ dial, value, focus, onSet, onOther, described }: BoxProps) {
  const type = (typed: string) => {
    const number = typedNumber(dial, typed);
    return number === null ? onOther(typed) : onSet(number);
  };
  const step = (steps: number) => {
    const next = beside(dial, value, steps);
    if (next !== null) void onSet(next);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!(event.target instanceof HTMLInputElement)) return;
    const steps = event.key === "ArrowUp" ? 1 : event.key === "ArrowDown" ? -1 : 0;
    if (!steps) return;
    event.preventDefault();
    step(steps);
  };
  const button = (steps: number, sign: string, words: string) => (
    <button
      type="button"
      aria-label={`${dial.label}: one step ${words}`}
      aria-disabled={beside(dial, value, steps) === null}
      data-focus={`${focus}:${steps < 0 ? "less" : "more"}`}
      onClick={() => step(steps)}
    >
      {sign}
    </button>
  );
  return (
    <div class="pmx-dial" onKeyDown={onKeyDown}>
      <NumberBox
        label={dial.unit ? `${dial.label}, ${dial.unit}` : dial.label}
        value={value === null ? "" : value.toFixed(dial.decimals)}
        placeholder="not set"
        focus={focus}
        {...(described ? { described } : {})}
        onChange={type}
      />
      {button(-1, "−", "lower")}
      {button(1, "+", "higher")}
    </div>
  );
}

interface RangeProps {
  dial: DialSpec;
  value: number | null;
  focus: string;
  onMove: (number: number | null) => void; // under way; null: put back
  onSet: (number: number) => unknown;
}

export function DialRange({ dial, value, focus, onMove, onSet }: RangeProps) {
  const held = useRef(false);
  const dropped = useRef(false); // Escape was pressed, and the pointer is still down
  const at = indexOf(dial, value ?? dial.start);
  const numberOf = (input: HTMLInputElement) => dial.values[Number(input.value)] ?? dial.start;
  return (
    <input
      type="range"
      class="pmx-range"
      aria-label={`${dial.label}, slider`}
      aria-valuetext={value === null ? "not set yet" : inWords(dial, value)}
      min={0}
      max={dial.values.length - 1}
      step={1}
      value={at}
      data-focus={focus}
      onPointerDown={() => {
        held.current = true;
        dropped.current = false;
      }}
      onPointerUp={(event) => {
        held.current = false;
        // Pressed where the thumb already stood: nothing was set, and the slider has nothing to tell.
        if (value === null && !dropped.current) onSet(numberOf(event.currentTarget));
      }}
      onInput={(event) => {
        if (dropped.current) event.currentTarget.value = String(at);
        else onMove(numberOf(event.currentTarget));
      }}
      onChange={(event) => {
        if (dropped.current) event.currentTarget.value = String(at);
        else onSet(numberOf(event.currentTarget));
      }}
      onKeyDown={(event) => {
        if (held.current && event.key === "Escape") onMove(null);
        dropped.current = held.current && event.key === "Escape";
      }}
    />
  );
}

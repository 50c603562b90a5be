// Labelled native controls: a list, and a box for a number that says what is wrong under itself.

import { useEffect, useState } from "preact/hooks";
import type { Named, Reply } from "../protocol";

interface SelectProps {
  label: string;
  value: string;
  options: Named[];
  nothing: string; // "Choose…"
  onChange: (value: string) => void;
  hideLabel?: boolean;
  focus?: string;
}

export function Select({ label, value, options, nothing, onChange, hideLabel, focus }: SelectProps) {
  return (
    <label class="pmx-field">
      <span class={hideLabel ? "pmx-hidden" : "pmx-label"}>{label}</span>
      <select
        value={value}
        {...(focus ? { "data-focus": focus } : {})}
        onChange={(event) => onChange(event.currentTarget.value)}
      >
        <option value="">{nothing}</option>
        {options.map((option) => (
          <option key={option.id} value={option.id}>
            {option.name}
          </option>
        ))}
      </select>
    </label>
  );
}

interface NumberBoxProps {
  label: string;
  value: number | string | null | undefined;
  /** Sends what was typed; the kernel reads it kindly ("9,5", "22 %") or says what is wrong. */
  onChange: (typed: string) => Promise<Reply>;
  placeholder?: string;
  hideLabel?: boolean;
  unit?: string;
  focus?: string;
}

export function NumberBox({ label, value, onChange, placeholder, hideLabel, unit, focus }: NumberBoxProps) {
  const kept = value === null || value === undefined ? "" : String(value);
  const [typed, setTyped] = useState(kept);
  const [problem, setProblem] = useState("");
  // What the board says replaces what stands here, unless that could not be read.
  useEffect(() => {
    setTyped(kept);
    setProblem("");
  }, [kept]);
  const send = async () => {
    if (typed.trim() === kept) {
      setTyped(kept);
      return setProblem("");
    }
    const reply = await onChange(typed);
    setProblem(reply.problem ?? "");
    if (!reply.problem) setTyped((now) => (now === typed ? kept || typed : now));
  };
  return (
    <label class="pmx-field">
      <span class={hideLabel ? "pmx-hidden" : "pmx-label"}>{label}</span>
      <span class="pmx-boxed">
        <input
          type="text"
          inputMode="decimal"
          autocomplete="off"
          value={typed}
          placeholder={placeholder ?? ""}
          aria-invalid={problem !== ""}
          {...(focus ? { "data-focus": focus } : {})}
          onInput={(event) => setTyped(event.currentTarget.value)}
          onBlur={() => void send()}
          onKeyDown={(event) => {
            if (event.key === "Enter") void send();
          }}
        />
        {unit && <span class="pmx-unit">{unit}</span>}
      </span>
      {problem && (
        <span class="pmx-problem" role="alert">
          {problem}
        </span>
      )}
    </label>
  );
}

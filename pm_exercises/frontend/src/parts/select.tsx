// A native list that shows its chosen words whole, however narrow it is.

import type { Named } from "../protocol";
import { useUid } from "./fields";

interface ChoiceProps {
  options: Named[];
  value: string;
  onChange: (value: string) => void;
  id?: string | undefined;
  focus?: string | undefined;
  /** The id of what else is to be read with it. */
  described?: string | undefined;
}

/** The list itself. A browser cuts what does not fit into one line, so the words lie over it. */
export function Choice({ options, value, onChange, id, focus, described }: ChoiceProps) {
  return (
    <span class="pmx-choice">
      <select
        id={id}
        data-focus={focus}
        aria-describedby={described}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      >
        {options.map((option) => (
          <option key={option.id} value={option.id}>
            {option.name}
          </option>
        ))}
      </select>
      <span class="pmx-choice-words" aria-hidden="true">
        {options.find((option) => option.id === value)?.name}
      </span>
    </span>
  );
}

interface SelectProps {
  label: string;
  value: string;
  options: Named[];
  nothing: string; // "Choose…"
  onChange: (value: string) => void;
  hideLabel?: boolean;
  focus?: string;
  described?: string;
}

/** A list with its label, and with words for nothing chosen yet. */
export function Select({ label, options, nothing, hideLabel, ...rest }: SelectProps) {
  const uid = useUid();
  return (
    <div class="pmx-field">
      <label class={hideLabel ? "pmx-hidden" : "pmx-label"} for={uid}>
        {label}
      </label>
      <Choice {...rest} id={uid} options={[{ id: "", name: nothing }, ...options]} />
    </div>
  );
}

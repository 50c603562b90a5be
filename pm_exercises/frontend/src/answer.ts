// Answers as plain JSON: compared, and changed one field at a time.

import type { Answer } from "./protocol";

/** An answer as text, the same for the same answer in whatever order its keys came. */
export function spelled(answer: unknown): string {
  return (
    JSON.stringify(answer, (_, value: unknown) =>
      isFields(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value,
    ) ?? "" // nothing at all
  );
}

/** The change that led from `base` to `made`, made on another answer. A list counts as one value. */
export function remade(base: Answer, made: Answer, onto: Answer): Answer {
  const result = { ...onto };
  for (const key of new Set([...Object.keys(base), ...Object.keys(made)])) {
    const [from, to, now] = [base[key], made[key], onto[key]];
    if (spelled(from) === spelled(to)) continue;
    if (!(key in made)) delete result[key];
    else result[key] = isFields(from) && isFields(to) && isFields(now) ? remade(from, to, now) : to;
  }
  return result;
}

/**
 * An answer with one field as another answer has it. The path is the kernel's: "vals.week". Null
 * where the answer has no such field.
 */
export function withFieldOf(answer: Answer, path: string, other: Answer): Answer | null {
  for (const [key, value] of Object.entries(answer)) {
    const inside = path.startsWith(`${key}.`);
    if (inside && isFields(value)) {
      const theirs = other[key];
      const mended = withFieldOf(value, path.slice(key.length + 1), isFields(theirs) ? theirs : {});
      if (mended) return { ...answer, [key]: mended };
    } else if (inside || path === key) {
      const { [key]: _, ...rest } = answer;
      return key in other ? { ...rest, [key]: other[key] } : rest;
    }
  }
  return null;
}

/** Whether something is a dictionary. */
export function isFields(value: unknown): value is Answer {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

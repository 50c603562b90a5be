import { useRef } from "preact/hooks";

/**
 * A number as the kernel last had it. What was just typed is text until the kernel has read it, and
 * a point cannot be drawn there yet.
 */
export function useSettled(value: unknown): number | undefined {
  const kept = useRef<number | undefined>(undefined);
  if (typeof value !== "string") kept.current = typeof value === "number" ? value : undefined;
  return kept.current;
}

// Keys belong to the board while the focus is in it; JupyterLab would edit the notebook with them.

import type { Link } from "./link";

const SUPPRESS = "data-lm-suppress-shortcuts";

/** Watch a board's keys until the returned function is called. */
export function keysOf(root: HTMLElement, link: Link): () => void {
  // JupyterLab's selectors name the focused element itself, so the attribute that keeps it from
  // taking a key has to stand there: on a parent it comes too late. Saving the notebook stays
  // JupyterLab's: otherwise the browser would offer to save the page.
  const before = (event: KeyboardEvent) => {
    const target = event.target as HTMLElement;
    if (!root.contains(target)) return;
    const saves = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s";
    if (saves) target.removeAttribute(SUPPRESS);
    else target.setAttribute(SUPPRESS, "true");
  };
  const undo = (event: KeyboardEvent) => {
    const typing = (event.target as HTMLElement).matches("textarea, input[type=text]");
    if (!(event.ctrlKey || event.metaKey) || typing) return;
    const key = event.key.toLowerCase();
    const verb = key === "y" || (key === "z" && event.shiftKey) ? "redo" : key === "z" ? "undo" : "";
    if (!verb) return;
    event.preventDefault();
    if (verb === "undo" ? link.state.canUndo : link.state.canRedo) void link.ask(verb);
  };
  // JupyterLab cancels a line break and an undo in whatever stands in a cell. Here they are the
  // writer's own, so it does not hear of them.
  const hide = (event: Event) => event.stopPropagation();
  window.addEventListener("keydown", before, true);
  root.addEventListener("keydown", undo);
  root.addEventListener("beforeinput", hide, true);
  return () => {
    window.removeEventListener("keydown", before, true);
    root.removeEventListener("keydown", undo);
    root.removeEventListener("beforeinput", hide, true);
  };
}

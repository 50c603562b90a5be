// Dragging with mouse, pen or finger. It only says where something was dropped: what that means is
// the board's business, and every drop can be done with a key and a button as well.

/** Where the pointer is: an element with data-drop, and how far along it, from 0 to 1. */
export interface Place {
  id: string;
  x: number;
  y: number;
  element: HTMLElement;
}

export interface Drag {
  root: HTMLElement; // places outside it do not count
  ghost: HTMLElement; // what follows the pointer, as a copy
  over?: (place: Place | null) => void;
  drop: (place: Place) => void;
}

const STEADY = 5; // pixels a pointer may tremble before it is a drag
const EDGE = 48; // pixels from the edge of the page where it begins to scroll

/** Follow a pointer from its pointerdown until it is let go. Escape lets nothing happen. */
export function startDrag(event: PointerEvent, { root, ghost, over, drop }: Drag): void {
  if (event.button !== 0 || !event.isPrimary) return;
  const from = { x: event.clientX, y: event.clientY };
  const box = ghost.getBoundingClientRect();
  let copy: HTMLElement | null = null;
  let place: Place | null = null;
  let inBoard = { x: 0, y: 0 }; // where the copy lies when it is not moved
  let now = from;
  let scroll = 0;

  const lift = () => {
    copy = ghost.cloneNode(true) as HTMLElement;
    copyChoices(ghost, copy);
    copy.classList.add("pmx-ghost");
    copy.style.width = `${box.width}px`;
    copy.setAttribute("aria-hidden", "true");
    copy.removeAttribute("data-focus");
    root.append(copy);
    // A container query makes the board what "fixed" is fixed to, and the board may scroll away.
    const at = copy.getBoundingClientRect();
    const board = root.getBoundingClientRect();
    inBoard = { x: at.x - board.x, y: at.y - board.y };
    ghost.classList.add("pmx-origin");
    root.classList.add("pmx-dragging");
    scroll = window.setInterval(() => scrollNear(root, now.y) && follow(), 30);
  };
  const follow = () => {
    const board = root.getBoundingClientRect();
    const left = box.x + now.x - from.x - board.x - inBoard.x;
    const top = box.y + now.y - from.y - board.y - inBoard.y;
    copy!.style.transform = `translate(${left}px, ${top}px)`;
    enter(placeAt(root, now.x, now.y));
  };
  const move = (next: PointerEvent) => {
    if (next.pointerId !== event.pointerId) return;
    now = { x: next.clientX, y: next.clientY };
    if (!copy && Math.hypot(now.x - from.x, now.y - from.y) < STEADY) return;
    if (!copy) lift();
    next.preventDefault();
    follow();
  };
  const enter = (next: Place | null) => {
    if (next?.element !== place?.element) {
      place?.element.removeAttribute("data-over");
      next?.element.setAttribute("data-over", "");
    }
    place = next;
    over?.(place);
  };
  const end = (dropped: Place | null) => {
    clearInterval(scroll);
    copy?.remove();
    ghost.classList.remove("pmx-origin");
    root.classList.remove("pmx-dragging");
    place?.element.removeAttribute("data-over");
    document.removeEventListener("pointermove", move);
    document.removeEventListener("pointerup", up);
    document.removeEventListener("pointercancel", cancel);
    document.removeEventListener("keydown", escape, true);
    document.removeEventListener("dragstart", native, true);
    over?.(null);
    if (dropped) drop(dropped);
  };
  const up = (last: PointerEvent) => last.pointerId === event.pointerId && end(copy && place);
  const cancel = () => end(null);
  // The browser would drag selected words itself, and tell us of the pointer no more.
  const native = (start: Event) => start.preventDefault();
  const escape = (key: KeyboardEvent) => {
    if (key.key !== "Escape") return;
    key.stopPropagation();
    end(null);
  };

  document.addEventListener("pointermove", move, { passive: false });
  document.addEventListener("pointerup", up);
  document.addEventListener("pointercancel", cancel);
  document.addEventListener("keydown", escape, true);
  document.addEventListener("dragstart", native, true);
}

/** Whether a pointerdown may start a drag: a finger only on a grip, so that it can scroll. */
export function mayDrag(event: PointerEvent): boolean {
  const target = event.target as HTMLElement;
  if (target.closest("[data-grip]")) return true;
  return event.pointerType !== "touch" && !target.closest("button, select, input, textarea, summary, a");
}

/** A copied list shows its first option, whatever was chosen in the one it is a copy of. */
function copyChoices(from: HTMLElement, to: HTMLElement): void {
  const lists = from.querySelectorAll("select");
  to.querySelectorAll("select").forEach((list, n) => (list.value = lists[n]!.value));
}

function placeAt(root: HTMLElement, x: number, y: number): Place | null {
  for (const hit of document.elementsFromPoint(x, y)) {
    const element = hit.closest<HTMLElement>("[data-drop]");
    if (!element || !root.contains(element)) continue;
    const box = element.getBoundingClientRect();
    const along = (at: number, start: number, size: number) =>
      Math.min(1, Math.max(0, (at - start) / Math.max(size, 1)));
    return {
      id: element.dataset.drop!,
      x: along(x, box.left, box.width),
      y: along(y, box.top, box.height),
      element,
    };
  }
  return null;
}

/** Scroll what the board lies in while the pointer is near its edge; say whether it scrolled. */
function scrollNear(root: HTMLElement, y: number): boolean {
  let box: HTMLElement | null = root;
  while (box && !(box.scrollHeight > box.clientHeight && /auto|scroll/.test(getComputedStyle(box).overflowY)))
    box = box.parentElement;
  if (!box) return false;
  const { top, bottom } = box.getBoundingClientRect();
  const before = box.scrollTop;
  if (y < top + EDGE) box.scrollTop -= 12;
  else if (y > bottom - EDGE) box.scrollTop += 12;
  return box.scrollTop !== before;
}

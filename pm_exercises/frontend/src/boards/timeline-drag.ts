// Dragging on the wall: where a card or a bar would land, and how far a pulled edge reaches.

import { useRef, useState } from "preact/hooks";
import { useDesk } from "../board";
import { type Place, startDrag } from "../drag";
import { type Bar, barOf, columnAt, lengthAt, type TimelineAnswer, type TimelineSpec } from "./timeline-moves";

/** What a pointerdown took hold of. */
export interface Held {
  item: string;
  bar: Bar | null; // null while it waits beside the wall
  len: number; // what it lasts, which may be chosen before its place is
  byEdge: boolean;
  offset: number; // columns between a bar's start and where it was grabbed
}

/** The bar that letting go at a place would make; null: off the wall. */
export function landing(held: Held, place: Pick<Place, "id" | "x">, columns: number): Bar | null {
  const { item, bar, len, byEdge, offset } = held;
  if (byEdge && bar) return { ...bar, len: lengthAt(place.x, bar.start, columns) };
  if (!place.id) return null;
  const start = Math.max(1, columnAt(place.x, columns) - offset);
  return { item, lane: place.id, start, len: Math.min(len, columns - start + 1) };
}

export interface Taking {
  /** The bar that would be made by letting go now. */
  slot: Bar | null;
  /** For onPointerDown of a card or a bar. */
  take(event: PointerEvent, item: string): void;
  /** Whether a click is only the end of a drag. */
  wasDrag(click: MouseEvent): boolean;
}

export function useTaking(
  spec: TimelineSpec,
  answer: TimelineAnswer,
  drop: (item: string, bar: Bar | null) => void,
): Taking {
  const desk = useDesk();
  const [slot, setSlot] = useState<Bar | null>(null);
  const dragged = useRef(false);
  // A drag outlives a drawing: something carried by key is dropped by the pointerdown itself.
  const latest = useRef(drop);
  latest.current = drop;
  const columns = spec.columns.length;

  return {
    slot,
    wasDrag: (click) => click.detail > 0 && dragged.current,
    take(event, item) {
      dragged.current = false;
      const [root, target] = [desk.root(), event.target as HTMLElement];
      const edge = target.closest<HTMLElement>("[data-edge]");
      // A finger that is on neither handle scrolls the page.
      if (!root || (event.pointerType === "touch" && !edge && !target.closest("[data-grip]"))) return;
      const bar = barOf(answer, item);
      const ghost = edge ?? (event.currentTarget as HTMLElement);
      const len = Number(answer.items[item]?.len ?? 1);
      const held = { item, bar, len, byEdge: edge !== null, offset: grabbedAt(event, bar, columns) };
      startDrag(event, {
        root,
        ghost,
        over: (place) => {
          dragged.current ||= place !== null;
          setSlot(place && landing(held, place, columns));
        },
        drop: (place) => {
          const to = landing(held, place, columns);
          const stays = to && bar && to.lane === bar.lane && to.start === bar.start && to.len === bar.len;
          if (!stays && (to || bar)) latest.current(item, to);
        },
      });
    },
  };
}

/** How many columns from its start a bar was grabbed; its grip counts as the start. */
function grabbedAt(event: PointerEvent, bar: Bar | null, columns: number): number {
  const target = event.target as HTMLElement;
  const lane = target.closest("[data-drop]")?.getBoundingClientRect();
  if (!bar || !lane || target.closest("[data-grip]")) return 0;
  const column = columnAt((event.clientX - lane.left) / lane.width, columns);
  return Math.min(Math.max(0, column - bar.start), bar.len - 1);
}

// A card and its handles: a grip to drag or carry it by, and a list that moves it without either.

import type { ComponentChildren } from "preact";
import { useDesk } from "../board";
import { mayDrag, type Place, startDrag } from "../drag";
import type { Card, Named } from "../protocol";
import { Marks } from "./marks";

interface CardProps {
  card: Card;
  carried: boolean;
  onKeyDown: (event: KeyboardEvent) => void;
  /** Where it was dropped with the pointer. */
  onDrop: (place: Place) => void;
  /** Where it can go, for the list. */
  places: Named[];
  onMove: (place: string) => void;
  moveLabel?: string;
  children?: ComponentChildren;
}

export function CardView({ card, carried, onKeyDown, onDrop, places, onMove, moveLabel, children }: CardProps) {
  const desk = useDesk();
  const name = card.name || card.text;
  return (
    <li
      class={`pmx-card${carried ? " pmx-carried" : ""}${desk.marks.has(card.id) ? " pmx-marked" : ""}`}
      data-card={card.id}
      onPointerDown={(event) => {
        const root = desk.root();
        if (root && mayDrag(event)) startDrag(event, { root, ghost: event.currentTarget, drop: onDrop });
      }}
    >
      <Grip id={card.id} name={name} carried={carried} onKeyDown={onKeyDown} />
      <div class="pmx-card-text">
        <span class="pmx-card-title">{card.text}</span>
        {card.note && <span class="pmx-small">{card.note}</span>}
        {children}
        <Marks id={card.id} />
      </div>
      <MoveList id={card.id} name={name} places={places} onMove={onMove} label={moveLabel ?? "Move to…"} />
    </li>
  );
}

interface GripProps {
  id: string;
  name: string;
  carried: boolean;
  onKeyDown: (event: KeyboardEvent) => void;
}

/** The handle: Space picks up, arrows move, Space drops, Escape puts back. */
export function Grip({ id, name, carried, onKeyDown }: GripProps) {
  return (
    <button
      type="button"
      class="pmx-grip"
      data-grip=""
      data-focus={`grip:${id}`}
      aria-label={`Move “${name}” with the keyboard`}
      aria-pressed={carried}
      title="Drag, or press Space and use the arrow keys"
      onKeyDown={onKeyDown}
    >
      <svg viewBox="0 0 10 16" width="10" height="16" aria-hidden="true">
        {[3, 8, 13].flatMap((y) => [2, 8].map((x) => <circle key={`${x}${y}`} cx={x} cy={y} r="1.4" />))}
      </svg>
    </button>
  );
}

interface MoveListProps {
  id: string;
  name: string;
  places: Named[];
  label: string;
  onMove: (place: string) => void;
}

/**
 * The way without dragging and without arrow keys: choose where it goes from a list. On a card the
 * list is under three dots, elsewhere it shows its words.
 */
export function MoveList({ id, name, places, label, onMove }: MoveListProps) {
  return (
    <span class="pmx-menu" title={label}>
      <svg viewBox="0 0 16 4" width="16" height="4" aria-hidden="true">
        {[2, 8, 14].map((x) => (
          <circle key={x} cx={x} cy="2" r="1.6" />
        ))}
      </svg>
      <select
        class="pmx-move"
        data-focus={`move:${id}`}
        aria-label={`Move “${name}” to`}
        value=""
        onChange={(event) => {
          const place = event.currentTarget.value;
          event.currentTarget.value = "";
          onMove(place);
        }}
      >
        <option value="" disabled>
          {label}
        </option>
        {places.map((place) => (
          <option key={place.id} value={place.id}>
            {place.name}
          </option>
        ))}
      </select>
    </span>
  );
}

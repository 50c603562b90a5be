// The places of a card builder: parts, their slots, and what hangs under them.

import { useDesk } from "../board";
import { Grip } from "../parts/card";
import { Marks } from "../parts/marks";
import type { Card } from "../protocol";
import { type BuilderAnswer, type Part, placeOf, type Slot } from "./builder-moves";

/** What every part of the board knows and may do. */
export interface Bench {
  shown: BuilderAnswer;
  held: string; // the kind of the card being moved, or ""
  open: string; // the kind that the hand shows
  carried: string | null;
  labelOf: (slot: string) => string;
  cardIn: (slot: string) => Card | undefined;
  carry: (event: KeyboardEvent, card: Card) => void;
  grab: (event: PointerEvent, card: Card) => void;
  choose: (slot: string, card: string) => void;
  link: (slot: Slot, target: string) => void;
}

export function Parts({ parts, bench }: { parts: Part[]; bench: Bench }) {
  if (!parts.length) return null;
  return (
    <ul class="pmx-parts">
      {parts.map((part) => (
        <PartView key={part.id} part={part} bench={bench} />
      ))}
    </ul>
  );
}

function PartView({ part, bench }: { part: Part; bench: Bench }) {
  const grouped = part.slots[0]?.group !== "";
  const links = part.slots.filter(({ takes }) => !takes);
  const fits = part.slots.filter(({ takes }) => takes && takes === bench.held);
  // Where only one slot of a part fits, the whole part is its target.
  const target = fits.length === 1 ? { "data-drop": fits[0]!.id } : {};
  return (
    <li class="pmx-part">
      <div class="pmx-part-body" {...target}>
        {grouped && (
          <div class="pmx-part-head">
            <h4>{part.title}</h4>
            {links.map((slot) => (
              <LinkField key={slot.id} slot={slot} bench={bench} />
            ))}
          </div>
        )}
        {part.slots
          .filter(({ takes }) => takes)
          .map((slot) => (
            <SlotView key={slot.id} slot={slot} bench={bench} heads={!grouped} />
          ))}
      </div>
      <Parts parts={part.below} bench={bench} />
    </li>
  );
}

function SlotView({ slot, bench, heads }: { slot: Slot; bench: Bench; heads: boolean }) {
  const desk = useDesk();
  const card = bench.cardIn(slot.id);
  const fits = slot.takes === bench.held;
  const classes = [card ? "pmx-slot" : "pmx-slot pmx-slot-open"];
  if (fits) classes.push("pmx-slot-fits");
  if (slot.takes === bench.open) classes.push("pmx-slot-asked");
  if (desk.marks.has(slot.id)) classes.push("pmx-marked");
  return (
    <div class={classes.join(" ")} data-slot={slot.id} {...(fits ? { "data-drop": slot.id } : {})}>
      <div class="pmx-slot-head">
        {heads ? <h4>{slot.name}</h4> : <span class="pmx-label">{slot.name}</span>}
        <CardList slot={slot} bench={bench} />
      </div>
      {card && <Placed card={card} slot={slot} bench={bench} />}
      <Marks id={slot.id} />
    </div>
  );
}

/** A card in its slot. Where one stands twice, as typed code can have it, only the first is carried. */
function Placed({ card, slot, bench }: { card: Card; slot: Slot; bench: Bench }) {
  const first = placeOf(bench.shown, card.id) === slot.id;
  const carried = first && bench.carried === card.id;
  return (
    <div
      class={carried ? "pmx-card pmx-carried" : "pmx-card"}
      data-card={card.id}
      onPointerDown={(event) => first && bench.grab(event, card)}
    >
      {first && (
        <Grip
          id={card.id}
          name={card.name || card.text}
          carried={carried}
          onKeyDown={(event) => bench.carry(event, card)}
        />
      )}
      <div class="pmx-card-text">
        <span class="pmx-card-title">{card.text}</span>
        {card.note && <span class="pmx-small">{card.note}</span>}
      </div>
    </div>
  );
}

/** The way without dragging: the cards that fit, at full length. It rests on its first words. */
function CardList({ slot, bench }: { slot: Slot; bench: Bench }) {
  const here = bench.shown.slots[slot.id];
  return (
    <select
      class="pmx-slot-list"
      data-focus={`slot:${slot.id}`}
      aria-label={here ? `Change ${slot.label}` : `${slot.label}: choose a card`}
      value=""
      onChange={(event) => {
        const chosen = event.currentTarget.value;
        event.currentTarget.value = "";
        bench.choose(slot.id, chosen === "-" ? "" : chosen);
      }}
    >
      <option value="" disabled>
        {here ? "Change…" : "Choose…"}
      </option>
      {here && <option value="-">Take it out</option>}
      {slot.options
        .filter(({ id }) => id !== here)
        .map(({ id, name }) => {
          const place = placeOf(bench.shown, id);
          return (
            <option key={id} value={id}>
              {place ? `${name} (now in ${bench.labelOf(place)})` : name}
            </option>
          );
        })}
    </select>
  );
}

function LinkField({ slot, bench }: { slot: Slot; bench: Bench }) {
  const desk = useDesk();
  return (
    <div class={desk.marks.has(slot.id) ? "pmx-slot-link pmx-marked" : "pmx-slot-link"}>
      <label>
        <span class="pmx-hidden">{slot.group}: </span>
        <span class="pmx-label">{slot.name}</span>
        <select
          data-focus={`link:${slot.id}`}
          value={bench.shown.slots[slot.id] ?? ""}
          onChange={(event) => bench.link(slot, event.currentTarget.value)}
        >
          <option value="">Choose…</option>
          {slot.options.map(({ id, name }) => (
            <option key={id} value={id}>
              {[name, bench.cardIn(id)?.text].filter(Boolean).join(": ")}
            </option>
          ))}
        </select>
      </label>
      <Marks id={slot.id} />
    </div>
  );
}

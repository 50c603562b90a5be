// What a card builder is made of, and what moving a card or a link does to the answer (W17).

import type { Direction } from "../carry";
import type { Answer, Card, Named, Spec } from "../protocol";

export interface Slot {
  id: string;
  name: string;
  label: string; // a name that makes sense alone
  group: string;
  under: string; // the slot it always hangs under
  takes: string; // the kind of card, or "" where it links to another slot
  options: Named[];
}

export interface BuilderSpec extends Spec {
  kinds: Named[];
  cards: Record<string, Card[]>;
  slots: Slot[];
}

export interface BuilderAnswer extends Answer {
  slots: Record<string, string>;
}

/** Slots that stand together, and the parts that hang under them. */
export interface Part {
  id: string;
  title: string;
  slots: Slot[];
  below: Part[];
}

/** No slot: among the cards. */
export const HAND = "";

/** What is built: parts that stand on their own, and parts whose link is still to be chosen. */
export function built(slots: Slot[], answer: BuilderAnswer): { tops: Part[]; loose: Part[] } {
  const parts = new Map<string, Part>();
  const home = (slot: Slot) => slot.group || slot.id;
  for (const slot of slots) {
    const part = parts.get(home(slot)) ?? { id: home(slot), title: slot.group || slot.name, slots: [], below: [] };
    part.slots.push(slot);
    parts.set(part.id, part);
  }
  const tops: Part[] = [];
  const loose: Part[] = [];
  for (const part of parts.values()) {
    const target = slots.find(({ id }) => id === aboveOf(part, answer));
    if (target) parts.get(home(target))!.below.push(part);
    else (part.slots.some(({ takes }) => !takes) ? loose : tops).push(part);
  }
  return { tops, loose };
}

function aboveOf(part: Part, answer: BuilderAnswer): string | undefined {
  return part.slots.map((slot) => slot.under || (slot.takes ? "" : answer.slots[slot.id])).find(Boolean);
}

/** The slots as they are read: each part, then what hangs under it. */
export function inOrder(parts: Part[]): Slot[] {
  return parts.flatMap((part) => [...part.slots, ...inOrder(part.below)]);
}

/** The first slot in which a card stands, or the hand. */
export function placeOf(answer: BuilderAnswer, card: string): string {
  return Object.keys(answer.slots).find((slot) => answer.slots[slot] === card) ?? HAND;
}

/** The answer with a card in a slot. What stood there takes the card's old place. */
export function put(answer: BuilderAnswer, card: string, slot: string): BuilderAnswer {
  const from = placeOf(answer, card);
  if (from === slot) return answer;
  const slots = { ...answer.slots };
  const other = slots[slot];
  if (from !== HAND) delete slots[from];
  if (from !== HAND && slot !== HAND && other) slots[from] = other;
  if (slot !== HAND) slots[slot] = card;
  return { ...answer, slots };
}

/** The answer with a slot linked to another, or emptied. */
export function holding(answer: BuilderAnswer, slot: string, target: string): BuilderAnswer {
  const slots = { ...answer.slots };
  if (target) slots[slot] = target;
  else delete slots[slot];
  return { ...answer, slots };
}

/** Where a carried card goes next: up and down through the slots that take it; above them all is the hand. */
export function placeBeside(places: string[], now: string, direction: Direction): string | null {
  const order = [HAND, ...places];
  const at = order.indexOf(now) + (direction === "down" || direction === "right" ? 1 : -1);
  return order[at] ?? null;
}

/** The kinds that still have an open slot, in their order. */
export function openKinds(spec: BuilderSpec, answer: BuilderAnswer): Named[] {
  return spec.kinds.filter(({ id }) => spec.slots.some(({ takes, id: slot }) => takes === id && !answer.slots[slot]));
}

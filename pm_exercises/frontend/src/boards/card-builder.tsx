// Something built from cards: a hand of cards by kind, and places that take one card each (W17).
// data-focus: grip:CARD, slot:SLOT (its list of cards), link:SLOT, kind:KIND (its heading).

import { useEffect, useState } from "preact/hooks";
import { type BoardProps, useDesk } from "../board";
import { useCarry } from "../carry";
import { mayDrag, startDrag } from "../drag";
import type { Card } from "../protocol";
import { Hand } from "./builder-hand";
import {
  type BuilderAnswer,
  type BuilderSpec,
  built,
  HAND,
  holding,
  inOrder,
  openKinds,
  placeBeside,
  placeOf,
  put,
} from "./builder-moves";
import { type Bench, Parts } from "./builder-parts";

export function CardBuilder({ spec, answer, change }: BoardProps<BuilderSpec, BuilderAnswer>) {
  const desk = useDesk();
  const [open, setOpen] = useState(() => openKinds(spec, answer)[0]?.id ?? "");
  const [lifted, lift] = useLifted();

  // The hand follows the work: once all places of a kind are filled, it shows the next one.
  const move = (next: BuilderAnswer, said: string) => {
    const [still] = openKinds(spec, next);
    const done = openKinds(spec, answer).length > openKinds(spec, next).length;
    if (done && still) setOpen(still.id);
    void change(next, done && still ? `${said} Next: ${still.name}.` : said);
  };
  const { shown, carried, onKeyDown } = useCarry(answer, move);
  const kindOf = (card: string) =>
    spec.kinds.find(({ id }) => spec.cards[id]?.some((other) => other.id === card))?.id ?? "";
  const held = kindOf(carried ?? lifted);
  const { tops, loose } = built(spec.slots, shown);
  const labelOf = (slot: string) => spec.slots.find(({ id }) => id === slot)?.label ?? "the cards";
  const all = Object.values(spec.cards).flat();
  const nameOf = (card: string) => {
    const found = all.find(({ id }) => id === card);
    return `“${found?.name || found?.text}”`;
  };

  /** What one card's move comes to, in words: where it is, and where what it pushed out went. */
  const moved = (card: string, slot: string) => {
    const other = slot === HAND ? undefined : answer.slots[slot];
    const is = `${nameOf(card)} is ${slot === HAND ? "back among the cards" : `in ${labelOf(slot)}`}.`;
    if (!other || other === card) return is;
    const from = placeOf(answer, card);
    return `${is} ${nameOf(other)} is ${from === HAND ? "back among the cards" : `in ${labelOf(from)}`}.`;
  };
  const give = (card: string, slot: string, focus: string) => {
    if (placeOf(answer, card) === slot) return;
    desk.focusOn(focus);
    move(put(answer, card, slot), moved(card, slot));
  };
  const carry = (event: KeyboardEvent, card: Card) => {
    // Its own kind is shown, so that it can be carried back into the hand.
    if (event.key === " " || event.key === "Enter") setOpen(kindOf(card.id));
    onKeyDown(event, card.id, nameOf(card.id), (at, direction) => {
      const fits = inOrder([...tops, ...loose]).filter(({ takes }) => takes === kindOf(card.id));
      const places = fits.map(({ id }) => id);
      const next = placeBeside(places, placeOf(at, card.id), direction);
      // From where it was picked up: what it passes on its way stays where it is.
      return next === null ? null : { answer: put(answer, card.id, next), said: moved(card.id, next) };
    });
  };
  const drop = (card: Card, slot: string) => {
    if (slot === HAND) setOpen(kindOf(card.id));
    give(card.id, slot, `grip:${card.id}`);
  };
  const bench: Bench = {
    shown,
    held,
    open,
    carried,
    labelOf,
    cardIn: (slot) => all.find(({ id }) => id === shown.slots[slot]),
    carry,
    grab: (event, card) => {
      const root = desk.root();
      if (!root || !mayDrag(event)) return;
      lift(card.id);
      const ghost = event.currentTarget as HTMLElement;
      startDrag(event, { root, ghost, drop: (place) => drop(card, place.id) });
    },
    choose: (slot, card) => {
      if (card) return give(card, slot, `slot:${slot}`);
      desk.focusOn(`slot:${slot}`);
      move(holding(answer, slot, ""), moved(answer.slots[slot] ?? "", HAND));
    },
    link: (slot, target) => {
      desk.focusOn(`link:${slot.id}`);
      const words = target ? `is now ${labelOf(target)}` : "is open again";
      move(holding(answer, slot.id, target), `${slot.label} ${words}.`);
    },
  };

  return (
    <div class={carried ? "pmx-builder pmx-carrying" : "pmx-builder"}>
      <Hand spec={spec} bench={bench} show={setOpen} />
      <div class="pmx-built">
        <Parts parts={tops} bench={bench} />
        {loose.length > 0 && tops.length > 0 && <p class="pmx-small pmx-loose">Not linked yet</p>}
        <Parts parts={loose} bench={bench} />
      </div>
    </div>
  );
}

/** The card that a pointer is on, from its pointerdown until it is let go. */
function useLifted(): [string, (card: string) => void] {
  const [lifted, lift] = useState("");
  useEffect(() => {
    if (!lifted) return undefined;
    const letGo = () => lift("");
    document.addEventListener("pointerup", letGo);
    document.addEventListener("pointercancel", letGo);
    return () => {
      document.removeEventListener("pointerup", letGo);
      document.removeEventListener("pointercancel", letGo);
    };
  }, [lifted]);
  return [lifted, lift];
}

// The hand of a card builder: its cards by kind, kept in sight beside the places.

import { useEffect, useRef } from "preact/hooks";
import { Grip } from "../parts/card";
import type { Card } from "../protocol";
import { type BuilderSpec, HAND, placeOf } from "./builder-moves";
import type { Bench } from "./builder-parts";

interface HandProps {
  spec: BuilderSpec;
  bench: Bench;
  show: (kind: string) => void;
}

/** The cards, one kind at a time. A used one stays, and says where it stands. */
export function Hand({ spec, bench, show }: HandProps) {
  const used = (kind: string) => spec.slots.filter(({ takes, id }) => takes === kind && bench.shown.slots[id]).length;
  const asked = (kind: string) => spec.slots.filter(({ takes }) => takes === kind).length;
  const element = useRef<HTMLDivElement>(null);
  useFollow(element);
  return (
    <div ref={element} class="pmx-hand" {...(bench.held ? { "data-drop": HAND } : {})}>
      {spec.kinds.map(({ id: kind, name }) => {
        const open = bench.open === kind;
        return (
          <div key={kind} class="pmx-kind">
            <h4>
              <button
                type="button"
                data-focus={`kind:${kind}`}
                aria-expanded={open}
                onClick={() => show(open ? "" : kind)}
              >
                <svg viewBox="0 0 10 10" width="10" height="10" aria-hidden="true">
                  <path d="M3 1l4 4-4 4" />
                </svg>
                <span class="pmx-kind-name">{name}</span>
                <span class="pmx-count">
                  {used(kind)} of {asked(kind)} placed
                </span>
              </button>
            </h4>
            {open && (
              <ul>
                {(spec.cards[kind] ?? []).map((card) => (
                  <HandCard key={card.id} card={card} bench={bench} />
                ))}
              </ul>
            )}
          </div>
        );
      })}
    </div>
  );
}

function HandCard({ card, bench }: { card: Card; bench: Bench }) {
  const place = placeOf(bench.shown, card.id);
  const text = (
    <div class="pmx-card-text">
      <span class="pmx-card-title">{card.text}</span>
      {card.note && <span class="pmx-small">{card.note}</span>}
      {place !== HAND && <span class="pmx-small pmx-card-used-in">in {bench.labelOf(place)}</span>}
    </div>
  );
  if (place !== HAND) return <li class="pmx-card pmx-card-used">{text}</li>;
  const carried = bench.carried === card.id;
  return (
    <li
      class={carried ? "pmx-card pmx-carried" : "pmx-card"}
      data-card={card.id}
      onPointerDown={(event) => bench.grab(event, card)}
    >
      <Grip
        id={card.id}
        name={card.name || card.text}
        carried={carried}
        onKeyDown={(event) => bench.carry(event, card)}
      />
      {text}
    </li>
  );
}

/** Keep the hand in sight beside the places. JupyterLab's outputs scroll, so CSS's sticky cannot. */
function useFollow(hand: { current: HTMLElement | null }): void {
  const follow = () => {
    const builder = hand.current?.parentElement;
    if (!hand.current || !builder) return;
    const room = builder.offsetHeight - hand.current.offsetHeight;
    const beside = hand.current.offsetWidth < builder.offsetWidth * 0.6;
    const gone = topInSight(builder) + 8 - builder.getBoundingClientRect().top;
    const down = beside ? Math.max(0, Math.min(gone, room)) : 0;
    hand.current.style.transform = down ? `translateY(${down}px)` : "";
  };
  useEffect(follow); // whatever changed may have made room, or taken it
  useEffect(() => {
    document.addEventListener("scroll", follow, { capture: true, passive: true });
    return () => document.removeEventListener("scroll", follow, { capture: true });
  }, []);
}

/** Where the part of the page that scrolls begins on the screen. */
function topInSight(element: HTMLElement): number {
  let box: HTMLElement | null = element.parentElement;
  while (box && !(box.scrollHeight > box.clientHeight && /auto|scroll/.test(getComputedStyle(box).overflowY)))
    box = box.parentElement;
  return box?.getBoundingClientRect().top ?? 0;
}

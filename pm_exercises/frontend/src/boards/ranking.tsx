// Things to put in order, best first (W2). One list with a line in it: ranked above, the rest below,
// so that adding one moves the line and nothing else.
// data-focus keys: grip:ID, move:ID, up:ID, down:ID, add:ID.

import { useRef, useState } from "preact/hooks";
import { type BoardProps, useDesk } from "../board";
import { type Direction, useCarry } from "../carry";
import { mayDrag, type Place, startDrag } from "../drag";
import { Grip, MoveList } from "../parts/card";
import { Marks } from "../parts/marks";
import { Picks } from "../parts/picks";
import type { Answer, Card, Named, Pick, Spec } from "../protocol";

export interface RankingSpec extends Spec {
  cards: Card[];
  picks: Pick[];
  heading: string;
}

export interface RankingAnswer extends Answer {
  order: string[];
  picks?: Record<string, Record<string, string>>;
}

/** Where a dragged card would land: just above or below a ranked one. */
interface Gap {
  row: string;
  below: boolean;
}

const TRAY = "tray";
const END = "end";
const ROW = "row:";

/** The answer with one card at a position counted from 0, or, with -1, not ranked. */
export function ranked<A extends RankingAnswer>(answer: A, card: string, at: number): A {
  const order = answer.order.filter((id) => id !== card);
  if (at >= 0) order.splice(at, 0, card);
  return { ...answer, order };
}

/** Where an arrow takes a card: one place up or down, from the tray to the end. Null: nowhere. */
export function placeBeside(order: string[], card: string, direction: Direction): number | null {
  const here = order.indexOf(card);
  if (direction === "up") return here === 0 ? null : here < 0 ? order.length : here - 1;
  if (direction === "down") return here < 0 || here === order.length - 1 ? null : here + 1;
  return null;
}

/** The position that a card gets when it is dropped somewhere: -1 in the tray, null nowhere. */
export function placeDropped(order: string[], card: string, place: { id: string; y: number }): number | null {
  if (place.id === TRAY) return -1;
  const others = order.filter((id) => id !== card);
  if (place.id === END) return others.length;
  const row = place.id.startsWith(ROW) ? place.id.slice(ROW.length) : "";
  if (row === card || !others.includes(row)) return null;
  return others.indexOf(row) + (place.y < 0.5 ? 0 : 1);
}

/** Every position that a card can be moved to, by number, and the way back to the tray. */
export function positions(order: string[], card: string): Named[] {
  const here = order.indexOf(card);
  const count = here < 0 ? order.length + 1 : order.length;
  const words = (at: number) =>
    at === 0 ? "1, the top" : at === count - 1 ? `${count}, the end` : String(at + 1);
  const all = Array.from({ length: count }, (_, at) => ({ id: String(at), name: words(at) }));
  const elsewhere = all.filter(({ id }) => id !== String(here));
  return here < 0 ? elsewhere : [...elsewhere, { id: "-1", name: "Not ranked yet" }];
}

export function Ranking({ spec, answer, change }: BoardProps<RankingSpec, RankingAnswer>) {
  const desk = useDesk();
  const { shown, carried, onKeyDown } = useCarry(answer, change);
  const [gap, setGap] = useState<Gap | null>(null);
  // A drag ends long after it began: what it changes is the answer of that moment.
  const latest = useRef(answer);
  latest.current = answer;
  const said = (card: Card, order: string[]) => {
    const at = order.indexOf(card.id);
    return at < 0 ? `${called(card)} is not ranked.` : `${called(card)} is number ${at + 1} of ${order.length}.`;
  };

  const put = (card: Card, at: number | null, focus: string) => {
    if (at === null || at === latest.current.order.indexOf(card.id)) return;
    const next = ranked(latest.current, card.id, at);
    desk.focusOn(`${focus}:${card.id}`);
    void change(next, said(card, next.order));
  };
  const step = (card: Card, direction: Direction) => {
    const at = placeBeside(answer.order, card.id, direction);
    if (at === null) desk.say(`${called(card)} cannot go further ${direction}.`);
    put(card, at, direction);
  };
  const drag = (event: PointerEvent & { currentTarget: HTMLElement }, card: Card) => {
    const root = desk.root();
    if (!root || !mayDrag(event)) return;
    startDrag(event, {
      root,
      ghost: event.currentTarget,
      over: (place) => setGap((before) => same(before, gapAt(place, card.id))),
      drop: (place) => put(card, placeDropped(latest.current.order, card.id, place), "grip"),
    });
  };

  const lay = (card: Card, at: number) => (
    <li
      key={card.id}
      class={look(card.id, carried, desk.marks.has(card.id), gap)}
      data-card={card.id}
      {...(at < 0 ? {} : { "data-drop": `${ROW}${card.id}` })}
      onPointerDown={(event) => drag(event, card)}
    >
      <span class="pmx-rank-place">{at < 0 ? "–" : at + 1}</span>
      <Grip
        id={card.id}
        name={card.name || card.text}
        carried={carried === card.id}
        onKeyDown={(event) =>
          onKeyDown(event, card.id, called(card), (now, direction) => {
            const to = placeBeside(now.order, card.id, direction);
            if (to === null) return null;
            const next = ranked(now, card.id, to);
            return { answer: next, said: said(card, next.order) };
          })
        }
      />
      <div class="pmx-rank-text">
        <span class="pmx-card-title">{card.text}</span>
        {card.note && <span class="pmx-small">{card.note}</span>}
        <Picks picks={spec.picks} card={card} answer={answer} change={change} />
        <Marks id={card.id} />
      </div>
      <div class="pmx-rank-actions">
        {at < 0 ? (
          <button
            type="button"
            data-focus={`add:${card.id}`}
            aria-label={`Add ${called(card)} to the order`}
            onClick={() => put(card, answer.order.length, "up")}
          >
            Add
          </button>
        ) : (
          <>
            <Step card={card} direction="up" can={at > 0} act={() => step(card, "up")} />
            <Step card={card} direction="down" can={at < shown.order.length - 1} act={() => step(card, "down")} />
          </>
        )}
        <MoveList
          id={card.id}
          name={card.name || card.text}
          label="Move to…"
          places={positions(shown.order, card.id)}
          onMove={(place) => put(card, Number(place), "move")}
        />
      </div>
    </li>
  );
  const inOrder = shown.order.flatMap((id) => spec.cards.find((card) => card.id === id) ?? []);
  const rest = spec.cards.filter(({ id }) => !shown.order.includes(id));

  return (
    <div class="pmx-ranking">
      <h4>
        {spec.heading} <span class="pmx-count">{inOrder.length}</span>
      </h4>
      <ol class="pmx-rank-list">{inOrder.map(lay)}</ol>
      {rest.length > 0 && (
        <>
          <p class="pmx-rank-next pmx-small" data-drop={END}>
            <span class="pmx-rank-place" aria-hidden="true">
              {inOrder.length + 1}
            </span>
            {inOrder.length ? "The next one goes here" : "Drag the first one here, or press Add"}
          </p>
          <div class="pmx-rank-rest" data-drop={TRAY}>
            <h4>
              Not ranked yet <span class="pmx-count">{rest.length}</span>
            </h4>
            <ul class="pmx-rank-list pmx-rank-tray">{rest.map((card) => lay(card, -1))}</ul>
          </div>
        </>
      )}
    </div>
  );
}

const called = (card: Card) => `“${card.name || card.text}”`;

function gapAt(place: Place | null, card: string): Gap | null {
  if (!place?.id.startsWith(ROW)) return null;
  const row = place.id.slice(ROW.length);
  return row === card ? null : { row, below: place.y >= 0.5 };
}

/** The gap as it was where nothing changed, so that a pointer on its way draws nothing anew. */
function same(before: Gap | null, now: Gap | null): Gap | null {
  return before?.row === now?.row && before?.below === now?.below ? before : now;
}

function look(id: string, carried: string | null, marked: boolean, gap: Gap | null): string {
  const words = ["pmx-rank-row"];
  if (carried === id) words.push("pmx-carried");
  if (marked) words.push("pmx-marked");
  if (gap?.row === id) words.push(gap.below ? "pmx-gap-below" : "pmx-gap-above");
  return words.join(" ");
}

interface StepProps {
  card: Card;
  direction: "up" | "down";
  can: boolean;
  act: () => void;
}

/** At the ends it stays in the tab order, so that the focus is never lost. */
function Step({ card, direction, can, act }: StepProps) {
  return (
    <button
      type="button"
      class="pmx-step"
      data-focus={`${direction}:${card.id}`}
      aria-label={`Move ${called(card)} ${direction}`}
      aria-disabled={!can}
      title={direction === "up" ? "Up" : "Down"}
      onClick={act}
    >
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
        <path d={direction === "up" ? "M8 13V3M3.5 7.5 8 3l4.5 4.5" : "M8 3v10M3.5 8.5 8 13l4.5-4.5"} />
      </svg>
    </button>
  );
}

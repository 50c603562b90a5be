// Cards to sort into bins, with extra choices on a card where the exercise asks for them (W1).

import { type BoardProps, useDesk, useLatest } from "../board";
import { type Direction, useCarry } from "../carry";
import { CardView } from "../parts/card";
import { Circles } from "../parts/circles";
import { Picks } from "../parts/picks";
import type { Answer, Card, Named, Pick, Spec } from "../protocol";

export interface SorterSpec extends Spec {
  cards: Card[];
  bins: Named[];
  picks: Pick[];
  picture: "columns" | "circles";
}

export interface SorterAnswer extends Answer {
  bins: Record<string, string>;
  picks?: Record<string, Record<string, string>>;
}

const UNSORTED = "";

/** The answer with one card in a bin, or back among the unsorted ones. */
export function sorted<A extends SorterAnswer>(answer: A, card: string, bin: string): A {
  const bins = { ...answer.bins };
  if (bin === UNSORTED) delete bins[card];
  else bins[card] = bin;
  return { ...answer, bins };
}

/** The bin that lies in a direction from a card's own. Unsorted cards lie before the first bin. */
export function binBeside(bins: Named[], now: string, direction: Direction): string | null {
  const order = [UNSORTED, ...bins.map((bin) => bin.id)];
  const at = order.indexOf(now) + (direction === "right" || direction === "down" ? 1 : -1);
  return order[at] ?? null;
}

export function CardSorter({ spec, answer, change }: BoardProps<SorterSpec, SorterAnswer>) {
  const desk = useDesk();
  const { shown, carried, onKeyDown } = useCarry(answer, change);
  const nameOf = (bin: string) => spec.bins.find(({ id }) => id === bin)?.name ?? "the cards to sort";
  const placed = (card: Card, bin: string) => `“${card.name || card.text}” is in ${nameOf(bin)}.`;

  const latest = useLatest(answer);
  const put = (card: Card, bin: string, focus: string) => {
    if ((latest.current.bins[card.id] ?? UNSORTED) === bin) return;
    desk.focusOn(`${focus}:${card.id}`);
    void change(sorted(latest.current, card.id, bin), placed(card, bin));
  };
  const lay = (card: Card) => {
    const here = shown.bins[card.id] ?? UNSORTED;
    const elsewhere = [...spec.bins, { id: "-", name: "Back to the cards to sort" }].filter(
      ({ id }) => id !== here && !(id === "-" && here === UNSORTED),
    );
    return (
      <CardView
        key={card.id}
        card={card}
        carried={carried === card.id}
        places={elsewhere}
        onMove={(place) => put(card, place === "-" ? UNSORTED : place, "move")}
        onDrop={(place) => put(card, place.id, "grip")}
        onKeyDown={(event) =>
          onKeyDown(event, card.id, `“${card.name || card.text}”`, (at, direction) => {
            const bin = binBeside(lanes, at.bins[card.id] ?? UNSORTED, direction);
            return bin === null ? null : { answer: sorted(at, card.id, bin), said: placed(card, bin) };
          })
        }
      >
        <Picks picks={spec.picks} card={card} answer={answer} change={change} />
      </CardView>
    );
  };
  const inBin = (bin: string) => spec.cards.filter((card) => (shown.bins[card.id] ?? UNSORTED) === bin);
  const unsorted = inBin(UNSORTED);
  // The overlap stands between the two sides, below as in the picture above.
  const [one, two, ...rest] = spec.bins;
  const lanes = spec.picture === "circles" && one && two ? [one, ...rest, two] : spec.bins;

  return (
    <div class="pmx-sorter">
      <div class={unsorted.length ? "pmx-tray" : "pmx-tray pmx-tray-empty"} data-drop={UNSORTED}>
        <h4>
          To sort <span class="pmx-count">{unsorted.length}</span>
        </h4>
        <ul>{unsorted.map(lay)}</ul>
        {unsorted.length === 0 && <p class="pmx-small">Every card has a place.</p>}
      </div>
      {spec.picture === "circles" && (
        <Circles bins={spec.bins} counts={spec.bins.map(({ id }) => inBin(id).length)} />
      )}
      <div class="pmx-lanes">
        {lanes.map((bin) => {
          const cards = inBin(bin.id);
          return (
            <div key={bin.id} class="pmx-lane" data-drop={bin.id}>
              <h4>
                {bin.name} <span class="pmx-count">{cards.length}</span>
              </h4>
              <ul>{cards.map(lay)}</ul>
              {cards.length === 0 && <p class="pmx-small pmx-empty">Nothing here yet</p>}
            </div>
          );
        })}
      </div>
    </div>
  );
}

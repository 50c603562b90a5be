// An empathy map: quotes in four quadrants around a person, and the needs they point at (W6).
// data-focus: grip:QUOTE, move:QUOTE, need:NEED.

import { useRef } from "preact/hooks";
import { type BoardProps, useDesk } from "../board";
import { type Direction, useCarry } from "../carry";
import { CardView } from "../parts/card";
import { Marks } from "../parts/marks";
import { useUid } from "../parts/fields";
import type { Answer, Card, Live, Named, Spec } from "../protocol";

export interface Quadrant extends Named {
  meaning: string;
}

export interface MapSpec extends Spec {
  person: string;
  quotes: Card[];
  quadrants: Quadrant[]; // in reading order: two above, two below
  ask: string;
  needs: Named[];
  mostNeeds: number;
  full: string; // what to say when no more needs can be chosen
}

export interface MapAnswer extends Answer {
  quad: Record<string, string>;
  needs: string[];
}

const UNSORTED = "";
const BACK = "-"; // a list's value for "not sorted": the empty one is what it says at rest

/** The answer with one quote in a quadrant, or back among those to sort. */
export function sorted(answer: MapAnswer, quote: string, quadrant: string): MapAnswer {
  const quad = { ...answer.quad };
  if (quadrant === UNSORTED) delete quad[quote];
  else quad[quote] = quadrant;
  return { ...answer, quad };
}

/** The answer with one need chosen or let go; null where that would be one too many. */
export function chosen(answer: MapAnswer, need: string, most: number): MapAnswer | null {
  const without = answer.needs.filter((id) => id !== need);
  if (without.length < answer.needs.length) return { ...answer, needs: without };
  return without.length < most ? { ...answer, needs: [...without, need] } : null;
}

/** The quadrant in a direction: in two columns as on paper, or one below the other. The quotes to
 * sort lie above. */
export function quadrantBeside(
  quadrants: Named[],
  now: string,
  direction: Direction,
  columns: number,
): string | null {
  const at = quadrants.findIndex(({ id }) => id === now);
  if (at < 0) return direction === "down" ? (quadrants[0]?.id ?? null) : null;
  const column = at % columns;
  if (direction === "left" && column === 0) return null;
  if (direction === "right" && column === columns - 1) return null;
  const next = at + { left: -1, right: 1, up: -columns, down: columns }[direction];
  if (next < 0) return UNSORTED;
  return quadrants[next]?.id ?? null;
}

type Props = BoardProps<MapSpec, MapAnswer>;

export function EmpathyMap({ spec, answer, live, change }: Props) {
  const desk = useDesk();
  const { shown, carried, onKeyDown } = useCarry(answer, change);
  const map = useRef<HTMLDivElement>(null);
  const placeOf = (quadrant: string) =>
    spec.quadrants.find(({ id }) => id === quadrant)?.name ?? "the quotes to sort";
  const placed = (quote: Card, quadrant: string) => `“${nameOf(quote)}” is in ${placeOf(quadrant)}.`;

  const put = (quote: Card, quadrant: string, focus: string) => {
    if ((answer.quad[quote.id] ?? UNSORTED) === quadrant) return;
    desk.focusOn(`${focus}:${quote.id}`);
    void change(sorted(answer, quote.id, quadrant), placed(quote, quadrant));
  };
  const lay = (quote: Card) => {
    const here = shown.quad[quote.id] ?? UNSORTED;
    const elsewhere = spec.quadrants.filter(({ id }) => id !== here);
    return (
      <CardView
        key={quote.id}
        card={quote}
        carried={carried === quote.id}
        places={here ? [...elsewhere, { id: BACK, name: "Back to the quotes to sort" }] : elsewhere}
        onMove={(place) => put(quote, place === BACK ? UNSORTED : place, "move")}
        onDrop={(place) => put(quote, place.id, "grip")}
        onKeyDown={(event) =>
          onKeyDown(event, quote.id, `“${nameOf(quote)}”`, (at, direction) => {
            const now = at.quad[quote.id] ?? UNSORTED;
            const next = quadrantBeside(spec.quadrants, now, direction, columnsOf(map.current));
            return next === null ? null : { answer: sorted(at, quote.id, next), said: placed(quote, next) };
          })
        }
      />
    );
  };
  const inQuadrant = (quadrant: string) =>
    spec.quotes.filter(({ id }) => (shown.quad[id] ?? UNSORTED) === quadrant);
  const unsorted = inQuadrant(UNSORTED);

  return (
    <div class="pmx-empathy">
      <div class={unsorted.length ? "pmx-tray" : "pmx-tray pmx-tray-empty"} data-drop={UNSORTED}>
        <h4>
          Quotes to sort <span class="pmx-count">{unsorted.length}</span>
        </h4>
        <ul>{unsorted.map(lay)}</ul>
        {unsorted.length === 0 && <p class="pmx-small">Every quote is on the map.</p>}
      </div>
      <div class="pmx-empathy-map" ref={map}>
        <Person name={spec.person} />
        {spec.quadrants.map((quadrant) => {
          const quotes = inQuadrant(quadrant.id);
          return (
            <div key={quadrant.id} class={`pmx-lane pmx-empathy-quadrant pmx-empathy-quadrant-${quadrant.id}`} data-drop={quadrant.id}>
              <h4>
                {quadrant.name} <span class="pmx-count">{quotes.length}</span>
              </h4>
              <p class="pmx-small pmx-meaning">{quadrant.meaning}</p>
              <ul>{quotes.map(lay)}</ul>
            </div>
          );
        })}
      </div>
      <Needs spec={spec} answer={answer} live={live} change={change} />
    </div>
  );
}

function nameOf(quote: Card): string {
  return quote.name || quote.text;
}

/** How many quadrants lie beside each other just now: a narrow column has one. */
function columnsOf(map: HTMLElement | null): number {
  return map ? getComputedStyle(map).gridTemplateColumns.split(" ").length : 2;
}

function Person({ name }: { name: string }) {
  return (
    <div class="pmx-person">
      <svg viewBox="0 0 48 48" width="48" height="48" aria-hidden="true">
        <circle cx="24" cy="17" r="9" />
        <path d="M7 45c1-11 8-16 17-16s16 5 17 16" />
      </svg>
      <strong>{name}</strong>
    </div>
  );
}

function Needs({ spec, answer, live, change }: Props) {
  const desk = useDesk();
  const uid = useUid();
  const choose = (need: Named) => {
    const next = chosen(answer, need.id, spec.mostNeeds);
    if (!next) return;
    const taken = next.needs.includes(need.id);
    void change(next, `“${need.name}” is ${taken ? "chosen as a need" : "no longer chosen"}.`);
  };
  return (
    <fieldset class="pmx-needs">
      <legend>{spec.ask}</legend>
      <p class="pmx-small" id={uid}>
        {wordsOf(live)}
      </p>
      {spec.needs.map((need) => {
        const full = chosen(answer, need.id, spec.mostNeeds) === null;
        return (
          <div key={need.id} class={desk.marks.has(need.id) ? "pmx-need pmx-marked" : "pmx-need"}>
            <label>
              <input
                type="checkbox"
                data-focus={`need:${need.id}`}
                checked={answer.needs.includes(need.id)}
                aria-disabled={full}
                aria-describedby={uid}
                onClick={(event) => {
                  if (!full) return;
                  event.preventDefault();
                  desk.say(`${spec.full}.`); // what the kernel says of the last choice may still be on its way
                }}
                onChange={() => choose(need)}
              />
              <span>{need.name}</span>
            </label>
            <Marks id={need.id} />
          </div>
        );
      })}
    </fieldset>
  );
}

/** "2 of 2 chosen; …": how many needs are chosen, as the kernel puts it. */
function wordsOf(live: Live): string {
  return String(live.facts.needs ?? "");
}

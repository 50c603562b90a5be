// Items scored by reach, impact, confidence and effort, ranked, with a line under what is built (W3).
// Ranking and line are one sequence: the items' ids, and among them the LINE. Focus keys: grip:, up:,
// down: and move: with an item's id or the LINE's, FACTOR:ITEM for a number, and sort.

import { useEffect, useState } from "preact/hooks";
import { type BoardProps, useDesk } from "../board";
import { type Direction, useCarry } from "../carry";
import { useSave, useUid } from "../parts/fields";
import type { Answer, Card, Named, Reply, Spec } from "../protocol";
import { type Factor, type Handles, ItemRow, LineRow } from "./rice-rows";

export interface RiceSpec extends Spec {
  items: Card[];
  factors: Factor[];
}

export interface RiceAnswer extends Answer {
  rows: Record<string, Record<string, number | string>>;
  order: string[];
  cut: string[];
}

/** What Python makes of the answer. */
interface Facts extends Record<string, unknown> {
  scores: Record<string, string>;
  ranked: string[]; // by score
  order: string[]; // the ranking that `lines` belongs to
  lines: { text: string; over: boolean }[]; // what each place of the line comes to
}

/** The line's own id. No item has a space in its id. */
export const LINE = "cut line";

/** The answer with one number of one item, as it was typed; "" empties it. */
export function rated(answer: RiceAnswer, item: string, factor: string, typed: string): RiceAnswer {
  const { [factor]: _, ...others } = answer.rows[item] ?? {};
  const row = typed === "" ? others : { ...others, [factor]: typed };
  return { ...answer, rows: { ...answer.rows, [item]: row } };
}

/** Items and line from top to bottom. */
export function sequenceOf(items: Card[], answer: RiceAnswer): string[] {
  const order = answer.order.length ? answer.order : items.map(({ id }) => id);
  return order.toSpliced(order.length - answer.cut.length, 0, LINE);
}

/** The answer with items and line in another sequence. */
export function ranked(answer: RiceAnswer, sequence: string[]): RiceAnswer {
  const line = sequence.indexOf(LINE);
  return { ...answer, order: sequence.filter((id) => id !== LINE), cut: sequence.slice(line + 1) };
}

/** The sequence with one thing at another place, counted without it. */
export function putAt(sequence: string[], id: string, place: number): string[] {
  return sequence.filter((other) => other !== id).toSpliced(place, 0, id);
}

/** The sequence with one thing a step up or down, or null at the end. The line is a step as well. */
export function stepped(sequence: string[], id: string, direction: Direction): string[] | null {
  const place = sequence.indexOf(id) + (direction === "up" ? -1 : 1);
  if (direction === "left" || direction === "right" || !(place in sequence)) return null;
  return putAt(sequence, id, place);
}

/** The sequence with one thing dropped on the upper or lower half of another. */
export function droppedOn(sequence: string[], id: string, target: string, share: number): string[] {
  if (id === target) return sequence;
  const place = sequence.filter((other) => other !== id).indexOf(target);
  return putAt(sequence, id, share < 0.5 ? place : place + 1);
}

/** The sequence with its items in an order; as many as before stay above the line. */
export function reordered(sequence: string[], order: string[]): string[] {
  return order.toSpliced(sequence.indexOf(LINE), 0, LINE);
}

/** Where something can go, for its list: every place but its own. */
export function placesFor(sequence: string[], id: string, nameOf: (id: string) => string): Named[] {
  const others = sequence.filter((other) => other !== id);
  const line = others.indexOf(LINE);
  const words = (place: number) => {
    if (id !== LINE) return place <= line ? `${place + 1}, built` : `${place}, cut`;
    return place === 0 ? "Top: build nothing" : `Under ${place}: ${nameOf(others[place - 1]!)}`;
  };
  return [...others, ""]
    .map((_, place) => ({ id: String(place), name: words(place) }))
    .filter((_, place) => place !== sequence.indexOf(id));
}

export function Rice({ spec, answer, live, change }: BoardProps<RiceSpec, RiceAnswer>) {
  const desk = useDesk();
  const facts = live.facts as Facts;
  const uid = useUid();
  const unitIds = Object.fromEntries(
    spec.factors.filter(({ unit }) => unit).map(({ id }) => [id, `${uid}-${id}`]),
  );
  const { shown, carried, onKeyDown } = useCarry(answer, change);
  const sequence = sequenceOf(spec.items, shown);
  const built = sequence.indexOf(LINE);
  const nameOf = (id: string) => {
    const item = spec.items.find((other) => other.id === id);
    return item ? item.name || item.text : "the cut line";
  };
  /** What a place of the line comes to, where Python has already said it of this ranking. */
  const lineAt = (order: string[], place: number) =>
    order.join() === facts.order.join() ? facts.lines[place] : undefined;
  const saidOf = (next: string[], id: string) => {
    const { order, cut } = ranked(answer, next);
    const above = order.length - cut.length;
    if (id !== LINE)
      return `“${nameOf(id)}” is ${order.indexOf(id) + 1} of ${order.length}, ${cut.includes(id) ? "cut" : "built"}.`;
    return `The cut line: ${above} built, ${cut.length} cut. ${lineAt(order, above)?.text ?? ""}`.trim();
  };
  const move = (next: string[] | null, id: string, focus: string) => {
    desk.focusOn(`${focus}:${id}`);
    if (!next || next.join() === sequence.join()) return;
    void change(ranked(answer, next), saidOf(next, id));
  };
  const sort = useSort(facts, () => {
    const next = reordered(sequence, facts.ranked);
    void change(ranked(answer, next), `Sorted by score: “${nameOf(facts.ranked[0]!)}” is first.`);
  });
  const handles = (id: string): Handles => ({
    id,
    name: nameOf(id),
    carried: carried === id,
    first: sequence[0] === id,
    last: sequence.at(-1) === id,
    places: placesFor(sequence, id, nameOf),
    step: (direction) => move(stepped(sequence, id, direction), id, direction),
    put: (place) => move(putAt(sequence, id, place), id, "move"),
    drop: (place) => move(droppedOn(sequence, id, place.id, place.y), id, "grip"),
    onKeyDown: (event) =>
      onKeyDown(event, id, id === LINE ? "The cut line" : `“${nameOf(id)}”`, (at, direction) => {
        const next = stepped(sequenceOf(spec.items, at), id, direction);
        return next && { answer: ranked(at, next), said: saidOf(next, id) };
      }),
  });
  const save = useSave(answer, change);
  const rate = (item: string, factor: string, typed: string) =>
    sort.after(save(`rows.${item}.${factor}`, (now) => rated(now, item, factor, typed)));
  const idle = sortIdle(facts, answer);

  return (
    <div class="pmx-rice">
      <div class="pmx-rice-tools">
        <span class="pmx-small">Score = reach × impact × confidence ÷ effort</span>
        <button
          type="button"
          data-focus="sort"
          aria-disabled={idle !== "" && !sort.waits}
          onClick={() => (idle && !sort.waits ? desk.say(idle) : sort.ask())}
        >
          Sort by score
        </button>
      </div>
      <table>
        <caption class="pmx-hidden">{spec.title}: the items in order, and the cut line among them</caption>
        <thead>
          <tr>
            <th scope="col">Rank</th>
            <th scope="col">Item and evidence</th>
            {spec.factors.map((factor) => (
              <th key={factor.id} scope="col">
                {factor.label}
                {factor.unit && (
                  <span class="pmx-unit" id={unitIds[factor.id]}>
                    {factor.unit}
                  </span>
                )}
              </th>
            ))}
            <th scope="col" class="pmx-rice-score">
              Score
            </th>
            <th scope="col">
              <span class="pmx-hidden">Move</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {sequence.map((id, place) => {
            const item = spec.items.find((other) => other.id === id);
            if (!item)
              return (
                <LineRow
                  key={id}
                  handles={handles(id)}
                  columns={spec.factors.length + 4}
                  now={lineAt(ranked(answer, sequence).order, built)}
                />
              );
            return (
              <ItemRow
                key={id}
                item={item}
                rank={place < built ? place + 1 : place}
                cut={place > built}
                factors={spec.factors}
                unitIds={unitIds}
                numbers={answer.rows[id] ?? {}}
                score={facts.scores[id]}
                handles={handles(id)}
                onRate={(factor, typed) => rate(id, factor, typed)}
              />
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

/** Why there is nothing to sort, or "". */
function sortIdle(facts: Facts, answer: RiceAnswer): string {
  if (!Object.keys(facts.scores).length) return "No item has all four numbers yet.";
  return answer.order.join() === facts.ranked.join() ? "The items are in the order of their scores." : "";
}

/** Sorting uses Python's scores: a number still on its way there is waited for. */
function useSort(facts: Facts, sort: () => void) {
  const [onTheirWay, count] = useState(0);
  const [asked, ask] = useState(false);
  useEffect(() => {
    if (!asked || onTheirWay) return;
    ask(false);
    if (Object.keys(facts.scores).length) sort();
  });
  return {
    waits: onTheirWay > 0,
    ask: () => ask(true),
    after: (reply: Promise<Reply>) => {
      count((n) => n + 1);
      return reply.finally(() => count((n) => n - 1));
    },
  };
}

// The wall: column headings, lanes, and the bars in them; and the cards that wait beside it.

import { useRef } from "preact/hooks";
import { useDesk } from "../board";
import { Grip } from "../parts/card";
import { Marks, Ring } from "../parts/marks";
import type { Card, Live, Named } from "../protocol";
import { Links, useLayout } from "./timeline-links";
import {
  type Bar,
  barOf,
  barsOf,
  nameOf,
  packed,
  picksFor,
  type TimelineAnswer,
  type TimelineSpec,
  waitsFor,
  when,
} from "./timeline-moves";

/** What a hand can do to any item. */
export interface Handling {
  carried: string | null;
  selected: string | null;
  panel: string; // the id of the details
  onKeyDown(event: KeyboardEvent, card: Card): void;
  take(event: PointerEvent, item: string): void;
  open(click: MouseEvent, item: string): void;
}

interface TrayProps {
  spec: TimelineSpec;
  answer: TimelineAnswer;
  hand: Handling;
}

export function Tray({ spec, answer, hand }: TrayProps) {
  const { marks } = useDesk();
  const waiting = spec.items.filter(({ id }) => !barOf(answer, id));
  return (
    <div class={waiting.length ? "pmx-tray pmx-tl-tray" : "pmx-tray pmx-tray-empty"} data-drop="">
      <h4>
        To place <span class="pmx-count">{waiting.length}</span>
      </h4>
      <ul>
        {waiting.map((card) => (
          <li
            key={card.id}
            class={`pmx-card pmx-tl-card${states(card.id, hand, marks.has(card.id))}`}
            data-card={card.id}
            onPointerDown={(event) => hand.take(event, card.id)}
          >
            <ItemGrip card={card} hand={hand} />
            <div class="pmx-card-text">
              <NameButton card={card} hand={hand} />
              {card.note && <span class="pmx-small">{card.note}</span>}
              <Waits spec={spec} item={card.id} />
              <Marks id={card.id} shown="word" />
            </div>
          </li>
        ))}
      </ul>
      {waiting.length === 0 && (
        <p class="pmx-small">
          Every {spec.words.item} is on the {spec.words.wall}.
        </p>
      )}
    </div>
  );
}

interface WallProps extends TrayProps {
  live: Live;
  slot: Bar | null;
}

export function Wall({ spec, answer, live, slot, hand }: WallProps) {
  const wall = useRef<HTMLDivElement>(null);
  const { stacked, boxes } = useLayout(wall, spec.columns.length);
  const bars = barsOf(spec, answer);
  // What is in the hand has not been judged yet.
  const broken = ((live.facts.broken ?? []) as string[][]).filter(
    (pair) => !pair.includes(hand.carried ?? ""),
  );
  const late = new Set(broken.map(([, item]) => item!));
  return (
    <div
      ref={wall}
      class={stacked ? "pmx-tl-wall pmx-tl-stacked" : "pmx-tl-wall"}
      style={{ "--columns": spec.columns.length }}
    >
      {!stacked && <Links after={spec.after} boxes={boxes} broken={broken} selected={hand.selected} />}
      {/* Every bar says its own columns. */}
      <div class="pmx-tl-heads" aria-hidden="true">
        {spec.columns.map((name) => (
          <span key={name} title={name}>
            {name}
          </span>
        ))}
      </div>
      {spec.lanes.map((lane) => (
        <Lane
          key={lane.id}
          spec={spec}
          answer={answer}
          hand={hand}
          lane={lane}
          bars={bars.filter((bar) => bar.lane === lane.id)}
          late={late}
          slot={slot?.lane === lane.id ? slot : null}
        />
      ))}
    </div>
  );
}

interface LaneProps extends TrayProps {
  lane: Named;
  bars: Bar[];
  late: Set<string>;
  slot: Bar | null;
}

function Lane({ spec, answer, hand, lane, bars, late, slot }: LaneProps) {
  const rows = packed(bars).flatMap((row, n) => row.map((bar) => ({ bar, row: n + 1 })));
  const inTime = rows.sort((a, b) => a.bar.start - b.bar.start || a.row - b.row);
  return (
    <div class="pmx-tl-lane" data-drop={lane.id}>
      <h4>
        {lane.name} <span class="pmx-count">{bars.length}</span>
      </h4>
      <ul class="pmx-tl-track">
        {inTime.map(({ bar, row }) => (
          <BarView
            key={bar.item}
            spec={spec}
            answer={answer}
            hand={hand}
            card={spec.items.find(({ id }) => id === bar.item)!}
            bar={bar}
            row={row}
            late={late.has(bar.item)}
          />
        ))}
      </ul>
      {bars.length === 0 && <p class="pmx-small pmx-tl-none">Nothing here yet</p>}
      {slot && (
        <div class="pmx-tl-slot" style={{ "--start": slot.start, "--len": slot.len }}>
          <span>{when(spec, slot)}</span>
        </div>
      )}
    </div>
  );
}

interface BarProps extends TrayProps {
  card: Card;
  bar: Bar;
  row: number;
  late: boolean;
}

function BarView({ spec, answer, hand, card, bar, row, late }: BarProps) {
  const marked = useDesk().marks.has(card.id);
  return (
    <li
      class={`pmx-tl-bar${states(card.id, hand, marked)}`}
      data-card={card.id}
      style={{ "--start": bar.start, "--len": bar.len, "--row": row }}
      onPointerDown={(event) => hand.take(event, card.id)}
    >
      <ItemGrip card={card} hand={hand} />
      <div class="pmx-tl-body">
        <NameButton card={card} hand={hand} when={when(spec, bar)} />
        <Chips spec={spec} answer={answer} item={card.id} />
        {late && (
          <span class="pmx-mark">
            <Ring /> Too soon
          </span>
        )}
        <Waits spec={spec} item={card.id} />
        <Marks id={card.id} shown="word" />
      </div>
      <span class="pmx-tl-strip" data-bar={card.id} aria-hidden="true">
        <span class="pmx-tl-edge" data-edge="" title={`Drag to change how long “${nameOf(card)}” lasts`} />
      </span>
    </li>
  );
}

function states(item: string, hand: Handling, marked: boolean): string {
  const carried = hand.carried === item ? " pmx-carried" : "";
  const selected = hand.selected === item ? " pmx-tl-selected" : "";
  return `${carried}${selected}${marked ? " pmx-marked" : ""}`;
}

function ItemGrip({ card, hand }: { card: Card; hand: Handling }) {
  return (
    <Grip
      id={card.id}
      name={nameOf(card)}
      carried={hand.carried === card.id}
      onKeyDown={(event) => hand.onKeyDown(event, card)}
    />
  );
}

/** The name, as the way to the details; it takes clicks on the whole card or bar. */
function NameButton({ card, hand, when }: { card: Card; hand: Handling; when?: string }) {
  return (
    <button
      type="button"
      class="pmx-tl-name"
      data-focus={`name:${card.id}`}
      aria-expanded={hand.selected === card.id}
      aria-controls={hand.panel}
      title={card.note ? `${card.text}: ${card.note}` : card.text}
      onClick={(event) => hand.open(event, card.id)}
    >
      <span class="pmx-tl-title">{nameOf(card)}</span>
      {when && (
        <span class="pmx-tl-when">
          <span class="pmx-hidden">, </span>
          {when}
        </span>
      )}
    </button>
  );
}

function Waits({ spec, item }: { spec: TimelineSpec; item: string }) {
  const names = waitsFor(spec, item);
  return names ? <span class="pmx-small pmx-tl-waits">Waits for {names}</span> : null;
}

/** What was picked for an item, and what is still to be picked: one sign for each kind. */
function Chips({ spec, answer, item }: { spec: TimelineSpec; answer: TimelineAnswer; item: string }) {
  const row = answer.items[item] ?? {};
  return (
    <>
      {picksFor(spec, item).map((pick) => {
        const name = pick.options.find(({ id }) => id === row[pick.id])?.name;
        return (
          <span
            key={pick.id}
            class={name ? "pmx-tl-chip" : "pmx-tl-chip pmx-tl-open"}
            title={`${pick.label}: ${name ?? "not chosen yet"}`}
          >
            <Sign number={spec.picks.indexOf(pick)} />
            <span class="pmx-tl-chip-text">
              {name ? <span class="pmx-hidden">{pick.label}: </span> : `${pick.label}?`}
              {name}
            </span>
          </span>
        );
      })}
    </>
  );
}

const SIGNS = ["M1 1h8v8H1z", "M5 .5 9.5 9H.5z", "M5 .5a4.5 4.5 0 1 0 .01 0z", "M5 0l5 5-5 5-5-5z"];

/** The shape that stands for a kind of pick. */
export function Sign({ number }: { number: number }) {
  return (
    <svg class="pmx-tl-sign" viewBox="0 0 10 10" width="10" height="10" aria-hidden="true">
      <path d={SIGNS[number % SIGNS.length]!} />
    </svg>
  );
}

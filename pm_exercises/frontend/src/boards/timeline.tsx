// Items on lanes and columns, as on a roadmap or a life-cycle wall (W4).
//
// data-focus: grip:ITEM, name:ITEM (opens the details), and in the details lane:ITEM, start:ITEM,
// len:ITEM, PICK:ITEM, off:ITEM, next, close.

import { useEffect, useRef, useState } from "preact/hooks";
import { type BoardProps, useDesk } from "../board";
import { useCarry } from "../carry";
import { useUid } from "../parts/fields";
import type { Card } from "../protocol";
import { useTaking } from "./timeline-drag";
import { Editor } from "./timeline-editor";
import {
  type Bar,
  nameOf,
  placed,
  resized,
  stepped,
  type TimelineAnswer,
  type TimelineSpec,
  unplaced,
  whereabouts,
} from "./timeline-moves";
import { type Handling, Sign, Tray, Wall } from "./timeline-wall";

type Props = BoardProps<TimelineSpec, TimelineAnswer>;

export function Timeline({ spec, answer, live, change }: Props) {
  const desk = useDesk();
  const [selected, select] = useState<string | null>(null);
  const make = useWarned(live.warnings, change);
  const { shown, carried, onKeyDown } = useCarry(answer, make);
  const cardOf = (item: string) => spec.items.find(({ id }) => id === item)!;

  const drop = (item: string, bar: Bar | null) => {
    const next = bar ? placed(spec, answer, bar) : unplaced(answer, item);
    select(item);
    desk.focusOn(`grip:${item}`);
    make(next, whereabouts(spec, next, cardOf(item)));
  };
  const { slot, take, wasDrag } = useTaking(spec, answer, drop);
  const open = (item: string | null) => {
    select(item);
    if (item) desk.focusOn(`lane:${item}`);
    else if (selected) desk.focusOn(`name:${selected}`);
  };
  const moved = (next: TimelineAnswer | null, card: Card) =>
    next && { answer: next, said: whereabouts(spec, next, card) };
  const panel = useUid();
  const hand: Handling = {
    carried,
    selected,
    panel,
    take,
    open: (click, item) => {
      if (!wasDrag(click)) open(item);
    },
    onKeyDown: (event, card) => {
      if (event.key === " " || event.key === "Enter") select(card.id);
      onKeyDown(
        event,
        card.id,
        `“${nameOf(card)}”`,
        (at, direction) => moved(stepped(spec, at, card.id, direction), card),
        (at, direction) => moved(resized(spec, at, card.id, direction), card),
      );
    },
  };
  const broken = (live.facts.broken ?? []) as string[][];

  return (
    <div class="pmx-tl">
      <Tray spec={spec} answer={shown} hand={hand} />
      <Wall spec={spec} answer={shown} hand={hand} live={live} slot={slot} />
      {spec.picks.length > 0 && (
        <p class="pmx-small pmx-tl-legend" aria-hidden="true">
          {spec.picks.map((pick, n) => (
            <span key={pick.id}>
              <Sign number={n} /> {pick.label}
            </span>
          ))}
        </p>
      )}
      <Editor
        spec={spec}
        answer={shown}
        id={panel}
        card={selected ? cardOf(selected) : null}
        warnings={live.warnings.filter((_, n) => selected && broken[n]?.includes(selected))}
        change={make}
        open={open}
      />
    </div>
  );
}

/** Make changes such that what cannot be is announced too, after the move that brought it about. */
function useWarned(warnings: string[], change: Props["change"]) {
  const desk = useDesk();
  const before = useRef(warnings);
  const said = useRef("");
  useEffect(() => {
    const news = warnings.filter((words) => !before.current.includes(words));
    if (news.length) desk.say([said.current, ...news].join(" ").trim());
    before.current = warnings;
    said.current = "";
  }, [warnings]);
  return (next: TimelineAnswer, words: string) => {
    said.current = words;
    void change(next, words);
  };
}

// The details of one item, under the wall: everything about it in labelled lists.

import { useDesk } from "../board";
import { Marks } from "../parts/marks";
import { Choice } from "../parts/select";
import type { Card, Named } from "../protocol";
import {
  barOf,
  chosen,
  nameOf,
  picksFor,
  type TimelineAnswer,
  type TimelineSpec,
  unplaced,
  waitsFor,
  whereabouts,
} from "./timeline-moves";

interface EditorProps {
  spec: TimelineSpec;
  answer: TimelineAnswer;
  id: string;
  card: Card | null;
  warnings: string[]; // those about this item
  change: (next: TimelineAnswer, said: string) => void;
  /** Go on to another item, or close the details; the focus goes along. */
  open: (item: string | null) => void;
}

export function Editor({ card, ...rest }: EditorProps) {
  const { spec, id } = rest;
  const { item, lane } = spec.words;
  const picks = spec.picks.map(({ label }) => label.toLowerCase());
  const parts = [lane, "start", "length", ...picks];
  return (
    <section class="pmx-tl-editor" id={id} aria-label={`Details of one ${item}`}>
      {card ? (
        <Details key={card.id} card={card} {...rest} />
      ) : (
        <p class="pmx-small">
          Choose any {item} to read it in full and to set its {listed(parts)} from lists.
        </p>
      )}
    </section>
  );
}

function Details({ spec, answer, card, warnings, change, open }: Omit<EditorProps, "card"> & { card: Card }) {
  const desk = useDesk();
  const row = answer.items[card.id] ?? {};
  const [picks, waits] = [picksFor(spec, card.id), waitsFor(spec, card.id)];
  const room = spec.columns.length - Number(row.start ?? 1) + 1;
  const set = (field: string, value: string, label: string, name: string) => {
    const next = chosen(spec, answer, card.id, field, value);
    const moved = !picks.some(({ id }) => id === field) && (barOf(answer, card.id) || barOf(next, card.id));
    change(next, moved ? whereabouts(spec, next, card) : `${label} of “${nameOf(card)}”: ${name}.`);
  };
  const list = (field: string, label: string, options: Named[], nothing = "Choose…") => (
    <List
      label={label}
      item={nameOf(card)}
      focus={`${field}:${card.id}`}
      options={nothing ? [{ id: "", name: nothing }, ...options] : options}
      value={String(row[field] ?? "")}
      onChange={(value, name) => set(field, value, label, name)}
    />
  );
  const numbered = (names: string[]) => names.map((name, n) => ({ id: String(n + 1), name }));
  const others = [...spec.items, ...spec.items].slice(spec.items.indexOf(card) + 1);
  const next = others.find((other) => other.id !== card.id && !barOf(answer, other.id));
  const takeOff = () => {
    desk.focusOn(`lane:${card.id}`);
    const gone = unplaced(answer, card.id);
    change(gone, whereabouts(spec, gone, card));
  };
  return (
    <div
      onKeyDown={(event) => {
        if (event.key === "Escape") open(null);
      }}
    >
      <div class="pmx-tl-about">
        <h4>{card.text}</h4>
        {card.note && <p>{card.note}</p>}
        {waits && <p class="pmx-small">Waits for {waits}</p>}
        {warnings.map((words) => (
          <p key={words} class="pmx-warning">
            {words}
          </p>
        ))}
        <Marks id={card.id} shown="sentences" />
      </div>
      <div class="pmx-tl-fields">
        {list("lane", capital(spec.words.lane), spec.lanes)}
        {list("start", "Starts in", numbered(spec.columns))}
        {list("len", "Lasts", numbered(spec.lengths.slice(0, room)), "")}
      </div>
      {picks.length > 0 && (
        <div class="pmx-tl-fields pmx-tl-picks">
          {picks.map((pick) => list(pick.id, pick.label, pick.options))}
        </div>
      )}
      <div class="pmx-choices">
        {next && (
          <button type="button" data-focus="next" onClick={() => open(next.id)}>
            Next to place: {nameOf(next)}
          </button>
        )}
        {barOf(answer, card.id) && (
          <button type="button" data-focus={`off:${card.id}`} onClick={takeOff}>
            Take off the {spec.words.wall}
          </button>
        )}
        <button type="button" data-focus="close" onClick={() => open(null)}>
          Close
        </button>
      </div>
    </div>
  );
}

interface ListProps {
  label: string;
  item: string; // said with the label, so that it makes sense alone
  focus: string;
  options: Named[];
  value: string;
  onChange: (value: string, name: string) => void;
}

function List({ label, item, focus, options, value, onChange }: ListProps) {
  return (
    <label class="pmx-field">
      <span class="pmx-label">
        {label}
        <span class="pmx-hidden"> of “{item}”</span>
      </span>
      <Choice
        focus={focus}
        options={options}
        value={value || options[0]!.id}
        onChange={(now) => onChange(now, (now && options.find(({ id }) => id === now)?.name) || "not chosen")}
      />
    </label>
  );
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function listed(words: string[]): string {
  return `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

// What a card asks besides its place: a short list for each question.

import type { Answer, Card, Pick, Reply } from "../protocol";
import { Select } from "./select";

interface Picked extends Answer {
  picks?: Record<string, Record<string, string>>;
}

interface PicksProps<A extends Picked> {
  picks: Pick[];
  card: Card;
  answer: A;
  change: (next: A, said: string) => Promise<Reply>;
}

export function Picks<A extends Picked>({ picks, card, answer, change }: PicksProps<A>) {
  const name = card.name || card.text;
  const chosen = answer.picks?.[card.id] ?? {};
  const choose = (pick: Pick, option: string) => {
    const words = pick.options.find(({ id }) => id === option)?.name ?? "not chosen";
    const next = { ...answer.picks, [card.id]: { ...chosen, [pick.id]: option } };
    void change({ ...answer, picks: next }, `${pick.label} for “${name}”: ${words}.`);
  };
  return (
    <>
      {picks
        .filter(({ cards }) => !cards.length || cards.includes(card.id))
        .map((pick) => (
          <Select
            key={pick.id}
            label={`${pick.label} for “${name}”`}
            hideLabel
            nothing={`${pick.label}…`}
            options={pick.options}
            value={chosen[pick.id] ?? ""}
            focus={`pick:${card.id}:${pick.id}`}
            onChange={(option) => choose(pick, option)}
          />
        ))}
    </>
  );
}

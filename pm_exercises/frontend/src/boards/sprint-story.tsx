// A story as a card: its size in a chip, what it waits for, and a line where another would drop.

import type { ComponentChildren } from "preact";
import { useDesk } from "../board";
import { mayDrag, type Place, startDrag } from "../drag";
import { Grip, MoveList } from "../parts/card";
import { Marks } from "../parts/marks";
import type { Named } from "../protocol";
import type { Story } from "./sprint";

interface StoryProps {
  story: Story;
  waitsFor: string[];
  early: boolean;
  carried: boolean;
  insertBefore: boolean;
  places: Named[];
  onMove: (place: string) => void;
  onOver: (place: Place | null) => void;
  onDrop: (place: Place) => void;
  onKeyDown: (event: KeyboardEvent) => void;
  children?: ComponentChildren;
}

export function StoryCard(props: StoryProps) {
  const { story, waitsFor, early, carried, insertBefore, children } = props;
  const desk = useDesk();
  const name = story.name || story.text;
  const facts = [story.note, story.tracks.join(", ")].filter(Boolean).join(" · ");
  const classes = [
    "pmx-card pmx-story",
    carried && "pmx-carried",
    desk.marks.has(story.id) && "pmx-marked",
    insertBefore && "pmx-insert-before",
  ];
  return (
    <li
      class={classes.filter(Boolean).join(" ")}
      data-card={story.id}
      onPointerDown={(event) => {
        const root = desk.root();
        if (!root || !mayDrag(event)) return;
        startDrag(event, { root, ghost: event.currentTarget, over: props.onOver, drop: props.onDrop });
      }}
    >
      <Grip id={story.id} name={name} carried={carried} onKeyDown={props.onKeyDown} />
      <div class="pmx-card-text">
        <span class="pmx-card-title">{story.text}</span>
        <span class="pmx-small">
          <span class="pmx-chip">{story.points}</span> {facts}
        </span>
        {waitsFor.length > 0 && (
          <span class={early ? "pmx-small pmx-early" : "pmx-small"}>
            {early ? "○ Too early: waits for " : "Waits for "}
            {waitsFor.map((words) => `“${words}”`).join(", ")}
          </span>
        )}
        {children}
        <Marks id={story.id} />
      </div>
      <MoveList id={story.id} name={name} places={props.places} onMove={props.onMove} label="Move to…" />
    </li>
  );
}

// Stories to plan into sprints or versions, with capacities and limits (W5).
// data-focus: grip:STORY, move:STORY, pick:STORY:PICK, limit:STAGE, cell:CELL.

import { useState } from "preact/hooks";
import { type BoardProps, useDesk } from "../board";
import { type Direction, useCarry } from "../carry";
import type { Place } from "../drag";
import { metersChanged, useEcho } from "../echo";
import { useSave } from "../parts/fields";
import { Picks } from "../parts/picks";
import type { Answer, Card, Named, Pick, Spec } from "../protocol";
import { type Cell, Scorecard, type ScorecardAnswer } from "./scorecard";
import { LimitBox, type Stage } from "./sprint-limit";
import { StoryCard } from "./sprint-story";

export interface Story extends Card {
  points: string; // "5 points"
  tracks: string[]; // "Backend 3"
  after: string[];
}

export interface Column extends Named {
  asks: string[];
}

export interface SprintSpec extends Spec {
  stories: Story[];
  columns: Column[];
  picks: Pick[];
  stages: Stage[];
  form: Cell[];
  backlog: string;
}

/** One list of stories for each column; beside them limits, picks, and the cells of a form. */
export interface SprintAnswer extends Answer {
  wip?: Record<string, number | string>;
  picks?: Record<string, Record<string, string>>;
}

interface Facts {
  columns: Record<string, string>;
  early: Record<string, string[]>;
}

const BACKLOG = "";

export function storiesIn(answer: SprintAnswer, column: string): string[] {
  return (answer[column] as string[] | undefined) ?? [];
}

/** The column that a story lies in, or "" for the backlog. */
export function columnOf(columns: Named[], answer: SprintAnswer, story: string): string {
  return columns.find(({ id }) => storiesIn(answer, id).includes(story))?.id ?? BACKLOG;
}

/** The answer with a story in a column, before the story `before` or at the end; "" is the backlog. */
export function planned<A extends SprintAnswer>(
  columns: Named[],
  answer: A,
  story: string,
  column: string,
  before: string | null = null,
): A {
  const lists: Record<string, string[]> = {};
  for (const { id } of columns) {
    const list = storiesIn(answer, id).filter((other) => other !== story);
    const at = before === null ? -1 : list.indexOf(before);
    if (id === column) list.splice(at < 0 ? list.length : at, 0, story);
    lists[id] = list;
  }
  return { ...answer, ...lists };
}

/** One step by key: left and right change the column, up and down the place in it. */
export function stepped<A extends SprintAnswer>(
  columns: Named[],
  answer: A,
  story: string,
  direction: Direction,
): A | null {
  const here = columnOf(columns, answer, story);
  const forward = direction === "right" || direction === "down";
  if (direction === "left" || direction === "right") {
    const order = [BACKLOG, ...columns.map(({ id }) => id)];
    const next = order[order.indexOf(here) + (forward ? 1 : -1)];
    return next === undefined ? null : planned(columns, answer, story, next);
  }
  const list = storiesIn(answer, here);
  const at = list.indexOf(story);
  const other = list[at + (forward ? 1 : -1)];
  if (here === BACKLOG || other === undefined) return null;
  return planned(columns, answer, story, here, forward ? (list[at + 2] ?? null) : other);
}

export function Sprint({ spec, answer, live, change: save }: BoardProps<SprintSpec, SprintAnswer>) {
  const desk = useDesk();
  const change = useEcho(live, save, metersChanged);
  const saveField = useSave(answer, change);
  const { shown, carried, onKeyDown } = useCarry(answer, change);
  const [hover, setHover] = useState<Spot | null>(null);
  const facts = live.facts as unknown as Facts;
  const nameOf = (column: string) => spec.columns.find(({ id }) => id === column)?.name ?? spec.backlog;
  const storyOf = new Map(spec.stories.map((story) => [story.id, story]));

  /** Where a story is now, in words that make sense alone. */
  const placed = (at: SprintAnswer, story: Story) => {
    const column = columnOf(spec.columns, at, story.id);
    const list = storiesIn(at, column);
    const where = list.length > 1 ? `, ${list.indexOf(story.id) + 1} of ${list.length}` : "";
    return `“${nameOfStory(story)}” is in ${nameOf(column)}${where}.`;
  };
  const put = (story: Story, next: SprintAnswer | null, focus: string) => {
    if (!next || JSON.stringify(next) === JSON.stringify(answer)) return;
    desk.focusOn(`${focus}:${story.id}`);
    void change(next, placed(next, story));
  };
  const drop = (story: Story, place: Place) => {
    setHover(null);
    const { column, before } = spotAt(place);
    if (before === story.id) return;
    put(story, planned(spec.columns, answer, story.id, column, before), "grip");
  };
  const choose = (story: Story, place: string) => {
    const step = place === UP || place === DOWN;
    const next = step
      ? stepped(spec.columns, answer, story.id, place === UP ? "up" : "down")
      : planned(spec.columns, answer, story.id, place === BACK ? BACKLOG : place);
    put(story, next, "move");
  };

  const lay = (story: Story, column: string) => (
    <StoryCard
      key={story.id}
      story={story}
      waitsFor={story.after.map((id) => nameOfStory(storyOf.get(id)!))}
      early={(facts.early[story.id] ?? []).length > 0}
      carried={carried === story.id}
      insertBefore={hover?.column === column && hover.before === story.id}
      places={placesFor(spec, shown, story.id)}
      onMove={(place) => choose(story, place)}
      onOver={(place) => setHover(place && spotAt(place))}
      onDrop={(place) => drop(story, place)}
      onKeyDown={(event) =>
        onKeyDown(event, story.id, `“${nameOfStory(story)}”`, (at, direction) => {
          const next = stepped(spec.columns, at, story.id, direction);
          return next && { answer: next, said: placed(next, story) };
        })
      }
    >
      <Picks picks={asked(spec, column)} card={story} answer={answer} change={change} />
    </StoryCard>
  );
  const backlog = spec.stories.filter(({ id }) => columnOf(spec.columns, shown, id) === BACKLOG);
  const apart = spec.stages.filter(({ id }) => !spec.columns.some((column) => column.id === id));
  const limit = (stage: Stage) => (
    <LimitBox
      key={stage.id}
      stage={stage}
      value={answer.wip?.[stage.id]}
      onChange={(typed) =>
        saveField(`wip.${stage.id}`, (now) => ({ ...now, wip: { ...now.wip, [stage.id]: typed } }))
      }
    />
  );

  return (
    <div class="pmx-sprint">
      {spec.stories.length > 0 && (
        <div class="pmx-sprint-board">
          <div class="pmx-lane pmx-backlog" data-drop={BACKLOG}>
            <h4>
              {spec.backlog} <span class="pmx-count">{backlog.length}</span>
            </h4>
            <ul>{backlog.map((story) => lay(story, BACKLOG))}</ul>
            {backlog.length === 0 && <p class="pmx-small pmx-empty">Every story has a place.</p>}
          </div>
          <div class="pmx-lanes">
            {spec.columns.map((column) => {
              const stories = storiesIn(shown, column.id).map((id) => storyOf.get(id)!);
              const end = hover?.column === column.id && hover.before === null;
              return (
                <div key={column.id} class="pmx-lane" data-drop={column.id}>
                  <div class="pmx-lane-head">
                    <h4>{column.name}</h4>
                    <span class="pmx-small">{facts.columns[column.id]}</span>
                    {spec.stages.filter(({ id }) => id === column.id).map(limit)}
                  </div>
                  <ul class={end && stories.length ? "pmx-insert-end" : ""}>
                    {stories.map((story) => lay(story, column.id))}
                  </ul>
                  {stories.length === 0 && <p class="pmx-small pmx-empty">Nothing here yet</p>}
                </div>
              );
            })}
          </div>
        </div>
      )}
      {apart.length > 0 && (
        <fieldset class="pmx-beside">
          <legend>Work in progress: the most that may be in each stage at once</legend>
          {apart.map(limit)}
        </fieldset>
      )}
      {spec.form.length > 0 && (
        <Scorecard
          spec={{ ...spec, cells: spec.form }}
          answer={answer as ScorecardAnswer}
          live={live}
          change={change}
        />
      )}
    </div>
  );
}

const UP = "^up";
const DOWN = "^down";
const BACK = "^backlog";

/** Where a story can go, for its list: other columns first, then a place up or down. */
export function placesFor(
  spec: { columns: Named[]; backlog: string },
  answer: SprintAnswer,
  story: string,
): Named[] {
  const here = columnOf(spec.columns, answer, story);
  const columns = spec.columns.filter(({ id }) => id !== here);
  if (here === BACKLOG) return columns;
  const list = storiesIn(answer, here);
  const at = list.indexOf(story);
  return [
    ...columns,
    { id: BACK, name: `Back to ${spec.backlog}` },
    ...(at > 0 ? [{ id: UP, name: "Up by one" }] : []),
    ...(at < list.length - 1 ? [{ id: DOWN, name: "Down by one" }] : []),
  ];
}

interface Spot {
  column: string;
  before: string | null;
}

/** The column under the pointer, and the story whose upper half, or whose gap above, it is on. */
function spotAt(place: Place): Spot {
  const box = place.element.getBoundingClientRect();
  const y = box.top + place.y * box.height;
  const below = [...place.element.querySelectorAll<HTMLElement>("[data-card]")].find((card) => {
    const { top, height } = card.getBoundingClientRect();
    return y < top + height / 2;
  });
  return { column: place.id, before: below?.dataset.card ?? null };
}

function nameOfStory(story: Story): string {
  return story.name || story.text;
}

/** What a column asks of its stories, such as the reason for declining them. */
function asked(spec: SprintSpec, column: string): Pick[] {
  const asks = spec.columns.find(({ id }) => id === column)?.asks ?? [];
  return spec.picks.filter(({ id }) => asks.includes(id));
}

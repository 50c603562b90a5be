// Prompts with a place to write under each. What is typed is never written over by a reply.
// Focus keys: text:PROMPT.

import { useEffect, useRef, useState } from "preact/hooks";
import { type BoardProps, useDesk } from "../board";
import { Marks } from "../parts/marks";
import { sentence, useSave, useUid } from "../parts/fields";
import type { Answer, Reply, Spec } from "../protocol";

const RESTING = 600; // milliseconds without a key until what was typed is saved

export interface Prompt {
  id: string;
  label: string;
  help: string;
  limit: number; // characters
}

export interface TextSpec extends Spec {
  prompts: Prompt[];
}

export interface TextAnswer extends Answer {
  texts: Record<string, string>;
}

/** Texts by prompt, as they stand in the areas, where the board does not say the same. */
export type Drafts = Record<string, string>;

/** How many characters are left, below zero where there are too many. Counted as Python counts. */
export function left(text: string, limit: number): number {
  return limit - [...text].length;
}

/** The room that is left, in words. */
export function room(characters: number): string {
  const many = Math.abs(characters);
  const words = `${many.toLocaleString("en-GB")} character${many === 1 ? "" : "s"}`;
  return characters < 0 ? `${words} too many` : `${words} left`;
}

/** The answer with every draft in it that fits. The same answer where there is nothing new. */
export function written<A extends TextAnswer>(answer: A, drafts: Drafts, prompts: Prompt[]): A {
  const texts = { ...answer.texts };
  for (const { id, limit } of prompts) {
    const draft = drafts[id];
    if (draft === undefined || left(draft, limit) < 0) continue;
    if (draft.trim()) texts[id] = draft;
    else delete texts[id];
  }
  const same = prompts.every(({ id }) => texts[id] === answer.texts[id]);
  return same ? answer : { ...answer, texts };
}

/** The drafts that the board does not say yet. Spaces alone are nothing, once their area is left. */
export function unsettled(drafts: Drafts, texts: Drafts, writing: string | null): Drafts {
  const isOpen = ([id, draft]: [string, string]) =>
    draft !== (texts[id] ?? "") && (id === writing || draft.trim() !== "" || id in texts);
  return Object.fromEntries(Object.entries(drafts).filter(isOpen));
}

/** The drafts that do not fit. */
export function tooLong(drafts: Drafts, prompts: Prompt[]): Drafts {
  const found = prompts.filter(({ id, limit }) => left(drafts[id] ?? "", limit) < 0);
  return Object.fromEntries(found.map(({ id }) => [id, drafts[id] ?? ""]));
}

export function ExtendedText({ spec, answer, change }: BoardProps<TextSpec, TextAnswer>) {
  const { drafts, problems, type, leave } = useDrafts(spec, answer, change);
  return (
    <div class="pmx-prompts">
      {spec.prompts.map((prompt) => (
        <Writing
          key={prompt.id}
          prompt={prompt}
          text={drafts[prompt.id] ?? answer.texts[prompt.id] ?? ""}
          problem={problems[prompt.id] ?? ""}
          onType={(text) => type(prompt.id, text)}
          onLeave={leave}
        />
      ))}
    </div>
  );
}

interface WritingProps {
  prompt: Prompt;
  text: string;
  problem: string;
  onType: (text: string) => void;
  onLeave: () => void;
}

function Writing({ prompt, text, problem, onType, onLeave }: WritingProps) {
  const marked = useDesk().marks.has(prompt.id);
  const uid = useUid();
  const over = left(text, prompt.limit) < 0;
  const words = over
    ? "this text is too long. Shorten it; until then, the last version that fitted is kept."
    : problem;
  const parts = [prompt.help && "help", "room", words && "problem", "marks"];
  return (
    <div class={`pmx-prompt${marked ? " pmx-marked" : ""}`}>
      <label for={uid}>{prompt.label}</label>
      {prompt.help && (
        <p class="pmx-small" id={`${uid}-help`}>
          {prompt.help}
        </p>
      )}
      {/* The area grows with a copy of its text that lies behind it. */}
      <div class="pmx-grow" data-text={`${text} `}>
        <textarea
          id={uid}
          rows={3}
          value={text}
          data-focus={`text:${prompt.id}`}
          aria-invalid={words !== ""}
          aria-describedby={parts.filter(Boolean).map((part) => `${uid}-${part}`).join(" ")}
          onInput={(event) => onType(event.currentTarget.value)}
          onBlur={onLeave}
        />
      </div>
      <p class={over ? "pmx-small pmx-overfull" : "pmx-small"} id={`${uid}-room`}>
        {room(left(text, prompt.limit))}
      </p>
      {words && (
        <p class="pmx-problem" id={`${uid}-problem`} role="alert">
          Not saved: {words}
        </p>
      )}
      <div id={`${uid}-marks`}>
        <Marks id={prompt.id} />
      </div>
    </div>
  );
}

/** What is being written, saved when the typing rests, when an area is left, and when the page goes. */
function useDrafts(spec: TextSpec, answer: TextAnswer, change: BoardProps<TextSpec, TextAnswer>["change"]) {
  const place = `pm-draft|${location.pathname}|${spec.id}|${spec.student}|${spec.variant}`;
  const [now] = useState(() => ({
    answer,
    drafts: unsettled(recall(place), answer.texts, null),
    timer: 0,
    busy: 0, // saves under way: until they are through, a draft is all there is of a text
  }));
  now.answer = answer;
  const [, redraw] = useState({});
  const [problems, setProblems] = useState<Drafts>({});
  const put = useSave(answer, change);

  const keep = (drafts: Drafts) => {
    now.drafts = drafts;
    // Nobody else has what is too long: the kernel never sees a text that does not fit.
    remember(place, tooLong(drafts, spec.prompts));
    redraw({});
  };
  const settle = () => {
    if (!now.busy) keep(unsettled(now.drafts, now.answer.texts, writing()));
  };
  const save = async () => {
    clearTimeout(now.timer);
    if (written(now.answer, now.drafts, spec.prompts) === now.answer) return settle();
    now.busy += 1;
    const reply = await put("texts", (newest) => written(newest, now.drafts, spec.prompts));
    now.busy -= 1;
    setProblems(reply.problem ? { [promptOf(reply)]: sentence(reply) } : {});
    if (!reply.problem) settle();
  };
  const latest = useRef(save);
  latest.current = save;
  useEffect(() => {
    const flush = () => void latest.current();
    window.addEventListener("pagehide", flush);
    return () => {
      window.removeEventListener("pagehide", flush);
      flush();
    };
  }, []);

  const type = (id: string, text: string) => {
    keep({ ...now.drafts, [id]: text });
    clearTimeout(now.timer);
    now.timer = window.setTimeout(() => void latest.current(), RESTING);
  };
  return { drafts: now.drafts, problems, type, leave: () => void save() };
}

function promptOf(reply: Reply): string {
  return reply.path?.replace(/^texts\./, "") ?? "";
}

/** The prompt that is being written to, if any. */
function writing(): string | null {
  const key = (document.activeElement as HTMLElement | null)?.dataset?.["focus"] ?? "";
  return key.startsWith("text:") ? key.slice("text:".length) : null;
}

function recall(place: string): Drafts {
  try {
    return JSON.parse(sessionStorage.getItem(place) ?? "{}") as Drafts;
  } catch {
    return {};
  }
}

function remember(place: string, drafts: Drafts): void {
  try {
    if (Object.keys(drafts).length) sessionStorage.setItem(place, JSON.stringify(drafts));
    else sessionStorage.removeItem(place);
  } catch {
    // No room or no permission: the area itself still holds the text.
  }
}

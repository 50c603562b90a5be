// A labelled box for a number that says what is wrong under itself, and how a field is saved.

import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Answer, Reply } from "../protocol";

const AGAIN = [60, 120, 240, 480]; // milliseconds before a change is sent once more
const PRESSED_AT_MOST = 1_000; // milliseconds

/** An id for a label or a description that no other board on the page has. */
export function useUid(): string {
  return useState(() => `pmx-${Math.random().toString(36).slice(2)}`)[0];
}

/** A reply's problem as a sentence, without the path that only programmers read. */
export function sentence(reply: Reply): string {
  const words = reply.problem ?? "";
  const lead = `${reply.path}: `;
  return reply.path && words.startsWith(lead) ? words.slice(lead.length) : words;
}

/**
 * Send a change to one field, and again if another field was what the kernel refused: answers
 * travel whole, so that a slip in one box must not cost what was typed into the next.
 */
export async function persist(send: () => Promise<Reply>, path: string): Promise<Reply> {
  let reply = await send();
  for (const pause of AGAIN) {
    const own = reply.path === path || reply.path?.startsWith(`${path}.`);
    if (!reply.problem || own) break;
    await new Promise((resolve) => setTimeout(resolve, pause));
    reply = await send();
  }
  return reply;
}

/** Save one field at a time, each change made on the newest answer there is. */
export function useSave<A extends Answer>(
  answer: A,
  change: (next: A, said: string) => Promise<Reply>,
): (path: string, make: (now: A) => A) => Promise<Reply> {
  const latest = useRef({ answer, change });
  latest.current = { answer, change };
  const send = (make: (now: A) => A) => {
    // Two fields may be left before the board is drawn again.
    latest.current.answer = make(latest.current.answer);
    return latest.current.change(latest.current.answer, "");
  };
  return (path, make) => persist(() => send(make), path);
}

/** What stands in a box and is not, or not yet, what the board says. */
export interface Entry {
  text: string | null; // as typed; null: the box shows what the board says
  sent: string | null; // the text that is on its way, or was refused
  waiting: boolean;
  before: string; // what the board said when it was sent
  problem: string;
  note: string; // how it was read, where that is not how it was typed
  unread: string | null; // what was taken, and what the board will say of it is still to come
}

export const SETTLED: Entry = {
  text: null,
  sent: null,
  waiting: false,
  before: "",
  problem: "",
  note: "",
  unread: null,
};

/** The box was typed into. A problem stays until what stands here has been read. */
export function typing(entry: Entry, text: string): Entry {
  return { ...entry, text, note: "", unread: null };
}

/** The box was left, or Enter pressed: what is new here is to be sent, and once only. */
export function leaving(entry: Entry, kept: string): Entry {
  if (entry.text === null) return entry;
  const text = entry.text.trim();
  if (text === entry.sent) return entry;
  if (text === kept) return SETTLED;
  return { ...entry, text, sent: text, waiting: true, before: kept };
}

/** The kernel replied to a text: it was read as `kept`, or there is a problem with it. */
export function answered(entry: Entry, sent: string, problem: string, kept: string, unit = ""): Entry {
  if (entry.sent !== sent) return entry; // something newer is on its way
  if (problem) return { ...entry, waiting: false, problem };
  if (entry.text?.trim() !== sent) return { ...entry, sent: null, waiting: false, problem: "" };
  // While another box's change is on its way, the board still says what was typed here.
  if (kept === sent && Number.isNaN(Number(sent))) return { ...SETTLED, unread: sent, before: entry.before };
  return { ...SETTLED, note: reading(sent, kept, unit) };
}

function reading(sent: string, kept: string, unit: string): string {
  const same = kept === "" || kept === sent || Number(kept) === Number(sent);
  return same ? "" : `Read as ${kept} ${unit}`.trimEnd() + ".";
}

/** The board says something else now: undo, a cell or another window brings it into the box. */
export function heard(entry: Entry, kept: string, unit = ""): Entry {
  if (entry.text === null && entry.unread !== null && kept !== entry.unread) {
    return { ...SETTLED, note: kept === entry.before ? "" : reading(entry.unread, kept, unit) };
  }
  if (entry.text === null) return entry.note ? SETTLED : entry;
  const refused = entry.problem && !entry.waiting && entry.text === entry.sent;
  return refused && kept !== entry.before && kept !== entry.sent ? SETTLED : entry;
}

interface NumberBoxProps {
  label: string;
  value: number | string | null | undefined;
  /** Sends what was typed; the kernel reads it kindly ("9,5", "22 %") or says what is wrong. */
  onChange: (typed: string) => Promise<Reply>;
  placeholder?: string;
  hideLabel?: boolean;
  unit?: string;
  focus?: string;
  /** What to write, in small type under the box: "for example 4.2". */
  hint?: string;
  /** Which keys a phone offers. "text" where a minus may be needed: not every number pad has one. */
  keys?: "decimal" | "numeric" | "text";
  /** The id of what else is to be read with it. */
  described?: string;
}

export function NumberBox(props: NumberBoxProps) {
  const { label, value, onChange, placeholder, hideLabel, unit, focus, hint, keys, described } = props;
  const uid = useUid();
  const kept = value === null || value === undefined ? "" : String(value);
  const [entry, now, put] = useEntry(kept, unit);

  const leave = async () => {
    const before = now.current.entry;
    const after = leaving(before, kept);
    put(after);
    if (after.sent === null || after.sent === before.sent) return;
    const problem = sentence(await onChange(after.sent));
    await released();
    put(answered(now.current.entry, after.sent, problem, now.current.kept, unit));
  };
  const small = entry.note || hint;
  const ids = [unit && `${uid}-unit`, small && `${uid}-hint`, entry.problem && `${uid}-problem`, described];
  return (
    <div class="pmx-field">
      <label class={hideLabel ? "pmx-hidden" : "pmx-label"} for={uid}>
        {label}
      </label>
      <span class="pmx-boxed">
        <input
          id={uid}
          type="text"
          inputMode={keys ?? "decimal"}
          autocomplete="off"
          value={entry.text ?? kept}
          placeholder={placeholder ?? ""}
          aria-invalid={entry.problem !== ""}
          aria-describedby={ids.filter(Boolean).join(" ") || undefined}
          {...(focus ? { "data-focus": focus } : {})}
          onInput={(event) => put(typing(now.current.entry, event.currentTarget.value))}
          onBlur={() => void leave()}
          onKeyDown={(event) => {
            if (event.key === "Enter") void leave();
            else if (event.key === "Escape" && entry.text !== null && !entry.waiting) put(SETTLED);
          }}
        />
        {unit && (
          <span class="pmx-unit" id={`${uid}-unit`}>
            {unit}
          </span>
        )}
      </span>
      {small && (
        <span class="pmx-hint pmx-small" id={`${uid}-hint`} aria-live="polite">
          {small}
        </span>
      )}
      {entry.problem && (
        <span class="pmx-problem" id={`${uid}-problem`} role="alert">
          Not saved: {entry.problem}
        </span>
      )}
    </div>
  );
}

/** A box's entry, with a handle that is up to date in the middle of an event. */
function useEntry(kept: string, unit?: string): [Entry, { current: { entry: Entry; kept: string } }, (entry: Entry) => void] {
  const now = useRef({ entry: SETTLED, kept });
  const [, redraw] = useState({});
  const put = (entry: Entry) => {
    if (entry === now.current.entry) return;
    now.current.entry = entry;
    redraw({});
  };
  now.current.kept = kept;
  useLayoutEffect(() => put(heard(now.current.entry, kept, unit)), [kept]);
  return [now.current.entry, now, put];
}

/** Wait until nothing is pressed: a sentence that appears meanwhile would push the button away. */
function released(): Promise<void> {
  if (!document.querySelector(":active")) return Promise.resolve();
  return new Promise((resolve) => {
    const over = () => setTimeout(resolve); // after the click that follows
    for (const event of ["pointerup", "pointercancel", "keyup"])
      window.addEventListener(event, over, { once: true, capture: true });
    setTimeout(resolve, PRESSED_AT_MOST);
  });
}

// What the last check said of one thing, where that thing stands.

import { useState } from "preact/hooks";
import { useDesk } from "../board";
import type { Finding } from "../protocol";
import { useUid } from "./fields";

/**
 * A ring with words, and the sentences behind them, which a screen reader always finds. `shown` is
 * what the eye sees: a question that opens them, or where there is room, or none, all or nothing.
 */
export function Marks({ id, shown = "question" }: { id: string; shown?: "question" | "sentences" | "word" }) {
  const found = useDesk().marks.get(id) ?? [];
  const [open, setOpen] = useState(false);
  const uid = useUid();
  if (!found.length) return null;
  const inFull = shown === "sentences" || (shown === "question" && open);
  return (
    <span class="pmx-mark" {...(inFull ? {} : { title: found.map(({ text }) => text).join(" ") })}>
      {shown === "question" ? (
        <button
          type="button"
          class="pmx-why"
          data-focus={`why:${id}`}
          aria-expanded={open}
          aria-describedby={uid}
          onClick={() => setOpen(!open)}
        >
          <Ring /> Why not yet?
        </button>
      ) : (
        <span>
          <Ring /> Not yet
        </span>
      )}
      <span id={uid} class={inFull ? "pmx-because" : "pmx-hidden"}>
        {found.map((finding) => (
          <Sentence key={finding.code} finding={finding} />
        ))}
      </span>
    </span>
  );
}

/** The sign for what is not met yet. */
export function Ring() {
  return <span aria-hidden="true">○</span>;
}

/** What was seen, why it matters and where to look; and the code to talk about it. */
export function Sentence({ finding }: { finding: Finding }) {
  return (
    <span class="pmx-sentence">
      {finding.text} <span class="pmx-code">{finding.code}</span>{" "}
    </span>
  );
}

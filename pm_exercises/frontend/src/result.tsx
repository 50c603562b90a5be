// What stands under a board: the hints asked for, the result of the last check, and comparisons.

import { useState } from "preact/hooks";
import type { Link } from "./link";
import { Fold } from "./parts/fold";
import { Sentence } from "./parts/marks";
import { TableView } from "./parts/table";
import type { Result, Verdict } from "./protocol";

const WORDS = { met: "Met", partly: "Partly met", "not yet": "Not yet", later: "After you hand in" };
const SIGNS = { met: "✓", partly: "◐", "not yet": "○", later: "…" };

export function ResultPanel({ link }: { link: Link }) {
  const { state } = link;
  return (
    <div class="pmx-results" aria-live="polite">
      {state.result && <Judged result={state.result} />}
      {state.asksPlan && <Plan link={link} />}
      {state.hints.length > 0 && <Hints link={link} />}
      {state.compared && <Compared link={link} />}
    </div>
  );
}

function Judged({ result }: { result: Result }) {
  const first = result.attempted
    ? result.verdicts.find((verdict) => verdict.state === "not yet" || verdict.state === "partly")
    : undefined;
  const others = result.verdicts.filter((verdict) => verdict !== first);
  return (
    <section class="pmx-result" aria-label="Result" tabIndex={-1} data-focus="result">
      <p class="pmx-head">{result.headline}</p>
      {result.attempted ? (
        <div class="pmx-bar" aria-hidden="true">
          <span style={{ width: `${Math.round(100 * result.share)}%` }} />
        </div>
      ) : (
        <p class="pmx-first">Nothing has been answered here so far. Begin anywhere, then check again.</p>
      )}
      {result.meaning && <p class="pmx-first">{result.meaning}</p>}
      {first?.messages[0] && (
        <p class="pmx-first">
          <strong>
            {WORDS[first.state]}: {first.label}.
          </strong>{" "}
          <Sentence finding={first.messages[0]} />
        </p>
      )}
      {(first?.messages.length ?? 0) > 1 && (
        <Fold summary="More about this">
          <ul>
            {first!.messages.slice(1).map((message) => (
              <li key={message.code}>
                <Sentence finding={message} />
              </li>
            ))}
          </ul>
        </Fold>
      )}
      {result.attempted && others.length > 0 && (
        <ul>
          {others.map((verdict) => (
            <Line key={verdict.label} verdict={verdict} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Line({ verdict }: { verdict: Verdict }) {
  return (
    <li class={`pmx-${verdict.state.replace(" ", "")}`}>
      <span class="pmx-sign" aria-hidden="true">
        {SIGNS[verdict.state]}
      </span>
      <strong>{WORDS[verdict.state]}:</strong> {verdict.label}
      {verdict.messages.length > 0 && (
        <Fold summary="Why">
          {verdict.messages.map((message) => (
            <Sentence key={message.code} finding={message} />
          ))}
        </Fold>
      )}
    </li>
  );
}

function Plan({ link }: { link: Link }) {
  const [plan, setPlan] = useState("");
  return (
    <form
      class="pmx-result pmx-plan"
      onSubmit={(event) => {
        event.preventDefault();
        if (plan.trim()) void link.ask("plan", { plan });
      }}
    >
      <label>
        Before the worked example: what will you try first? One line is enough.
        <input
          type="text"
          maxLength={500}
          data-focus="plan"
          value={plan}
          onInput={(event) => setPlan(event.currentTarget.value)}
        />
      </label>
      <button type="submit">Show the example</button>
    </form>
  );
}

function Hints({ link }: { link: Link }) {
  const { hints, moreHints, plan } = link.state;
  return (
    <section class="pmx-result pmx-hints" aria-label="Hints" tabIndex={-1} data-focus="hints">
      {plan && <p class="pmx-small">Your plan: {plan}</p>}
      <ol>
        {hints.map((hint, n) => (
          <li key={hint.title}>
            {n < hints.length - 1 ? (
              <Fold summary={hint.title}>{hint.text}</Fold>
            ) : (
              <>
                <strong>{hint.title}.</strong> {hint.text}
              </>
            )}
          </li>
        ))}
      </ol>
      <p class="pmx-small">
        {moreHints ? "Press Hint again for the next step. Hints cost nothing." : "That was the last hint."}
      </p>
    </section>
  );
}

function Compared({ link }: { link: Link }) {
  return (
    <section class="pmx-result pmx-compared" aria-label="Other good answers" tabIndex={-1} data-focus="compared">
      <p class="pmx-head">Other good answers on the same data</p>
      {link.state.compared!.map((other) => (
        <div key={other.title}>
          <p>
            <strong>{other.title}.</strong> {other.tradeOff}
          </p>
          <Fold summary="See it">
            <TableView table={other.table} />
          </Fold>
        </div>
      ))}
    </section>
  );
}

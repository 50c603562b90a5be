import type { Gauge, Live } from "../protocol";

/** What the answer comes to: a count, bars with their words, and what cannot be as it stands. */
export function Gauges({ live }: { live: Live }) {
  return (
    <div class="pmx-live">
      {live.count && <p class="pmx-small">{live.count}</p>}
      {live.gauges.length > 0 && (
        // Heard when it changes: only the words that differ are read.
        <div class="pmx-gauges" aria-live="polite">
          {live.gauges.map((gauge) => (
            <div key={gauge.label} class={gauge.over ? "pmx-gauge pmx-over" : "pmx-gauge"}>
              <span class="pmx-gauge-name">{gauge.label}</span>
              <span class="pmx-gauge-bar" aria-hidden="true">
                <span style={{ width: `${filled(gauge)}%` }} />
              </span>
              <span class="pmx-gauge-text">{gauge.text}</span>
            </div>
          ))}
        </div>
      )}
      {live.warnings.map((words) => (
        <p key={words} class="pmx-warning">
          <span aria-hidden="true">○ </span>
          {words}
        </p>
      ))}
    </div>
  );
}

function filled({ value, most }: Gauge): number {
  return Math.min(100, Math.max(0, (100 * value) / Math.max(most, 1e-9)));
}

import type { Live } from "../protocol";

/** What the answer comes to: a count, bars with their words, and what cannot be as it stands. */
export function Gauges({ live }: { live: Live }) {
  return (
    <div class="pmx-live">
      {live.count && <p class="pmx-small">{live.count}</p>}
      {live.gauges.map((gauge) => (
        <div key={gauge.label} class={gauge.over ? "pmx-gauge pmx-over" : "pmx-gauge"}>
          <span class="pmx-gauge-name">{gauge.label}</span>
          <span class="pmx-gauge-bar" aria-hidden="true">
            <span style={{ width: `${Math.min(100, (100 * gauge.value) / Math.max(gauge.most, 1e-9))}%` }} />
          </span>
          <span class="pmx-gauge-text">{gauge.text}</span>
        </div>
      ))}
      {live.warnings.map((words) => (
        <p key={words} class="pmx-warning">
          <span aria-hidden="true">○ </span>
          {words}
        </p>
      ))}
    </div>
  );
}

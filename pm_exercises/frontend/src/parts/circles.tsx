import type { Named } from "../protocol";

const WIDTH = 248;
const HEIGHT = 150;
const RADIUS = 72;
const OFFSET = 48;

/** Two sides and what they share, with the number of cards in each. The lists below say the same. */
export function Circles({ bins, counts }: { bins: Named[]; counts: number[] }) {
  const middle = WIDTH / 2;
  const centre = HEIGHT / 2;
  const [left, right] = bins;
  return (
    <div class="pmx-circles" aria-hidden="true">
      <span>{left?.name}</span>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`}>
        <circle class="pmx-side" cx={middle - OFFSET} cy={centre} r={RADIUS} />
        <circle class="pmx-other" cx={middle + OFFSET} cy={centre} r={RADIUS} />
        {[-OFFSET - 26, OFFSET + 26, 0].map((x, n) => (
          <text key={n} x={middle + x} y={centre + 8} text-anchor="middle">
            {counts[n]}
          </text>
        ))}
      </svg>
      <span>{right?.name}</span>
    </div>
  );
}

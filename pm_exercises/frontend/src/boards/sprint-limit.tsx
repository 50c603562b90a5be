// The limit on work in progress of one stage.

import { useDesk } from "../board";
import { Marks } from "../parts/marks";
import { NumberBox } from "../parts/fields";
import type { Named, Reply } from "../protocol";

export interface Stage extends Named {
  low: number;
  high: number | null;
}

interface LimitProps {
  stage: Stage;
  value: number | string | undefined;
  onChange: (typed: string) => Promise<Reply>;
}

export function LimitBox({ stage, value, onChange }: LimitProps) {
  const marked = useDesk().marks.has(stage.id);
  return (
    <div class={marked ? "pmx-limit pmx-marked" : "pmx-limit"}>
      <NumberBox
        label={`${stage.name} · limit`}
        value={value}
        placeholder={stage.high === null ? "" : `${stage.low}–${stage.high}`}
        onChange={onChange}
        keys="numeric"
        focus={`limit:${stage.id}`}
      />
      <Marks id={stage.id} />
    </div>
  );
}

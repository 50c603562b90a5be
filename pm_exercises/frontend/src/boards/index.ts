// Every board by the name that its interaction gives it.

import type { ComponentType } from "preact";
import type { BoardProps } from "../board";
import { Allocator } from "./allocator";
import { CardBuilder } from "./card-builder";
import { CardSorter } from "./card-sorter";
import { EmpathyMap } from "./empathy-map";
import { ExtendedText } from "./extended-text";
import { Matrix } from "./matrix";
import { PositionMap } from "./position-map";
import { PriceLab } from "./price-lab";
import { QuizStrip } from "./quiz-strip";
import { Ranking } from "./ranking";
import { Rice } from "./rice";
import { Scorecard } from "./scorecard";
import { Sprint } from "./sprint";
import { ThresholdTuner } from "./threshold-tuner";
import { Timeline } from "./timeline";

// A board narrows spec and answer to its own; the kernel's interaction of the same name is what
// promises that they fit.
type AnyBoard = ComponentType<BoardProps<any, any>>;

export const BOARDS: Record<string, AnyBoard | undefined> = {
  allocator: Allocator,
  "card-builder": CardBuilder,
  "card-sorter": CardSorter,
  "empathy-map": EmpathyMap,
  "extended-text": ExtendedText,
  matrix: Matrix,
  "position-map": PositionMap,
  "price-lab": PriceLab,
  "quiz-strip": QuizStrip,
  ranking: Ranking,
  rice: Rice,
  scorecard: Scorecard,
  sprint: Sprint,
  "threshold-tuner": ThresholdTuner,
  timeline: Timeline,
};

// Questions one under the other: one of some options, or a number (W18).
// Focus keys: answer:QUESTION for a number box, answer:QUESTION:LETTER for an option.

import { type BoardProps, useDesk } from "../board";
import { Marks } from "../parts/marks";
import { NumberBox, useSave, useUid } from "../parts/fields";
import { TableView } from "../parts/table";
import type { Answer, Named, Reply, Spec, Table } from "../protocol";

export interface Question {
  id: string;
  title: string;
  text: string;
  options: Named[]; // letters and words; none: it asks for a number
  unit: string;
  table: Table | null;
}

export interface QuizSpec extends Spec {
  questions: Question[];
}

/** A letter or a number by question; a number is text while it is on its way. */
export type QuizAnswer = Answer & Record<string, string | number>;

/** The answer with one question answered, or open again. */
export function given<A extends QuizAnswer>(answer: A, question: string, value: string): A {
  const next: QuizAnswer = { ...answer };
  if (value === "") delete next[question];
  else next[question] = value;
  return next as A;
}

export function QuizStrip({ spec, answer, change }: BoardProps<QuizSpec, QuizAnswer>) {
  const save = useSave(answer, change);
  return (
    <div class="pmx-quiz">
      {spec.questions.map((question, n) => (
        <Asked
          key={question.id}
          number={n + 1}
          question={question}
          value={answer[question.id]}
          put={(value) => save(question.id, (now) => given(now, question.id, value))}
        />
      ))}
    </div>
  );
}

interface AskedProps {
  number: number;
  question: Question;
  value: string | number | undefined;
  put: (value: string) => Promise<Reply>;
}

function Asked({ number, question, value, put }: AskedProps) {
  const marked = useDesk().marks.has(question.id);
  const marks = useUid();
  return (
    <fieldset class={`pmx-quizitem${marked ? " pmx-marked" : ""}`} aria-describedby={marks}>
      <legend>
        <h4>
          {number}. {question.title}
          <span class="pmx-count">{value === undefined ? "open" : "answered"}</span>
        </h4>
        <span class="pmx-asked">{question.text}</span>
      </legend>
      {question.table && <TableView table={question.table} />}
      {question.options.length > 0 ? (
        <Options question={question} value={value} put={put} />
      ) : (
        <NumberBox
          label={`Answer to question ${number}`}
          value={value}
          unit={question.unit}
          keys="text"
          focus={`answer:${question.id}`}
          described={marks}
          onChange={put}
        />
      )}
      <div id={marks}>
        <Marks id={question.id} />
      </div>
    </fieldset>
  );
}

function Options({ question, value, put }: Omit<AskedProps, "number">) {
  const group = useUid();
  return (
    <div class="pmx-options">
      {question.options.map((option) => (
        <label key={option.id} class="pmx-option">
          <input
            type="radio"
            name={group}
            data-focus={`answer:${question.id}:${option.id}`}
            checked={value === option.id}
            onChange={() => void put(option.id)}
          />
          <span class="pmx-letter">{option.id})</span>
          <span>{option.name}</span>
        </label>
      ))}
    </div>
  );
}

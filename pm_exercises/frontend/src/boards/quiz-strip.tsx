export function QuizStrip() {
  return null;
}

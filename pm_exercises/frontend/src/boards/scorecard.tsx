export function Scorecard() {
  return null;
}

export function Ranking() {
  return null;
}

export function PositionMap() {
  return null;
}

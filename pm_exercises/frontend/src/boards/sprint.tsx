export function Sprint() {
  return null;
}

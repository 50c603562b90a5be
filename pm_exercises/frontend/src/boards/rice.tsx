export function Rice() {
  return null;
}

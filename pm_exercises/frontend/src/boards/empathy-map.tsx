export function EmpathyMap() {
  return null;
}

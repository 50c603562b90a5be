export function ExtendedText() {
  return null;
}

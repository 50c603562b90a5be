export function CardBuilder() {
  return null;
}

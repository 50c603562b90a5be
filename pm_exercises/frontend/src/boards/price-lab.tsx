export function PriceLab() {
  return null;
}

export function Allocator() {
  return null;
}

export function ThresholdTuner() {
  return null;
}

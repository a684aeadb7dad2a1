/**
 * Rounds the decimal that a person sees, not the binary number below it. Halves go away from zero. Pure.
 *
 * @example roundDecimal(1.005, 2) // 1.01
 */
export function roundDecimal(
  value: number,
  places: number,
  round: (scaled: number) => number = Math.round,
): number {
  const factor = 10 ** Math.max(-15, Math.min(15, Math.trunc(places)));
  const scaled = Number((Math.abs(value) * factor).toPrecision(15));
  if (!Number.isFinite(scaled)) return value;
  return Math.sign(value) * Number((round(scaled) / factor).toPrecision(15));
}

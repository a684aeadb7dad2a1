/**
 * Why an item is likely to run out, or not: what each input changes. The probability is worked out again with the input at
 * its neutral value; the change of the log-odds is its weight. An input that has nothing to say is no factor.
 */
import { runOut, type Demand } from "./demand";
import { demandOf, type DemandHistory } from "./evidence";

type FactorKind =
  /** The last weeks against the whole time, all days alike. */
  | "pace"
  /** What is under way. */
  | "order"
  /** What a count found that nobody had written down. */
  | "unrecorded"
  /** Days without stock left out, against counted as days without demand. */
  | "empty-days"
  /** Single large take-outs, against ones of the usual size. */
  | "large"
  /** Fewer or more working days than a usual week has. */
  | "workdays"
  /** The same weeks last year. */
  | "season";

export interface Factor {
  readonly kind: FactorKind;
  /** Change of the log-odds; > 0: it makes running out likelier. */
  readonly weight: number;
  /** Part of all factors' weights, 0–1. */
  readonly share: number;
}

interface Situation {
  readonly history: DemandHistory;
  readonly stock: number;
  readonly ahead: number;
  readonly meanShare: number | undefined;
  /** Working days of a usual week. */
  readonly usualWeek: number;
  readonly onOrder: number;
}

/** Less changes nobody's mind. */
const leastWeight = 0.05;

/** The weightiest first. */
export function factorsOf(situation: Situation): readonly Factor[] {
  const { onOrder } = situation;
  const base = logOdds(situation);
  const weights: readonly (readonly [FactorKind, number])[] = [
    ...neutral(situation).map(([kind, other]): readonly [FactorKind, number] => [
      kind,
      base - logOdds({ ...situation, ...other }),
    ]),
    ...(onOrder > 0
      ? [["order", logOdds({ ...situation, stock: situation.stock + onOrder }) - base] as const]
      : []),
  ];
  const telling = weights.filter(([, weight]) => Math.abs(weight) >= leastWeight);
  const all = telling.reduce((sum, [, weight]) => sum + Math.abs(weight), 0);
  return telling
    .map(([kind, weight]) => ({ kind, weight, share: Math.abs(weight) / all }))
    .sort((left, right) => right.share - left.share);
}

type Neutral = Partial<Situation> & { readonly halfLife?: number };

/** Every input that has data, at its neutral value. */
function neutral(situation: Situation): readonly (readonly [FactorKind, Neutral])[] {
  const { history, ahead, usualWeek } = situation;
  const usual = ordinary(history);
  const found: [FactorKind, Neutral | undefined][] = [
    ["pace", { halfLife: Infinity }],
    [
      "unrecorded",
      history.taken.some(({ unrecorded }) => unrecorded > 0)
        ? { history: recordedOnly(history) }
        : undefined,
    ],
    ["empty-days", history.empty.length > 0 ? { history: { ...history, empty: [] } } : undefined],
    ["large", usual === undefined ? undefined : { history: usual }],
    ["workdays", ahead === usualWeek ? undefined : { ahead: usualWeek }],
    [
      "season",
      history.season === undefined ? undefined : { history: { ...history, season: undefined } },
    ],
  ];
  return found.flatMap(([kind, other]) => (other === undefined ? [] : [[kind, other] as const]));
}

function recordedOnly(history: DemandHistory): DemandHistory {
  const taken = history.taken
    .map((day) => ({ ...day, quantity: day.quantity - day.unrecorded, unrecorded: 0 }))
    .filter(({ quantity }) => quantity > 1e-9);
  return { ...history, taken };
}

/** So many times the middle size is a large take-out. */
const large = 3;

/** undefined: no take-out is large. */
function ordinary(history: DemandHistory): DemandHistory | undefined {
  const sizes = history.taken.map(({ quantity }) => quantity).sort((a, b) => a - b);
  const middle = sizes[Math.floor((sizes.length - 1) / 2)] ?? 0;
  const isLarge = (quantity: number): boolean => quantity > large * middle;
  if (!sizes.some(isLarge)) return undefined;
  const taken = history.taken.map((day) =>
    isLarge(day.quantity) ? { ...day, quantity: middle } : day,
  );
  return { ...history, taken };
}

function logOdds({ history, stock, ahead, meanShare, halfLife }: Situation & Neutral): number {
  const demand: Demand = demandOf(history, {
    ...{ meanShare, ahead },
    ...(halfLife !== undefined && { halfLife }),
  });
  const { probability } = runOut(demand, stock, ahead);
  const kept = Math.min(1 - 1e-9, Math.max(1e-9, probability));
  return Math.log(kept / (1 - kept));
}

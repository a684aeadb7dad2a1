/** Past movements as they are told to whoever asks: rows, totals, and what they were chosen by. Types only. */
import type { Person } from "../items/label";
import type { ItemLabel, LabelledItem } from "../items/labeller";
import type { Movement } from "../movements/movement";

/** Whose movements and of which time; `period` is the person's own word, "" for the last 30 days. */
export interface ChosenBy {
  readonly period: string;
  readonly whose: (Person & { readonly isSender: boolean }) | undefined;
}

export interface HistoryRow {
  readonly label: ItemLabel;
  readonly movement: Movement;
}

export interface TakenTotal extends LabelledItem {
  readonly quantity: number;
  readonly rows: number;
}

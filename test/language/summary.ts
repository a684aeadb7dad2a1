/** An intent on one line, for tables: kind, items, amounts, people, remark. */
import type { Amount, HistoryIntent, Intent, ItemMatch, Line } from "../../src/inventory/intent";

const item = ({ name, spec }: { readonly name: string; readonly spec: string }): string =>
  spec === "" ? name : `${name}/${spec}`;

function matchOf(match: ItemMatch): string {
  switch (match.kind) {
    case "one":
      return `${item(match.item)}${match.near ? "~" : ""}`;
    case "fragment":
      return `${item(match.item)}?`;
    case "several":
      return `[${match.items.map(item).join(" ")}]`;
    case "none":
      return `?${match.written}`;
  }
}

function amountOf(amount: Amount | undefined): string {
  switch (amount?.kind) {
    case undefined:
      return "few";
    case "given":
    case "dozens":
    case "pairs":
      return `${amount.quantity}${amount.unit}`;
    case "sum":
      return amount.parts.map(amountOf).join("+");
    case "difference":
      return `${amount.sign > 0 ? "+" : "-"}${amountOf(amount.by)}`;
    case "unusable":
      return `!${amount.why}`;
    case "implied":
    case "missing":
      return amount.kind;
  }
}

function lineOf({ match, amount, requester }: Line): string {
  const who = requester === undefined ? "" : ` @${requester.department}:${requester.name}`;
  return `${matchOf(match)} ${amountOf(amount)}${who}`;
}

const linesOf = (lines: readonly Line[]): string => lines.map(lineOf).join("; ");

function historyOf({ match, period, whose, asks }: HistoryIntent): string {
  const of = match === undefined ? "all" : matchOf(match);
  const when = period === undefined ? "" : ` ${period.unit}${period.offset}`;
  const requester = whose?.kind === "requester" ? whose.requester : undefined;
  const who = requester ? `${requester.department}:${requester.name}` : whose?.kind;
  const rows = period !== undefined && asks === "rows" ? " rows" : "";
  return `history ${of}${when}${who === undefined ? "" : ` @${who}`}${rows}`;
}

/** @example "issue 酒精/75% 500ml 2瓶 @研发部:小林 (急)" */
export function summaryOf(intent: Intent): string {
  switch (intent.kind) {
    case "movement":
      return `${intent.type} ${linesOf(intent.lines)}${intent.remark === "" ? "" : ` (${intent.remark})`}`;
    case "maybe-movement":
      return `${intent.why}? ${summaryOf(intent.movement)}`;
    case "query":
      return `query ${intent.matches.map(matchOf).join("; ")}`;
    case "shortage": {
      const reports = [intent, ...(intent.others ?? [])];
      const said = reports.map(
        ({ match, remaining }) => `${matchOf(match)} ${amountOf(remaining)}`,
      );
      return `shortage ${said.join("; ")}${intent.note === "" ? "" : ` (${intent.note})`}`;
    }
    case "correct":
      return `correct${intent.manner === undefined ? "" : `/${intent.manner}`} ${linesOf(intent.lines)}`;
    case "history":
      return historyOf(intent);
    case "undo":
      return `undo${intent.natural ? "/natural" : ""}${intent.match === undefined ? "" : ` ${matchOf(intent.match)}`}`;
    case "confirm":
    case "reject":
      return `${intent.kind} ${intent.number ?? "-"}`;
    case "several-entries": {
      if (intent.ranges === "all") return `${intent.verb} all`;
      const runs = intent.ranges.map(({ from, to }) => (from === to ? from : `${from}-${to}`));
      return `${intent.verb} ${runs.join(" ")}`;
    }
    case "hint":
      return `hint ${intent.about}`;
    case "report":
      return `report ${intent.span}${intent.offset === 0 ? "" : intent.offset}`;
    case "mixed":
      return `mixed ${intent.types.join(" ")}`;
    default:
      return intent.kind === "chatter" ? "-" : intent.kind;
  }
}

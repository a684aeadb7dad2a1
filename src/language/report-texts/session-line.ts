/** A stocktake session in one line of the digest. */
import { isBlind } from "../../inventory/stocktake/row";
import { endOf, summaryOf, type Session } from "../../inventory/stocktake/session";
import { sessionKinds } from "../sheet-words/stocktake-words";

/**
 * Of a blind one that is under way nothing that was found.
 *
 * @example sessionLine(session) // "盘点 3（全盘）：已结束，已盘 20/21，差异 2 项"
 */
export function sessionLine(session: Session): string {
  const { number, rows } = session;
  const { all, counted, differing } = summaryOf(session);
  const isCancelled = rows.some(({ status }) => status === "cancelled");
  const ended = isCancelled ? "已取消" : "已结束";
  const state = endOf(session) === undefined ? "进行中" : ended;
  const recounts = rows.filter(({ status }) => status === "recount").length;
  const found = [
    ...(rows.some(isBlind) ? [] : [`差异 ${differing.length} 项`]),
    ...(recounts === 0 ? [] : [`待复盘 ${recounts} 项`]),
  ];
  const kind = sessionKinds[rows[0]?.kind ?? "full"];
  return `盘点 ${number}（${kind}）：${[state, `已盘 ${counted}/${all}`, ...found].join("，")}`;
}

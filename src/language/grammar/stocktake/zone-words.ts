/** Which place is meant, and who counts there: 我来盘B柜, 工具墙我负责，前台也是我, 展厅谁盘. */
import type { Intent } from "../../../inventory/intent";
import type { SessionPlace } from "../../../inventory/stocktake/session-place";
import { findZones, unplaced } from "../../../inventory/stocktake/zones";
import { zoneOfWord } from "../../sheet-words/stocktake-words";

export type SessionIntent = Extract<Intent, { readonly kind: "stocktake" }>;

const longestZone = 12;
export const ending = "(?:吧|了|啦|咯|哈|呀|哦)*";
/** 我来盘B柜, 茶水间归我: with a word for counting it may be no zone of the sheet's, and is answered. */
const mine = "(?:也|就|都|还|先)*(?:由|归|让|交给|给|是)?我(?:们|自己)*(?:来|嚟|去|先)*";
const counting = "(?:负责|盘点?|数|清点)";
const claims = [
  { pattern: new RegExp(`^(?:那|就)?我(?:来|嚟|去|先)*${counting}+(?<zone>.+?)${ending}$`, "u") },
  { pattern: new RegExp(`^(?<zone>.+?)${mine}(?:盘点?|数|清点)${ending}$`, "u") },
  { pattern: new RegExp(`^(?<zone>.+?)${mine}负责${ending}$`, "u") },
  { pattern: new RegExp(`^(?<zone>.+?)${mine}${ending}$`, "u"), known: true },
];
const whoCounts = new RegExp(
  `^(?<zone>.+?)(?:是|由|归)?谁(?:在|来|去)?${counting}的?${ending}$`,
  "u",
);
/** 三号柜和四号柜: zones side by side, as findZones takes them. */
const zonesIn = (written: string): string =>
  written
    .split(/[和与跟及、]/u)
    .map((zone) => zoneOfWord(zone.replace(/(?:的|[那这]边)$/u, "")) || unplaced)
    .join(",");

export const isZone = (written: string, zones: readonly string[]): boolean =>
  findZones(written, zones).length > 0;

/** The zones that are meant, or what sounds like one that the sheet does not have; undefined: no place. */
export function placeOf(written: string | undefined, zones: readonly string[]): string | undefined {
  if (written === undefined) return undefined;
  const known = [written, zonesIn(written)].find((zone) => isZone(zone, zones));
  const sounds = written.length <= longestZone && /[柜区域室间库架层仓楼房角厅]$/u.test(written);
  return known ?? (sounds ? written : undefined);
}

/** A柜没人盘，我来 */
const nobodys = /(?:[没冇无]有?人)(?:盘点?|数|负责|认领)?(?:的话)?$/u;

/** 工具墙我负责，前台也是我: one place, or one in each piece; with no session open of zones of the sheet, with a word for counting. */
export function readClaim(
  pieces: readonly string[],
  place: SessionPlace,
): SessionIntent | undefined {
  const each = pieces.flatMap((piece) => claimedIn(piece, place) ?? []);
  const isEach = each.length > 0 && each.length === pieces.length;
  const zone = isEach ? each.join(",") : claimedIn(pieces.join(""), place);
  return zone === undefined ? undefined : { kind: "stocktake", does: "claim", zone };
}

function claimedIn(said: string, { zones, isOpen }: SessionPlace): string | undefined {
  for (const { pattern, known = false } of isOpen ? claims : claims.slice(0, 2)) {
    const zone = placeOf(pattern.exec(said)?.groups?.["zone"]?.replace(nobodys, ""), zones);
    if (zone !== undefined && ((!known && isOpen) || isZone(zone, zones))) return zone;
  }
  return undefined;
}

/** 展厅谁盘, B柜谁在盘 */
export function readWhose(said: string, { zones }: SessionPlace): SessionIntent | undefined {
  const zone = placeOf(whoCounts.exec(said)?.groups?.["zone"], zones);
  if (zone === undefined || !(said.includes("盘") || isZone(zone, zones))) return undefined;
  return { kind: "stocktake", does: "progress", zone };
}

/** 到货…，还差50支, 多送了2箱, 说好100支怎么送来50支, 退货…给青竹: deliveries that are told otherwise than as a receipt. */
import type { Intent } from "../../../inventory/intent";
import type { Lexicon } from "../../names/lexicon";
import { parse } from "../parse";
import { isSupplier, type PurchasePlace } from "./place";
import { matchOf, movementOf } from "./things";

/** Deliveries that are told otherwise: with what is missing, too much, too little, wrong, or sent back. */
export function readDelivered(
  said: string,
  lexicon: Lexicon,
  place: PurchasePlace,
): Intent | undefined {
  const missing = /[，,\s]+还(?:差|欠|少|缺)\s*[\d.]+\s*\S{0,2}$/u;
  const receiptIn = (text: string) => {
    const movement = movementOf(parse(text, lexicon));
    return movement?.type === "receipt" ? movement : undefined;
  };
  if (missing.test(said)) return receiptIn(said.replace(missing, ""));
  const wrongly = /^到[火伙]\s*[:,，]?\s*(.+)$/u.exec(said)?.[1];
  const more = /^(?:供应商)?多送了\s*(.+)$/u.exec(said)?.[1];
  const unclear = wrongly ?? more;
  if (unclear !== undefined && place.buys) {
    const movement = receiptIn(`到货 ${unclear}`);
    return movement && { kind: "maybe-movement", why: "unclear", movement };
  }
  if (/送错了?/u.test(said) && place.buys) {
    const name = said.split(/送错/u)[0] ?? "";
    return matchOf(name, lexicon) && { kind: "purchase", does: "wrong-goods" };
  }
  return readShort(said, lexicon) ?? readReturned(said, lexicon, place);
}

function readShort(said: string, lexicon: Lexicon): Intent | undefined {
  const found =
    /^(?<name>.{0,20}?)说好了?(?:送)?(?<ordered>\d+)\S?.{0,4}?(?:怎么|才|只|就).{0,3}?(?:送来|送了|来了|到了?)(?<arrived>\d+)/u.exec(
      said,
    ) ??
    /^(?<name>.{1,20}?)订了(?<ordered>\d+)\s*\S?[，,\s]*(?:才|就)?只?(?:到了?|送来|来了)(?<arrived>\d+)/u.exec(
      said,
    );
  const { name = "", ordered, arrived } = found?.groups ?? {};
  if (ordered === undefined || arrived === undefined) return undefined;
  const match = name.trim() === "" ? undefined : matchOf(name, lexicon);
  if (name.trim() !== "" && match === undefined) return undefined;
  return {
    ...{ kind: "purchase", does: "short", match },
    ...{ ordered: Number(ordered), arrived: Number(arrived) },
  };
}

/** 退货 A4纸 2箱 给青竹: never a return of what somebody took. */
function readReturned(said: string, lexicon: Lexicon, place: PurchasePlace): Intent | undefined {
  const { list, supplier } =
    /^(?:退货|退)\s*[:,，]?\s*(?<list>.+?)\s*(?:退?给|退?回)\s*(?<supplier>.{2,16})$/u.exec(said)
      ?.groups ?? {};
  if (list === undefined || supplier === undefined || !isSupplier(supplier, place))
    return undefined;
  const [line, another] = movementOf(parse(`领用:${list}`, lexicon))?.lines ?? [];
  if (line === undefined || another !== undefined) return undefined;
  return { kind: "purchase", does: "return", line, supplier };
}

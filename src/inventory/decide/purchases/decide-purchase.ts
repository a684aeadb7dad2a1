/** What comes of what a person says about buying. */
import type { ItemMatch, Line, PeriodWord } from "../../intent";
import { isSuspended, mayOrder } from "../../people/rights";
import type { PurchaseIntent } from "../../purchasing/intent";
import { silence, type Decision, type DecisionContext } from "../decision";
import type { DraftContext } from "../draft-context";
import { decideAgreement, decideDue } from "./agree";
import { cancelOrder, dropRequests } from "./cancel";
import { changeItem, changeQuantity } from "./change-order";
import { explainQuantity, listToBuy, listUnderWay, showOrder } from "./look";
import { orderRequests, placeDraft } from "./order-requests";
import { decidePriceQuestion, decideQuote } from "./prices";
import { refuseUnlessBuyer, said } from "./purchase-context";
import { decideArrived, decideReturn, decideShortDelivery } from "./arrivals";
import { decideChase, decideLacking, decideLetter } from "./send";

type Intent = PurchaseIntent<Line, ItemMatch, PeriodWord>;

type Does<Kinds extends Intent["does"]> = Extract<Intent, { readonly does: Kinds }>;

type Change = Does<
  | "order-requests"
  | "place"
  | "confirm"
  | "due"
  | "change-item"
  | "change-quantity"
  | "cancel"
  | "drop-requests"
  | "arrived"
  | "short"
  | "return"
  | "chase"
  | "letter"
  | "lacks"
>;

export function decidePurchase(intent: Intent, draftContext: DraftContext): Decision {
  const { context } = draftContext;
  switch (intent.does) {
    case "list":
      return listToBuy(context);
    case "show":
      return showOrder(intent.order, context);
    case "under-way":
      return listUnderWay(intent, context);
    case "why":
      return explainQuantity(intent.match, context);
    case "wrong-goods":
      return refuseUnlessBuyer(context) === undefined ? said({ kind: "wrong-goods" }) : silence;
    case "quote":
      return decideQuote(intent, context);
    case "price":
      return decidePriceQuestion(intent, context);
    case "statistics":
      return lookUp(intent, context);
    default:
      return decideChange(intent, draftContext);
  }
}

/** With what it cost, to a buyer in private. */
function lookUp(
  { supplier, period }: Does<"statistics">,
  { sender, message }: DecisionContext,
): Decision {
  if (isSuspended(sender)) return silence;
  const decision: Decision = { ...silence, lookup: { kind: "suppliers", supplier, period } };
  return mayOrder(sender) && message.isDirect === true
    ? { ...decision, prices: { kind: "spent", supplier, period } }
    : decision;
}

function decideChange(intent: Change, draftContext: DraftContext): Decision {
  const { context } = draftContext;
  switch (intent.does) {
    case "order-requests":
      return orderRequests(intent.numbers, intent.isAgreed === true, context);
    case "place":
      return placeDraft(intent.order, context);
    case "confirm":
      return decideAgreement(intent, context);
    case "due":
      return decideDue(intent, context);
    case "change-item":
      return changeItem(intent, context);
    case "change-quantity":
      return changeQuantity(intent, context);
    case "cancel":
      return cancelOrder(intent, context);
    case "drop-requests":
      return dropRequests(intent.numbers, context);
    case "arrived":
      return decideArrived(intent, context);
    case "short":
      return decideShortDelivery(intent, context);
    case "return":
      return decideReturn(intent, draftContext);
    case "chase":
      return decideChase(intent, context);
    case "letter":
      return decideLetter(intent, context);
    case "lacks":
      return decideLacking(intent, context);
  }
}

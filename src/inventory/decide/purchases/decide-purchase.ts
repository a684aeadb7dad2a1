/** What comes of what a person says about buying. */
import { isSuspended, mayOrder } from "../../people/rights";
import { look, reply, silence, type Decision, type DecisionContext } from "../decision";
import type { DraftContext } from "../draft-context";
import { decideAgreement, decideDue } from "./agree";
import { cancelOrder, dropRequests } from "./cancel";
import { changeItem, changeQuantity } from "./change-order";
import { explainQuantity, listToBuy, listUnderWay, showOrder } from "./look";
import { orderRequests, placeDraft } from "./order-requests";
import { decidePriceQuestion, decideQuote } from "./prices";
import { refuseUnlessBuyer, type AnyPurchase, type Intent } from "./purchase-context";
import { decideArrived, decideReturn, decideShortDelivery } from "./arrivals";
import { decideChase, decideLacking, decideLetter } from "./send";

const decisions: {
  readonly [Does in AnyPurchase["does"]]: (
    intent: Intent<Does>,
    context: DecisionContext,
    draftContext: DraftContext,
  ) => Decision;
} = {
  list: (_, context) => listToBuy(context),
  show: ({ order }, context) => showOrder(order, context),
  "under-way": listUnderWay,
  why: ({ match }, context) => explainQuantity(match, context),
  "wrong-goods": (_, context) =>
    refuseUnlessBuyer(context) === undefined ? reply({ kind: "wrong-goods" }) : silence,
  quote: decideQuote,
  price: decidePriceQuestion,
  statistics: lookUp,
  "order-requests": orderRequests,
  place: ({ order }, context) => placeDraft(order, context),
  confirm: decideAgreement,
  due: decideDue,
  "change-item": changeItem,
  "change-quantity": changeQuantity,
  cancel: cancelOrder,
  "drop-requests": ({ numbers }, context) => dropRequests(numbers, context),
  arrived: decideArrived,
  short: decideShortDelivery,
  return: (intent, _, draftContext) => decideReturn(intent, draftContext),
  chase: decideChase,
  letter: decideLetter,
  lacks: decideLacking,
};

/** What only asks, which a suspended member is not answered. */
const looks = ["list", "show", "under-way", "why", "price", "statistics"];

export function decidePurchase(intent: AnyPurchase, draftContext: DraftContext): Decision {
  const { context } = draftContext;
  if (looks.includes(intent.does) && isSuspended(context.sender)) return silence;
  const decide = decisions[intent.does] as (
    intent: AnyPurchase,
    context: DecisionContext,
    draftContext: DraftContext,
  ) => Decision;
  return decide(intent, context, draftContext);
}

/** With what it cost, to a buyer in private. */
function lookUp(
  { supplier, period }: Intent<"statistics">,
  { sender, message }: DecisionContext,
): Decision {
  const decision = look({ kind: "suppliers", supplier, period });
  return mayOrder(sender) && message.isDirect === true
    ? { ...decision, prices: { kind: "spent", supplier, period } }
    : decision;
}

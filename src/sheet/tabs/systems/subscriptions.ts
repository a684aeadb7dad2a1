/** 推送: a row an address of another system, filled in by people; how its deliveries go is filled in by the relay. */
import type { Subscription } from "../../../inventory/changes/subscription";
import { isStoppedWord, stoppedWord } from "../../../language/sheet-words/purchase-words";
import {
  subscriptionMistakes,
  subscriptionsHeading,
  type SubscriptionField,
  type SubscriptionRules,
} from "../../../language/sheet-words/subscription-words";
import { quantityOf } from "../../api/cells";
import { readTime } from "../../api/times";
import { toSerial } from "../../../inventory/wall-clock";
import { declareTab } from "../declare";
import { storedText } from "../stored-text";
import type { Tab } from "../tab";

export const subscriptionsTab = (rules: SubscriptionRules): Tab<Subscription> =>
  declareTab<Subscription, SubscriptionField>(subscriptionsHeading, {
    name: "subscriptions",
    kinds: { deliveredAt: "time", failures: "whole number" },
    needed: ["address"],
    key: ["address"],
    extent: { kind: "whole" },
    isLaidLater: true,
    mistakes: (rows) => subscriptionMistakes(rows, rules),
    parse({ cell, text }, timeZone) {
      const address = text("address");
      if (address === "") return undefined;
      return {
        ...{ address, name: text("name"), events: text("events"), secretName: text("secretName") },
        isStopped: isStoppedWord(text("isStopped")),
        deliveredAt: readTime(cell("deliveredAt"), timeZone),
        failures: quantityOf(cell("failures")) ?? 0,
        error: text("error"),
      };
    },
    format: (row, timeZone) => ({
      name: storedText(row.name),
      address: storedText(row.address),
      events: storedText(row.events),
      secretName: storedText(row.secretName),
      isStopped: row.isStopped ? stoppedWord : undefined,
      deliveredAt: row.deliveredAt && toSerial(row.deliveredAt, timeZone),
      failures: row.failures === 0 ? undefined : row.failures,
      error: storedText(row.error),
    }),
  });

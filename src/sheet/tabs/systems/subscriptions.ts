/** 推送: a row an address of another system, filled in by people; how its deliveries go is filled in by the relay. */
import type { Subscription } from "../../../inventory/changes/subscription";
import {
  subscriptionMistakes,
  subscriptionsHeading,
  type SubscriptionRules,
} from "../../../language/sheet-words/subscription-words";
import { blankZero, stopped, text, time } from "../codecs";
import { declareTab } from "../declare";
import type { Tab } from "../tab";

export const subscriptionsTab = (rules: SubscriptionRules): Tab<Subscription> =>
  declareTab(subscriptionsHeading, {
    name: "subscriptions",
    columns: {
      name: text,
      address: text,
      events: text,
      secretName: text,
      isStopped: stopped,
      deliveredAt: time,
      failures: { ...blankZero, kind: "whole number" },
      error: text,
    },
    needed: ["address"],
    key: ["address"],
    extent: { kind: "whole" },
    isLaidLater: true,
    mistakes: (rows) => subscriptionMistakes(rows, rules),
    entry: (row): Subscription => row,
    values: (row) => row,
  });

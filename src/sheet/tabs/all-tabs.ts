/** All tabs, in the order in which setup-sheet lays those that are required. A further tab is added here. */
import { broadcastsTab } from "./broadcasts";
import { forecastsTab } from "./forecasts";
import { ledgerTab } from "./ledger";
import { membersTab } from "./members";
import { pendingTab } from "./pending";
import { purchaseEventsTab } from "./purchase-events";
import { purchasesTab } from "./purchases";
import { settingsTab } from "./settings";
import { stockTab } from "./stock";
import { stocktakeTab } from "./stocktake";
import { suppliersTab } from "./suppliers";
import { codesTab } from "./systems/codes";
import { subscriptionsTab } from "./systems/subscriptions";
import type { Tab } from "./tab";
import type { SubscriptionRules } from "../../language/sheet-words/subscription-words";

export const tabsWith = (rules: SubscriptionRules): readonly Tab[] => [
  stockTab,
  ledgerTab,
  pendingTab,
  membersTab,
  settingsTab,
  broadcastsTab,
  stocktakeTab,
  forecastsTab,
  purchasesTab,
  purchaseEventsTab,
  suppliersTab,
  codesTab,
  subscriptionsTab(rules),
];

/** Where nothing is set of what other systems are told. */
export const standardTabs = tabsWith({ secretNames: [], allowPrivate: false });

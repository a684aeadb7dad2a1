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
import type { Tab } from "./tab";

export const standardTabs: readonly Tab[] = [
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
];

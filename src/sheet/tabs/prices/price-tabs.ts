/** The tabs of the spreadsheet of prices, which is another than that of the stock. */
import type { Tab } from "../tab";
import { linePricesTab } from "./line-prices";
import { quotesTab } from "./quotes";

export const priceTabs: readonly Tab[] = [quotesTab, linePricesTab];

/** 供应商: a row a supplier, filled in by people. Laid with 采购. */
import { usualReplyHours, type Supplier } from "../../inventory/purchasing/supplier";
import {
  isStoppedWord,
  stoppedWord,
  suppliersHeading,
} from "../../language/sheet-words/purchase-words";
import { quantityOf } from "../api/cells";
import { declareTab } from "./declare";
import { storedText } from "./stored-text";

const words = (text: string): readonly string[] =>
  text
    .split(/[\u3001\uff0c,\uff1b;\n]/)
    .map((word) => word.trim())
    .filter((word) => word !== "");

export const suppliersTab = declareTab<Supplier, keyof typeof suppliersHeading.columns>(
  suppliersHeading,
  {
    name: "suppliers",
    kinds: { leadDays: "number", replyHours: "number" },
    needed: ["name"],
    key: ["name"],
    extent: { kind: "whole" },
    isLaidLater: true,
    laidWith: "purchases",
    parse({ cell, text }) {
      const name = text("name");
      if (name === "") return undefined;
      const hours = quantityOf(cell("replyHours"));
      return {
        name,
        aliases: words(text("aliases")),
        contact: text("contact"),
        phone: text("phone"),
        supplies: words(text("supplies")),
        group: text("group").normalize("NFKC").replaceAll(/\s+/g, ""),
        leadDays: quantityOf(cell("leadDays")),
        replyHours: hours !== undefined && hours > 0 ? hours : usualReplyHours,
        isStopped: isStoppedWord(text("isStopped")),
        note: text("note"),
      };
    },
    format: (supplier) => ({
      name: storedText(supplier.name),
      aliases: storedText(supplier.aliases.join("、")),
      contact: storedText(supplier.contact),
      phone: storedText(supplier.phone),
      supplies: storedText(supplier.supplies.join("、")),
      group: storedText(supplier.group),
      leadDays: supplier.leadDays,
      replyHours: supplier.replyHours,
      isStopped: supplier.isStopped ? stoppedWord : undefined,
      note: storedText(supplier.note),
    }),
  },
);

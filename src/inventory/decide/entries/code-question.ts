/** Which code an entry of 待处理 asks about. */
import type { CodeProblem } from "../../documents/code-parts";
import { decideDocument, type DocumentContext } from "../../documents/decide-document";
import type { StockDocument } from "../../documents/document";
import type { ReplyPart } from "../../reply-parts";
import type { DecisionContext } from "../decision";

/** 确认 31 without an item, of an entry that waits for a code. */
export function askForItem(
  number: number,
  document: StockDocument,
  context: DecisionContext,
): ReplyPart {
  const asked = askedCode(document, context);
  return asked === undefined
    ? settled(number, document, context)
    : { kind: "code-asked", number, asked, why: "missing", written: "", closest: [] };
}

/** The first code of a document that 外部编码 does not know. */
export function askedCode(
  document: StockDocument,
  context: DecisionContext,
): CodeProblem | undefined {
  return decideDocument(document, knownFrom(context)).problems.flatMap(({ problem }) =>
    problem.kind === "outside-code" && problem.why === "unknown" ? [problem] : [],
  )[0];
}

export function settled(
  number: number,
  document: StockDocument,
  context: DecisionContext,
): ReplyPart {
  const { problems } = decideDocument(document, knownFrom(context));
  return { kind: "code-settled", number, problems: problems.map(({ problem }) => problem) };
}

/** Only lines with a code are asked about, so that no name has to be looked for. */
export const knownFrom = (context: DecisionContext): DocumentContext => ({
  ...context,
  closest: () => [],
});

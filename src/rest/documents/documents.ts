/**
 * Documents in the order in which they came, each carried out once. What waits for a sheet that is away is kept on disk
 * and taken up again at the next start.
 */
import type { Notebook } from "../../inbox/notebook";
import type { DocumentHead, StockDocument } from "../../inventory/documents/document";
import { bookDocument, findDocument, voidDocument, type BookingNeeds } from "./book-document";
import { reportDocument } from "./document-entries";
import type { Posted } from "./posted";

export interface Documents {
  /** @throws DocumentsFullError where too many wait, and whatever the disk says */
  post(document: StockDocument): Promise<Posted>;
  /** Takes back what still stands of a document. @throws DocumentsFullError */
  void(head: DocumentHead): Promise<Posted>;
  /** An entry of 待处理 for what is no document of ours, and a notice; once however often it is called. */
  report(head: DocumentHead, reason: string): Promise<void>;
  /** @throws SheetAwayError */
  find(id: string): Promise<Posted>;
  /** Takes up what waited when the process ended. */
  resume(): void;
  /** Documents that wait for the sheet. */
  waiting(): number;
}

/** So many documents wait for the sheet that no more are taken. */
export class DocumentsFullError extends Error {
  override readonly name = "DocumentsFullError";
}

interface DocumentNeeds extends BookingNeeds {
  readonly notebook: Notebook;
  readonly onError: (error: unknown) => void;
}

type Work =
  | { readonly kind: "post"; readonly document: StockDocument }
  | { readonly kind: "void"; readonly document: DocumentHead };

/** A caller waits so long for the sheet at most. */
const answerWithinMs = 8_000;
const mostWaiting = 1_000;
const topicStart = "document:";

const keyOf = ({ kind, document: { id } }: Work): string => `${kind}:${id}`;

export function createDocuments(needs: DocumentNeeds): Documents {
  const { notebook, pause, onError } = needs;
  /** The newest work on each document; what is wanted of one document is done one after the other. */
  const underWay = new Map<string, Promise<unknown>>();
  const kept = new Map<string, Work>();

  function begin(work: Work): Promise<Posted> {
    const { id } = work.document;
    const run = (): Promise<Posted> => carryOut(work, needs);
    const own = (underWay.get(id) ?? Promise.resolve()).then(run, run);
    underWay.set(id, own);
    return own.finally(() => {
      if (underWay.get(id) === own) underWay.delete(id);
    });
  }

  function forgetAfter(own: Promise<Posted>, key: string): void {
    own
      .then(() => {
        kept.delete(key);
        return notebook.record(topicStart + key, undefined);
      })
      .catch(onError);
  }

  /** Waits a while for the sheet; what takes longer is kept on disk until it is done. */
  async function answer(work: Work): Promise<Posted> {
    const key = keyOf(work);
    const waits = kept.get(key);
    if (waits !== undefined)
      return { kind: contentOf(waits) === contentOf(work) ? "waiting" : "other-content" };
    if (kept.size >= mostWaiting) throw new DocumentsFullError("too many documents wait");
    const own = begin(work);
    const first = await Promise.race([own, pause(answerWithinMs).then(() => undefined)]);
    if (first !== undefined) return first;
    kept.set(key, work);
    try {
      await notebook.record(topicStart + key, work);
    } catch (error) {
      kept.delete(key);
      own.catch(onError);
      throw error;
    }
    forgetAfter(own, key);
    return { kind: "waiting" };
  }

  return {
    post: (document) => answer({ kind: "post", document }),
    void: (document) => answer({ kind: "void", document }),
    report: (head, reason) => reportDocument(head, reason, needs),
    async find(id) {
      if (kept.has(`post:${id}`) || kept.has(`void:${id}`)) return { kind: "waiting" };
      return findDocument(id, needs);
    },
    resume() {
      for (const [topic, note] of notebook.notes) {
        if (!topic.startsWith(topicStart) || note === undefined) continue;
        const work = revived(note as Work);
        kept.set(keyOf(work), work);
        forgetAfter(begin(work), keyOf(work));
      }
    },
    waiting: () => kept.size,
  };
}

const carryOut = (work: Work, needs: BookingNeeds): Promise<Posted> =>
  work.kind === "post" ? bookDocument(work.document, needs) : voidDocument(work.document, needs);

/** What must be the same for a repeat to be one. */
function contentOf(work: Work): string {
  if (work.kind === "void") return "";
  const { type, lines, countedAt } = work.document;
  return JSON.stringify({ type, lines, countedAt });
}

/** As JSON kept it: times are text there. */
function revived(work: Work): Work {
  const receivedAt = new Date(work.document.receivedAt);
  if (work.kind === "void") return { ...work, document: { ...work.document, receivedAt } };
  const { countedAt } = work.document;
  const times = { receivedAt, countedAt: countedAt && new Date(countedAt) };
  return { ...work, document: { ...work.document, ...times } };
}

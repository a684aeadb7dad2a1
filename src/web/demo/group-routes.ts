/**
 * The simulated group over HTTP: see it as one of the colleagues, write, edit, delete, preview the digest. What is
 * written goes to the relay as from any channel.
 */
import express, { Router, type Request, type Response } from "express";
import type { InboundMessage, Picture } from "../../channels/channel";
import { SheetAwayError, SheetDeniedError, SheetIncompleteError } from "../../errors";
import type { SimulatedGroup, SimulatedPerson } from "../../channels/simulated/simulated";
import { groupRefusals } from "../../language/page-words/demo-words";
import type { Stockroom } from "../../sheet/stockroom";
import { shownPicture } from "../pages/picture";
import { colleagues, playedAs } from "./colleagues";
import { digestPreview } from "./demo-page";
import { transcriptItems, type Colleague } from "./transcript";

export interface GroupNeeds {
  readonly stockroom: Pick<Stockroom, "latest">;
  readonly group: SimulatedGroup;
  readonly take: (message: InboundMessage) => Promise<unknown>;
  readonly newcomers: readonly SimulatedPerson[];
  readonly preview: () => Promise<{
    readonly text: string;
    readonly pictures: readonly Picture[];
  }>;
}

const longestMessage = 4000;

const field = (body: unknown, name: string): string | undefined => {
  const value = (body as Readonly<Record<string, unknown>> | null | undefined)?.[name];
  return typeof value === "string" ? value : undefined;
};

const refuse = (response: Response, status: number, reason: string): void =>
  void response.status(status).json({ reason });

/** Says why there is no preview, where the sheet is the reason. */
function refusePreview(error: unknown, response: Response): undefined {
  if (error instanceof SheetIncompleteError) refuse(response, 503, error.message);
  else if (error instanceof SheetAwayError || error instanceof SheetDeniedError) {
    refuse(response, 503, groupRefusals.noSheet);
  } else throw error;
}

function written(request: Request, response: Response): string | undefined {
  const text = field(request.body, "text") ?? "";
  const reason =
    text.trim() === ""
      ? groupRefusals.empty
      : text.length > longestMessage
        ? groupRefusals.tooLong
        : undefined;
  if (reason !== undefined) refuse(response, 400, reason);
  return reason === undefined ? text : undefined;
}

export function createGroupRoutes(needs: GroupNeeds): {
  readonly router: Router;
  readonly people: () => readonly Colleague[];
} {
  const { stockroom, group } = needs;
  let previewed: readonly Picture[] = [];
  let previews = 0;

  const people = (): readonly Colleague[] =>
    colleagues(stockroom.latest(), needs.newcomers, group.channel.platform);

  function sender(
    request: Request,
    response: Response,
  ): (SimulatedPerson & { readonly groupId: string }) | undefined {
    const id = field(request.body, "as") ?? "";
    const { person, groupId } = playedAs(id, people(), group.groupId);
    if (person === undefined) refuse(response, 400, groupRefusals.unknownPerson);
    return person && { id: person.account, name: person.name, groupId };
  }

  async function give(
    message: InboundMessage | undefined,
    response: Response,
    otherwise: string = groupRefusals.notYours,
  ): Promise<void> {
    if (message === undefined) {
      refuse(response, 409, otherwise);
      return;
    }
    try {
      await needs.take(message);
      response.status(202).json({ messageId: message.messageId });
    } catch {
      refuse(response, 503, groupRefusals.notKept);
    }
  }

  const router = Router();
  router.get("/group/messages", (request, response) => {
    const as = request.query["as"];
    const timeZone = stockroom.latest()?.timeZone ?? "UTC";
    const all = people();
    const { person, groupId } = playedAs(typeof as === "string" ? as : "", all, group.groupId);
    const viewer = person?.account ?? "";
    const view = { entries: group.transcript(), people: all, viewer, groupId, timeZone };
    response.type("html").send(transcriptItems(view));
  });
  router.get("/group/pictures/:id.png", (request, response) => {
    const entry = group.transcript().find(({ id }) => id === request.params.id);
    if (entry?.from !== "bot" || entry.picture === undefined) response.status(404).end();
    else response.type("png").send(entry.picture.png);
  });
  router.get("/group/preview/:number/:index.png", (request, response) => {
    const isIt = Number(request.params.number) === previews;
    const picture = isIt ? previewed[Number(request.params.index)] : undefined;
    if (picture === undefined) response.status(404).end();
    else response.type("png").send(picture.png);
  });

  router.use("/group", express.json({ limit: "64kb" }));
  router.post("/group/messages", async (request, response) => {
    const person = sender(request, response);
    const text = person && written(request, response);
    if (person === undefined || text === undefined) return;
    const { groupId, ...who } = person;
    const quotes = field(request.body, "quotes");
    await give(group.say(who, text, { quotes, groupId }), response);
  });
  router.post("/group/messages/:id/taps", async (request, response) => {
    const person = sender(request, response);
    if (person === undefined) return;
    const value = field(request.body, "value") ?? "";
    await give(group.tap(person, request.params.id, value), response, groupRefusals.noButton);
  });
  router.put("/group/messages/:id", async (request, response) => {
    const person = sender(request, response);
    const text = person && written(request, response);
    if (person === undefined || text === undefined) return;
    await give(group.edit(person, request.params.id, text), response);
  });
  router.delete("/group/messages/:id", async (request, response) => {
    const person = sender(request, response);
    if (person !== undefined) await give(group.remove(person, request.params.id), response);
  });
  router.post("/group/preview", async (_request, response) => {
    const made = await needs.preview().catch((error: unknown) => refusePreview(error, response));
    if (made === undefined) return;
    const { text, pictures } = made;
    previewed = pictures;
    previews += 1;
    const shown = pictures.map((picture, index) =>
      shownPicture(`/group/preview/${previews}/${index}.png`, picture),
    );
    response.type("html").send(digestPreview(text, shown));
  });
  return { router, people };
}

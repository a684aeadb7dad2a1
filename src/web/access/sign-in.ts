/** The page that asks for the admin token, the answer to it, and signing out. */
import express, { Router, type Request, type RequestHandler, type Response } from "express";
import { pageWords, signInWords } from "../../language/page-words/page-words";
import { html } from "../pages/html";
import { page } from "../pages/page";
import type { Access } from "./access";
import { longestWaitMs } from "./token-attempts";

/** Only paths of our own pages, so that nobody is sent elsewhere after signing in. */
const ownPath = (path: unknown): string =>
  typeof path === "string" && /^\/(?![/\\])[\w\-./?=&%]*$/.test(path) ? path : "/";

export interface SignIn {
  readonly router: Router;
  /** Shows the page instead of what was asked for. */
  readonly ask: (request: Request, response: Response, reason?: string) => void;
  /** Answers a token that was not looked at, since too many were wrong. */
  readonly showTooManyAttempts: (request: Request, response: Response) => void;
  readonly signOut: RequestHandler;
}

const signedOut = "signed-out";

export function createSignIn(access: Access): SignIn {
  const { hasToken } = access;

  function show(response: Response, status: number, next: string, reason: string): void {
    const form = html`<form class="sign-in" method="post" action="/login">
      <input type="hidden" name="next" value="${next}" />
      <label
        >${signInWords.token}
        <input type="password" name="token" autocomplete="current-password" required
      /></label>
      <button type="submit">${signInWords.enter}</button>
    </form>`;
    const content = html`<section class="panel narrow">
      <h1>${signInWords.title}</h1>
      <p>${hasToken ? signInWords.lead : signInWords.noToken}</p>
      ${reason !== "" && html`<p class="warning" role="alert">${reason}</p>`} ${hasToken && form}
    </section>`;
    const pageOptions = { title: signInWords.title, links: [], path: "/login" };
    response.status(status).type("html").send(page(pageOptions, content));
  }

  function showTooOften(response: Response, next: string): void {
    response.setHeader("Retry-After", String(longestWaitMs / 1000));
    show(response, 429, next, signInWords.tooOften);
  }

  const router = Router();
  router.get("/login", (request, response) => {
    const reason = request.query[signedOut] === undefined ? "" : signInWords.signedOut;
    show(response, 200, ownPath(request.query["next"]), reason);
  });
  router.post(
    "/login",
    express.urlencoded({ extended: false, limit: "4kb" }),
    async (request, response) => {
      const { token, next } = (request.body ?? {}) as { token?: unknown; next?: unknown };
      const attempt = await access.tryToken(request, typeof token === "string" ? token : "");
      if (attempt === "too-often") {
        showTooOften(response, ownPath(next));
      } else if (attempt === "right") {
        access.letIn(response);
        response.redirect(303, ownPath(next));
      } else {
        show(response, 401, ownPath(next), signInWords.wrong);
      }
    },
  );

  return {
    router,
    ask: (request, response, reason = "") =>
      show(response, 401, ownPath(request.originalUrl), reason),
    showTooManyAttempts: (request, response) =>
      showTooOften(response, ownPath(request.originalUrl)),
    async signOut(request, response) {
      await access.signOut(request, response);
      response.redirect(303, `/login?${signedOut}`);
    },
  };
}

/** For what only the owner may see. */
export function showOwnerOnly(response: Response): void {
  const content = html`<p class="warning">${signInWords.ownerOnly}</p>
    <p><a href="/board">${pageWords.toBoard}</a></p>`;
  const pageOptions = { title: pageWords.product, links: [], path: "" };
  response.status(403).type("html").send(page(pageOptions, content));
}

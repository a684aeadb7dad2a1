/** The door for strangers: a page that asks for the admin token, and the answer to it. Guessing is slowed for everybody. */
import express, { Router } from "express";
import type { Request, Response } from "express";
import { pageWords, signInWords } from "../language/page-words";
import type { Access } from "./access";
import { html } from "./html";
import { page } from "./page";

const mostMistakes = 10;
const forgottenAfterMs = 60_000;

/** Only paths of our own pages, so that nobody is sent elsewhere after signing in. */
const ownPath = (path: unknown): string =>
  typeof path === "string" && /^\/(?![/\\])[\w\-./?=&%]*$/.test(path) ? path : "/";

export interface SignIn {
  readonly router: Router;
  /** Shows the page instead of what was asked for. */
  readonly ask: (request: Request, response: Response, reason?: string) => void;
}

export function createSignIn(access: Access, hasToken: boolean, now: () => Date): SignIn {
  let mistakes: readonly number[] = [];

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
    const frame = { title: signInWords.title, links: [], path: "/login" };
    response.status(status).type("html").send(page(frame, content));
  }

  const router = Router();
  router.get("/login", (request, response) =>
    show(response, 200, ownPath(request.query["next"]), ""),
  );
  router.post(
    "/login",
    express.urlencoded({ extended: false, limit: "4kb" }),
    (request, response) => {
      const { token, next } = (request.body ?? {}) as { token?: unknown; next?: unknown };
      const at = now().getTime();
      mistakes = mistakes.filter((time) => time > at - forgottenAfterMs);
      if (mistakes.length >= mostMistakes) {
        show(response, 429, ownPath(next), signInWords.tooOften);
      } else if (typeof token === "string" && access.isToken(token)) {
        access.letIn(response);
        response.redirect(303, ownPath(next));
      } else {
        mistakes = [...mistakes, at];
        show(response, 401, ownPath(next), signInWords.wrong);
      }
    },
  );

  return {
    router,
    ask: (request, response, reason = "") =>
      show(response, 401, ownPath(request.originalUrl), reason),
  };
}

/** For what only the owner may see. */
export function sayOwnerOnly(response: Response): void {
  const content = html`<p class="warning">${signInWords.ownerOnly}</p>
    <p><a href="/board">${pageWords.toBoard}</a></p>`;
  const frame = { title: pageWords.product, links: [], path: "" };
  response.status(403).type("html").send(page(frame, content));
}

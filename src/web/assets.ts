/** Where the pages' scripts, styles and icon lie: beside this file, also when it runs compiled in dist/. */
import express, { type RequestHandler } from "express";
import { existsSync } from "node:fs";
import { join } from "node:path";

const beside = join(__dirname, "assets");
const source = join(__dirname, "..", "..", "src", "web", "assets");

/** The folder holds its tools' files too. */
const isAsset = (path: string): boolean => /^\/[\w-]+\.(js|css|svg)$/.test(path);

export function serveAssets(): RequestHandler {
  const serve = express.static(existsSync(beside) ? beside : source, {
    index: false,
    redirect: false,
    setHeaders: (response) => response.setHeader("Cache-Control", "no-cache"),
  });
  return (request, response, next) => {
    if (isAsset(request.path)) serve(request, response, next);
    else next();
  };
}

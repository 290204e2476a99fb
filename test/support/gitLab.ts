import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { listen } from "./listen";

/** One request that changes something. */
interface ToldRequest {
  request: string;
  token: unknown;
  body: unknown;
}

/** GitLab as far as notes go, for the time of a test: it remembers what it was told, and has these notes and issues. */
export async function startGitLab(existing: { notes?: object[]; issues?: object[]; refusal?: object } = {}) {
  const told: ToldRequest[] = [];
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    let body = "";
    for await (const chunk of request) body += String(chunk);
    if (request.method !== "GET") {
      const token = request.headers["private-token"];
      told.push({ request: `${request.method} ${request.url}`, token, body: JSON.parse(body) });
    }
    const found = request.url?.includes("/issues") ? existing.issues : existing.notes;
    response.statusCode = existing.refusal === undefined ? 200 : 403;
    response.end(JSON.stringify(existing.refusal ?? (request.method === "GET" ? (found ?? []) : {})));
  };
  const url = await listen(createServer((request, response) => void answer(request, response)));
  return { env: { CI_API_V4_URL: url, CI_PROJECT_ID: "7", GITLAB_TOKEN: "the-token" }, told };
}

// node gitlab-note.mjs merge_requests IID FILE: writes the file as the one note of ours on a merge request.
// node gitlab-note.mjs issues TITLE FILE: writes it as a note on the open issue of that title, or opens the issue.
import { readFileSync } from "node:fs";

const { CI_API_V4_URL, CI_PROJECT_ID, GITLAB_TOKEN } = process.env;
const [kind, which, file] = process.argv.slice(2);
const mark = "<!-- mediacover report -->";
const body = `${mark}\n${readFileSync(file, "utf8")}`;

async function call(method, path, content) {
  const url = `${CI_API_V4_URL}/projects/${CI_PROJECT_ID}/${path}`;
  const response = await fetch(url, {
    method,
    headers: { "private-token": GITLAB_TOKEN, "content-type": "application/json" },
    ...(content && { body: JSON.stringify(content) }),
    signal: AbortSignal.timeout(30_000),
  });
  if (!response.ok)
    throw new Error(`GitLab answered ${response.status} to ${method} ${path}: ${await response.text()}`);
  return response.json();
}

if (kind === "merge_requests") {
  const notes = await call("GET", `merge_requests/${which}/notes?per_page=100`);
  const ours = notes.find((note) => note.body.startsWith(mark));
  if (ours === undefined) await call("POST", `merge_requests/${which}/notes`, { body });
  else await call("PUT", `merge_requests/${which}/notes/${ours.id}`, { body });
} else {
  const found = await call("GET", `issues?state=opened&in=title&search=${encodeURIComponent(which)}`);
  const issue = found.find(({ title }) => title === which);
  if (issue === undefined) await call("POST", "issues", { title: which, description: body });
  else await call("POST", `issues/${issue.iid}/notes`, { body });
}

import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { runCli } from "../cli/cliProcess";
import { startGitLab } from "../support/gitLab";
import { readPipeline } from "../support/pipeline";
import { temporaryFolder } from "../support/temporaryFolder";

const example = resolve(import.meta.dirname, "../../examples/gitops");
const pipeline = readPipeline(join(example, ".gitlab-ci.yml"));

describe("the GitLab pipeline of the gitops example", () => {
  it("shows merge requests, applies what is merged, and looks for drift on a schedule", () => {
    const conditions = Object.entries(pipeline.jobs).map(([name, { rules }]) => [name, rules[0]?.if]);
    expect(Object.fromEntries(conditions)).toEqual({
      preview: expect.stringContaining('"merge_request_event"'),
      apply: expect.stringContaining("$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH"),
      drift: '$CI_PIPELINE_SOURCE == "schedule"',
    });
  });

  it("gives a fork no credentials", () => {
    expect(pipeline.jobs["preview"]?.rules[0]?.if).toContain(
      "$CI_MERGE_REQUEST_SOURCE_PROJECT_ID == $CI_PROJECT_ID",
    );
  });

  it("lets the jobs that write the state wait for each other, and never cuts them short", () => {
    for (const name of ["apply", "drift"]) {
      expect(pipeline.jobs[name]).toMatchObject({ resource_group: "covers", interruptible: false });
    }
  });

  it("keeps no file that holds the stack's configuration", () => {
    const kept = Object.values(pipeline.jobs).flatMap(({ artifacts }) => artifacts?.paths ?? []);
    expect(kept).toEqual(["covers.html"]);
  });
});

/** The script for notes, and the GitLab that it talks to. */
async function openNotes(existing: Parameters<typeof startGitLab>[0]) {
  const { env, told } = await startGitLab(existing);
  const folder = temporaryFolder("gitlab");
  writeFileSync(join(folder, "report.md"), "3 covers are new");
  const run = (...words: string[]) =>
    runCli(process.execPath, [join(example, "gitlab-note.mjs"), ...words, "report.md"], { cwd: folder, env });
  return { run, told };
}

const body = "<!-- mediacover report -->\n3 covers are new";

describe("the note on GitLab", () => {
  it("is written on a merge request once, and replaced after that", async () => {
    const first = await openNotes({ notes: [{ id: 1, body: "somebody else's" }] });
    expect((await first.run("merge_requests", "12")).text).toBe("");
    expect(first.told).toEqual([
      { request: "POST /projects/7/merge_requests/12/notes", token: "the-token", body: { body } },
    ]);

    const later = await openNotes({ notes: [{ id: 5, body: `${body} and more` }] });
    await later.run("merge_requests", "12");
    expect(later.told.map(({ request }) => request)).toEqual(["PUT /projects/7/merge_requests/12/notes/5"]);
  });

  it("opens an issue about drift, or goes on with the one that is open", async () => {
    const first = await openNotes({ issues: [{ iid: 1, title: "Covers differ, says somebody" }] });
    await first.run("issues", "Covers differ");
    expect(first.told[0]).toMatchObject({
      request: "POST /projects/7/issues",
      body: { title: "Covers differ", description: body },
    });

    const later = await openNotes({ issues: [{ iid: 3, title: "Covers differ" }] });
    await later.run("issues", "Covers differ");
    expect(later.told.map(({ request }) => request)).toEqual(["POST /projects/7/issues/3/notes"]);
  });

  it("fails the job with GitLab's answer, without the token", async () => {
    const { run } = await openNotes({ refusal: { message: "insufficient_scope" } });
    const { code, text } = await run("merge_requests", "12");
    expect(code).toBe(1);
    expect(text).toContain("GitLab answered 403 to GET merge_requests/12/notes");
    expect(text).toContain("insufficient_scope");
    expect(text).not.toContain("the-token");
  });
});

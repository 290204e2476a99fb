import emptyPb from "google-protobuf/google/protobuf/empty_pb.js";
import * as grpc from "@grpc/grpc-js";
import grpcEngine from "@pulumi/pulumi/proto/engine_grpc_pb.js";
import type enginePb from "@pulumi/pulumi/proto/engine_pb.js";
import { expect, it, onTestFinished } from "vitest";
import { engineLog } from "../../../provider/host/engineLog";
import { listen, method } from "../../engine/harness/grpcServer";

it("waits until the engine has received every line, so that a method that ends loses no warning", async () => {
  const server = await listen();
  onTestFinished(() => server.stop());
  const arrived = Promise.withResolvers<void>();
  const released = Promise.withResolvers<void>();
  const heard: string[] = [];
  server.addService(grpcEngine.EngineService, {
    log: method(async (request: enginePb.LogRequest) => {
      arrived.resolve();
      await released.promise;
      heard.push(request.getMessage());
      return new emptyPb.Empty();
    }),
  });
  const log = engineLog(server.address, grpc);
  log.warn("1 of 2 covers could not be read");
  const atTheEnd = log.heard().then(() => [...heard]);
  await arrived.promise;
  released.resolve();
  expect(await atTheEnd).toEqual(["1 of 2 covers could not be read"]);
});

it("sends each line with its resource, or for the whole stack", async () => {
  const server = await listen();
  onTestFinished(() => server.stop());
  const heard: object[] = [];
  server.addService(grpcEngine.EngineService, {
    log: method((request: enginePb.LogRequest) => {
      heard.push([request.getUrn(), request.getMessage(), request.getEphemeral()]);
      return new emptyPb.Empty();
    }),
  });
  const log = engineLog(server.address, grpc);
  log.about("urn:pulumi:dev::covers::t::library").status("covers 1/2");
  await log.heard();
  log.info("all is well");
  await log.heard();
  expect(heard).toEqual([
    ["urn:pulumi:dev::covers::t::library", "covers 1/2", true],
    ["", "all is well", false],
  ]);
});

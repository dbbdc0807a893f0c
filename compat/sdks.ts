// The tour through the SDK for TypeScript.
import { execFileSync } from "node:child_process";
import { BillingApi, ClustersApi, Configuration, ResponseError } from "./sdk";

const name = "sdk-typescript";
const configuration = new Configuration({
  basePath: process.env.MEMORYDB_ENDPOINT,
  accessToken: "test",
});
const clusters = new ClustersApi(configuration);

async function until(what: string, condition: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 120_000;
  while (!(await condition())) {
    if (Date.now() > deadline) {
      throw new Error(`${what} did not happen`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

function equal(actual: unknown, expected: unknown): void {
  if (actual !== expected) {
    throw new Error(`${actual} is not ${expected}`);
  }
}

async function gone(): Promise<boolean> {
  try {
    await clusters.getCluster({ clusterName: name });
    return false;
  } catch (e) {
    if (e instanceof ResponseError && e.response.status === 404) {
      return true;
    }
    throw e;
  }
}

async function main(): Promise<void> {
  await clusters.createCluster({
    createClusterRequest: {
      clusterName: name,
      nodeType: "db.t4g.small",
      aclName: "open-access",
      numShards: 1,
      numReplicasPerShard: 0,
    },
  });
  await until(
    "available",
    async () => (await clusters.getCluster({ clusterName: name })).status === "available",
  );

  const endpoint = (await clusters.getCluster({ clusterName: name })).clusterEndpoint;
  const redis = (...command: string[]): string =>
    execFileSync("redis-cli", [
      ...["-c", "--tls", "--cacert", process.env.MEMORYDB_CA!],
      ...["-h", endpoint.address!, "-p", String(endpoint.port)],
      ...command,
    ]).toString();
  equal(redis("set", "greeting", "hello"), "OK\n");
  equal(redis("get", "greeting"), "hello\n");

  const estimate = await new BillingApi(configuration).estimate({
    estimateRequest: {
      alternatives: [
        { nodeType: "db.r6g.large", numShards: 2, numReplicasPerShard: 2, usdPerNodeHour: 0.25 },
      ],
    },
  });
  equal(estimate.estimates[0].perMonth, 1095);

  equal((await clusters.deleteCluster({ clusterName: name })).status, "deleting");
  await until("deleted", gone);
  console.log("compat/sdks: the SDK for TypeScript works");
}

main().catch((e) => {
  console.error(e);
  process.exit(1);
});

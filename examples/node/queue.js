// A cluster that one user may enter, with the AWS SDK for JavaScript v3 and ioredis.
import { randomBytes } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { MemoryDB } from "@aws-sdk/client-memorydb";
import { Cluster } from "ioredis";

const endpoint = process.env.AWS_ENDPOINT_URL;
if (!endpoint) {
  throw new Error("AWS_ENDPOINT_URL must be the URL of MemoryDB Local");
}
const name = "example-node";
const password = randomBytes(16).toString("hex");
const memorydb = new MemoryDB({ endpoint });

async function waitUntil(condition) {
  const deadline = Date.now() + 120_000;
  while (!(await condition())) {
    if (Date.now() > deadline) {
      throw new Error("MemoryDB Local takes longer than two minutes");
    }
    await pause(200);
  }
}

/** Resolves to true when a call fails because its resource doesn't exist. */
async function isMissing(call) {
  try {
    await call;
    return false;
  } catch (error) {
    if (/NotFoundFault$/.test(error.name)) {
      return true;
    }
    throw error;
  }
}

async function describeCluster() {
  return (await memorydb.describeClusters({ ClusterName: name })).Clusters[0];
}

async function create() {
  await memorydb.createUser({
    UserName: name,
    AccessString: "on ~jobs* +@all",
    AuthenticationMode: { Type: "password", Passwords: [password] },
  });
  await memorydb.createACL({ ACLName: name, UserNames: [name] });
  await waitUntil(
    async () => (await memorydb.describeACLs({ ACLName: name })).ACLs[0].Status === "active",
  );
  await memorydb.createCluster({
    ClusterName: name,
    NodeType: "db.t4g.small",
    ACLName: name,
    NumShards: 2,
    NumReplicasPerShard: 0,
  });
  await waitUntil(async () => (await describeCluster()).Status === "available");
}

async function use() {
  const { Address: host, Port: port } = (await describeCluster()).ClusterEndpoint;
  console.log(`cluster ${name} is available at ${host}:${port}`);
  // The certificate that the nodes' own are signed with.
  const ca = await (await fetch(`${endpoint}/ca.pem`)).text();
  const client = new Cluster([{ host, port }], {
    redisOptions: { username: name, password, tls: { ca } },
    // Nodes are known by their addresses, as their certificates are.
    dnsLookup: (address, callback) => callback(null, address),
  });
  try {
    await client.rpush("jobs", "paint", "dry");
    console.log(`jobs waiting: ${await client.llen("jobs")}`);
    console.log(`the first one: ${await client.lpop("jobs")}`);
  } finally {
    client.disconnect();
  }
}

/** Deletes what there is, in the order in which one needs the other. */
async function remove() {
  await isMissing(memorydb.deleteCluster({ ClusterName: name }));
  await waitUntil(() => isMissing(describeCluster()));
  await isMissing(memorydb.deleteACL({ ACLName: name }));
  await waitUntil(() => isMissing(memorydb.describeACLs({ ACLName: name })));
  await isMissing(memorydb.deleteUser({ UserName: name }));
  console.log("all of it is deleted");
}

try {
  await create();
  await use();
} finally {
  await remove();
}

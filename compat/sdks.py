"""The tour through the SDK for Python."""

import os
import subprocess
import time

from memorydb_local import (
    Alternative,
    ApiClient,
    BillingApi,
    ClustersApi,
    Configuration,
    CreateClusterRequest,
    EstimateRequest,
)
from memorydb_local.exceptions import NotFoundException

NAME = "sdk-python"


def await_true(what, condition):
    deadline = time.monotonic() + 120
    while not condition():
        if time.monotonic() > deadline:
            raise SystemExit(f"{what} did not happen")
        time.sleep(0.1)


def gone():
    try:
        clusters.get_cluster(NAME)
        return False
    except NotFoundException:
        return True


configuration = Configuration(host=os.environ["MEMORYDB_ENDPOINT"], access_token="test")
with ApiClient(configuration) as api:
    clusters = ClustersApi(api)
    clusters.create_cluster(
        CreateClusterRequest(
            clusterName=NAME,
            nodeType="db.t4g.small",
            aclName="open-access",
            numShards=1,
            numReplicasPerShard=0,
        )
    )
    await_true("available", lambda: clusters.get_cluster(NAME).status == "available")

    endpoint = clusters.get_cluster(NAME).cluster_endpoint
    redis = ["redis-cli", "-c", "--tls", "--cacert", os.environ["MEMORYDB_CA"]]
    redis += ["-h", endpoint.address, "-p", str(endpoint.port)]
    assert subprocess.check_output(redis + ["set", "greeting", "hello"]) == b"OK\n"
    assert subprocess.check_output(redis + ["get", "greeting"]) == b"hello\n"

    alternative = Alternative(
        nodeType="db.r6g.large", numShards=2, numReplicasPerShard=2, usdPerNodeHour=0.25
    )
    estimate = BillingApi(api).estimate(EstimateRequest(alternatives=[alternative]))
    assert estimate.estimates[0].per_month == 1095

    assert clusters.delete_cluster(NAME).status == "deleting"
    await_true("deleted", gone)
print("compat/sdks: the SDK for Python works")

"""A cluster that one user may enter, with boto3 and redis-py."""

import os
import secrets
import tempfile
import time
import urllib.request

import boto3
from redis.cluster import RedisCluster

ENDPOINT = os.environ["AWS_ENDPOINT_URL"]
NAME = "example-boto3"

memorydb = boto3.client("memorydb", endpoint_url=ENDPOINT)


def wait_until(condition):
    """boto3 has no waiters for MemoryDB."""
    deadline = time.monotonic() + 120
    while not condition():
        if time.monotonic() > deadline:
            raise TimeoutError("MemoryDB Local takes longer than two minutes")
        time.sleep(0.2)


def is_gone(describe, **name):
    try:
        describe(**name)
        return False
    except (memorydb.exceptions.ClusterNotFoundFault, memorydb.exceptions.ACLNotFoundFault):
        return True


def cluster():
    return memorydb.describe_clusters(ClusterName=NAME)["Clusters"][0]


def create(password):
    memorydb.create_user(
        UserName=NAME,
        AccessString="on ~visits:* +@all",
        AuthenticationMode={"Type": "password", "Passwords": [password]},
    )
    memorydb.create_acl(ACLName=NAME, UserNames=[NAME])
    wait_until(lambda: memorydb.describe_acls(ACLName=NAME)["ACLs"][0]["Status"] == "active")
    memorydb.create_cluster(
        ClusterName=NAME, NodeType="db.t4g.small", ACLName=NAME, NumShards=2, NumReplicasPerShard=0
    )
    wait_until(lambda: cluster()["Status"] == "available")


def use(password):
    address = cluster()["ClusterEndpoint"]
    print(f"cluster {NAME} is available at {address['Address']}:{address['Port']}")
    with tempfile.NamedTemporaryFile() as ca:
        # The certificate that the nodes' own are signed with.
        ca.write(urllib.request.urlopen(f"{ENDPOINT}/ca.pem").read())
        ca.flush()
        client = RedisCluster(
            host=address["Address"],
            port=address["Port"],
            username=NAME,
            password=password,
            ssl=True,
            ssl_ca_certs=ca.name,
            decode_responses=True,
        )
        for page in ("home", "about", "home"):
            client.incr(f"visits:{page}")
        for page in ("home", "about"):
            print(f"visits of {page}: {client.get(f'visits:{page}')}")
        client.close()


def delete():
    """Deletes what there is, in the order in which one needs the other."""
    gone = memorydb.exceptions
    try:
        memorydb.delete_cluster(ClusterName=NAME)
    except gone.ClusterNotFoundFault:
        pass
    wait_until(lambda: is_gone(memorydb.describe_clusters, ClusterName=NAME))
    try:
        memorydb.delete_acl(ACLName=NAME)
    except gone.ACLNotFoundFault:
        pass
    wait_until(lambda: is_gone(memorydb.describe_acls, ACLName=NAME))
    try:
        memorydb.delete_user(UserName=NAME)
    except gone.UserNotFoundFault:
        pass
    print("all of it is deleted")


try:
    user_password = secrets.token_hex(16)
    create(user_password)
    use(user_password)
finally:
    delete()

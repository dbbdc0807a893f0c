# Everything of MemoryDB that Terraform's provider knows. Networks come from a second server.

terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

variable "memorydb" {
  description = "URL of MemoryDB Local"
}

variable "ec2" {
  description = "URL of an EC2 stand-in"
}

variable "round" {
  description = "Changes what can be changed in place"
  default     = 1
}

provider "aws" {
  region                      = "us-east-1"
  access_key                  = "test"
  secret_key                  = "test"
  skip_metadata_api_check     = true
  skip_requesting_account_id  = false
  skip_credentials_validation = false

  endpoints {
    memorydb = var.memorydb
    sts      = var.memorydb
    ec2      = var.ec2
  }
}

resource "aws_vpc" "this" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_subnet" "this" {
  count             = 2
  vpc_id            = aws_vpc.this.id
  cidr_block        = "10.0.${count.index}.0/24"
  availability_zone = ["us-east-1a", "us-east-1b"][count.index]
}

resource "aws_security_group" "this" {
  count  = 2
  name   = "memorydb-${count.index}"
  vpc_id = aws_vpc.this.id
}

resource "aws_memorydb_subnet_group" "this" {
  name        = "app"
  description = "round ${var.round}"
  subnet_ids  = aws_subnet.this[*].id
  tags        = { round = var.round }
}

resource "aws_memorydb_parameter_group" "this" {
  name   = "app"
  family = "memorydb_redis7"

  parameter {
    name  = "maxmemory-policy"
    value = var.round == 1 ? "allkeys-lru" : "volatile-lru"
  }

  dynamic "parameter" {
    for_each = var.round == 1 ? ["yes"] : []
    content {
      name  = "activedefrag"
      value = parameter.value
    }
  }
}

resource "aws_memorydb_user" "this" {
  user_name     = "app"
  access_string = var.round == 1 ? "on ~* &* +@all" : "on ~app:* &* +@all"

  authentication_mode {
    type      = "password"
    passwords = var.round == 1 ? ["correct-horse-battery"] : ["correct-horse-battery", "staple-staple-staple"]
  }

  tags = { round = var.round }
}

resource "aws_memorydb_user" "second" {
  user_name     = "second"
  access_string = "off ~* &* +@all"

  authentication_mode {
    type = "iam"
  }
}

resource "aws_memorydb_acl" "this" {
  name       = "app"
  user_names = var.round == 1 ? [aws_memorydb_user.this.user_name] : [aws_memorydb_user.this.user_name, aws_memorydb_user.second.user_name]
}

resource "aws_memorydb_cluster" "this" {
  name                     = "app"
  description              = "round ${var.round}"
  acl_name                 = var.round == 1 ? aws_memorydb_acl.this.name : "open-access"
  node_type                = "db.t4g.small"
  num_shards               = 2
  num_replicas_per_shard   = 1
  parameter_group_name     = aws_memorydb_parameter_group.this.name
  subnet_group_name        = aws_memorydb_subnet_group.this.name
  security_group_ids       = [aws_security_group.this[var.round - 1].id]
  maintenance_window       = var.round == 1 ? "mon:05:00-mon:06:00" : "tue:05:00-tue:06:00"
  snapshot_window          = "02:00-03:00"
  snapshot_retention_limit = var.round
  sns_topic_arn            = var.round == 1 ? "arn:aws:sns:us-east-1:000000000000:events" : null
  tags                     = { round = var.round }
}

resource "aws_memorydb_snapshot" "this" {
  name         = "app"
  cluster_name = aws_memorydb_cluster.this.name

  # Without tags of its own it would get the cluster's, which the configuration doesn't know.
  tags = { kept = "yes" }
}

resource "aws_memorydb_multi_region_cluster" "this" {
  multi_region_cluster_name_suffix = "app"
  node_type                        = var.round == 1 ? "db.r7g.xlarge" : "db.r7g.2xlarge"
  num_shards                       = var.round
}

data "aws_memorydb_acl" "this" {
  name = aws_memorydb_acl.this.name
}

data "aws_memorydb_cluster" "this" {
  name = aws_memorydb_cluster.this.name
}

data "aws_memorydb_parameter_group" "this" {
  name = aws_memorydb_parameter_group.this.name
}

data "aws_memorydb_snapshot" "this" {
  name = aws_memorydb_snapshot.this.name
}

data "aws_memorydb_subnet_group" "this" {
  name = aws_memorydb_subnet_group.this.name
}

data "aws_memorydb_user" "this" {
  user_name = aws_memorydb_user.this.user_name
}

output "endpoint" {
  value = data.aws_memorydb_cluster.this.cluster_endpoint[0].address
}

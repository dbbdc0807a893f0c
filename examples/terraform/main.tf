terraform {
  required_version = ">= 1.5"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.0"
    }
  }
}

variable "endpoint" {
  description = "URL of MemoryDB Local"
  type        = string
  default     = "http://127.0.0.1:8379"
}

variable "password" {
  description = "Of the user, 16 to 128 characters"
  type        = string
  sensitive   = true
}

provider "aws" {
  region                  = "us-east-1"
  access_key              = "test"
  secret_key              = "test"
  skip_metadata_api_check = true

  # The provider asks STS for the account.
  endpoints {
    memorydb = var.endpoint
    sts      = var.endpoint
  }
}

resource "aws_memorydb_user" "visits" {
  user_name     = "visits"
  access_string = "on ~visits:* &* +@all"

  authentication_mode {
    type      = "password"
    passwords = [var.password]
  }
}

resource "aws_memorydb_acl" "visits" {
  name       = "visits"
  user_names = [aws_memorydb_user.visits.user_name]
}

resource "aws_memorydb_parameter_group" "visits" {
  name   = "visits"
  family = "memorydb_redis7"

  parameter {
    name  = "maxmemory-policy"
    value = "volatile-lru"
  }
}

# Any well-formed subnets, unless the server's configuration lists those that exist.
resource "aws_memorydb_subnet_group" "visits" {
  name       = "visits"
  subnet_ids = ["subnet-0a1b2c3d", "subnet-0e5f6071"]
}

resource "aws_memorydb_cluster" "visits" {
  name                   = "visits"
  node_type              = "db.t4g.small"
  num_shards             = 2
  num_replicas_per_shard = 1
  acl_name               = aws_memorydb_acl.visits.name
  parameter_group_name   = aws_memorydb_parameter_group.visits.name
  subnet_group_name      = aws_memorydb_subnet_group.visits.name
}

resource "aws_memorydb_snapshot" "visits" {
  name         = "visits"
  cluster_name = aws_memorydb_cluster.visits.name
}

output "address" {
  value = aws_memorydb_cluster.visits.cluster_endpoint[0].address
}

output "port" {
  value = aws_memorydb_cluster.visits.cluster_endpoint[0].port
}

output "ca_certificate" {
  value = "${var.endpoint}/ca.pem"
}

package io.memorydblocal.provisioning.tag;

import org.springframework.data.repository.Repository;

/** The rows behind {@link Tags}. */
interface TagRepository extends Repository<Tag, Tag.Key> {

  void saveAll(Iterable<Tag> tags);

  void deleteByArn(String arn);
}

package io.memorydblocal.provisioning.tag;

import java.util.List;
import org.springframework.data.repository.Repository;

/** The rows behind {@link Tags}. */
interface TagRepository extends Repository<Tag, Tag.Key> {

  void saveAll(Iterable<Tag> tags);

  List<Tag> findByArn(String arn);

  void deleteByArn(String arn);
}

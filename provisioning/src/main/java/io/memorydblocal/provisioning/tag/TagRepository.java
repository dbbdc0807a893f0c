package io.memorydblocal.provisioning.tag;

import java.util.List;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The rows behind {@link Tags}. */
interface TagRepository extends Repository<Tag, Tag.Key> {

  void saveAll(Iterable<Tag> tags);

  void deleteAll(Iterable<Tag> tags);

  /** A resource's tags in the order of their keys. */
  @Query("from Tag t where t.arn = :arn order by t.key")
  List<Tag> findByArn(String arn);

  @Modifying
  @Query("delete from Tag t where t.arn = :arn")
  void deleteByArn(String arn);
}

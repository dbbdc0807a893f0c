package com.example.visits;

import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Counts a visit and tells how many there were until now. */
@RestController
class VisitController {

  /** The visits of a page until now. */
  record Visits(String page, long count) {}

  private final StringRedisTemplate redis;

  VisitController(StringRedisTemplate redis) {
    this.redis = redis;
  }

  @PostMapping("/visits/{page}")
  Visits visit(@PathVariable String page) {
    return new Visits(page, redis.opsForValue().increment("visits:" + page));
  }
}

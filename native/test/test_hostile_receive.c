/* SPDX-License-Identifier: Apache-2.0 */
/* A hostile peer against the core's receive path, on every channel: too much, too little, nothing, floods, half a message.
 * Each time an error that says so, and nothing stays open (the runner counts). */
#include <errno.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <unistd.h>

#include "../core/channel.h"
#include "../core/control_message.h"
#include "../core/error_text.h"
#include "../core/owned_fd.h"
#include "tests.h"

enum { WANTED_BYTES = 8, WANTED_FDS = 2 };

/* Both ends of a channel: what one has said, the other receives afterwards. */
struct scene {
  int hostile, ours;
  int fds[SCM_MAX_FDS];
};

static struct scene open_scene(enum channel_type type) {
  struct scene scene;
  int ends[2];
  ASSERT_INT(channel_pair(type, ends), ==, 0);
  scene.hostile = ends[0];
  scene.ours = ends[1];
  scene.fds[0] = memfd_create("test", MFD_CLOEXEC);
  ASSERT_INT(scene.fds[0], >=, 0);
  for (size_t i = 1; i < SCM_MAX_FDS; i++) scene.fds[i] = scene.fds[0];
  return scene;
}

static void close_scene(struct scene *scene) {
  close_consume(&scene->fds[0]);
  close_consume(&scene->hostile);
  close_consume(&scene->ours);
}

static int say(const struct scene *scene, size_t bytes, size_t fd_count) {
  static const char data[WANTED_BYTES];
  size_t sent;
  return send_part(scene->hostile, data, bytes, scene->fds, fd_count, SEND_NON_BLOCKING, &sent);
}

static int hear(const struct scene *scene) {
  char data[WANTED_BYTES];
  int fds[WANTED_FDS];
  return receive_exactly(scene->ours, data, sizeof data, fds, WANTED_FDS);
}

/* More is sent until the socket takes no more; all of it is refused, one by one. */
static void flood(enum channel_type type) {
  struct scene scene = open_scene(type);
  int floods = 0, code = 0;
  while (code == 0 && floods < 50) {
    code = say(&scene, WANTED_BYTES, SCM_MAX_FDS);
    floods += code == 0;
  }
  ASSERT_INT(floods, >, 1);
  for (int i = 0; i < floods; i++) ASSERT_INT(hear(&scene), ==, -HANDOVER_FDS_TOO_MANY);
  close_scene(&scene);
}

TEST(a_flood_of_descriptors_is_refused_message_by_message) {
  flood(CHANNEL_SEQPACKET);
  flood(CHANNEL_STREAM);
  flood(CHANNEL_DGRAM);
}

TEST(a_flood_that_nobody_reads_is_gone_with_the_channel) {
  struct scene scene = open_scene(CHANNEL_SEQPACKET);
  for (int i = 0; i < 20 && say(&scene, WANTED_BYTES, SCM_MAX_FDS) == 0; i++) continue;
  close_scene(&scene);
}

/* No byte and a descriptor looks like the end of the channel, and it is taken for that. */
TEST(a_message_of_no_bytes_keeps_no_descriptor) {
  struct scene scene = open_scene(CHANNEL_SEQPACKET);
  ASSERT_INT(say(&scene, 0, 1), ==, 0);
  ASSERT_INT(hear(&scene), ==, -HANDOVER_PEER_GONE);
  close_scene(&scene);
}

TEST(descriptors_that_trickle_in_are_counted_together) {
  struct scene scene = open_scene(CHANNEL_STREAM);
  for (int i = 0; i < WANTED_BYTES; i++) ASSERT_INT(say(&scene, 1, 1), ==, 0);
  ASSERT_INT(hear(&scene), ==, -HANDOVER_FDS_TOO_MANY);
  close_scene(&scene);
}

TEST(a_peer_that_dies_within_a_message_leaves_nothing) {
  for (size_t bytes = 1; bytes < WANTED_BYTES; bytes++) {
    struct scene scene = open_scene(CHANNEL_STREAM);
    ASSERT_INT(say(&scene, bytes, WANTED_FDS), ==, 0);
    close_consume(&scene.hostile);
    ASSERT_INT(hear(&scene), ==, -HANDOVER_PEER_GONE);
    close_scene(&scene);
  }
}

TEST(a_peer_that_falls_silent_within_a_message_is_waited_for_no_longer_than_the_bound) {
  struct scene scene = open_scene(CHANNEL_STREAM);
  const struct timeval bound = {.tv_usec = 20000};
  ASSERT_INT(setsockopt(scene.ours, SOL_SOCKET, SO_RCVTIMEO, &bound, sizeof bound), ==, 0);
  ASSERT_INT(say(&scene, WANTED_BYTES / 2, WANTED_FDS), ==, 0);
  ASSERT_INT(hear(&scene), ==, -EAGAIN);
  close_scene(&scene);
}

/* A socket in flight inside itself: closed as any other, and the kernel's collector has nothing to do. */
TEST(the_channel_itself_may_be_sent) {
  struct scene scene = open_scene(CHANNEL_SEQPACKET);
  const int ends[] = {scene.hostile, scene.ours, scene.hostile};
  ASSERT_INT(send_message(scene.hostile, "12345678", WANTED_BYTES, ends, 3), ==, 0);
  ASSERT_INT(hear(&scene), ==, -HANDOVER_FDS_TOO_MANY);
  close_scene(&scene);
}

static const struct test tests[] = {
    PASSES(a_flood_of_descriptors_is_refused_message_by_message),
    PASSES(a_flood_that_nobody_reads_is_gone_with_the_channel),
    PASSES(a_message_of_no_bytes_keeps_no_descriptor),
    PASSES(descriptors_that_trickle_in_are_counted_together),
    PASSES(a_peer_that_dies_within_a_message_leaves_nothing),
    PASSES(a_peer_that_falls_silent_within_a_message_is_waited_for_no_longer_than_the_bound),
    PASSES(the_channel_itself_may_be_sent),
    SUITE_END,
};

const struct test_suite hostile_receive_suite = {"hostile_receive", tests};

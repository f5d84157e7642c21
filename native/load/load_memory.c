/* SPDX-License-Identifier: Apache-2.0 */
/* Reads and writes its way through more memory than the caches hold, again and again: the other CPUs
 * find less of their own in the shared cache, and wait for the memory. */
#include "load_memory.h"

#include <errno.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

#include "../core/error_text.h"
#include "load.h"

enum {
  KIB = 1024,
  MIB = 1024 * 1024,
  TIMES_THE_CACHE = 4,
  CACHES_MAX = 10, /* indexN of one CPU; real ones have 3 to 5 */
  LEAST_BYTES = 64 * MIB,
  MOST_BYTES = 256 * MIB,
  STRETCH_WORDS = MIB / sizeof(uint64_t),
};

static uint64_t *buffer; /* NULL: none */
static size_t word_count;
static size_t next_word;

/* sysfs writes "32768K" (Documentation/ABI/testing/sysfs-devices-system-cpu). 0 when there is none. */
static size_t read_cache_bytes(const char *cache_folder, int index) {
  char path[PATH_MAX], text[32];
  snprintf(path, sizeof path, "%s/index%d/size", cache_folder, index);
  FILE *file = fopen(path, "re");
  if (file == NULL) return 0;
  char *line = fgets(text, sizeof text, file);
  fclose(file);
  if (line == NULL) return 0;
  char *unit;
  unsigned long long size = strtoull(text, &unit, 10);
  size_t unit_bytes = *unit == 'K' ? KIB : *unit == 'M' ? MIB : 1;
  return size < MOST_BYTES ? (size_t)size * unit_bytes : MOST_BYTES;
}

size_t memory_load_bytes(const char *cache_folder) {
  size_t largest = 0;
  for (int index = 0; index < CACHES_MAX; index++) {
    size_t bytes = read_cache_bytes(cache_folder, index);
    if (bytes > largest) largest = bytes;
  }
  if (largest <= LEAST_BYTES / TIMES_THE_CACHE) return LEAST_BYTES;
  return largest < MOST_BYTES / TIMES_THE_CACHE ? largest * TIMES_THE_CACHE : MOST_BYTES;
}

/* Not touched here: the first pass does that, in stretches, so that the process can be told to end. */
static int map_buffer(void) {
  size_t bytes = memory_load_bytes("/sys/devices/system/cpu/cpu0/cache");
  void *mapped = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (mapped == MAP_FAILED) return failed_at("mmap", -errno);
  buffer = mapped;
  word_count = bytes / sizeof *buffer;
  next_word = 0;
  return 0;
}

/* A round is a pass; it takes as many stretches as the buffer has. */
static int stream(void) {
  size_t end = next_word + STRETCH_WORDS < word_count ? next_word + STRETCH_WORDS : word_count;
  for (size_t i = next_word; i < end; i++) buffer[i]++;
  next_word = end < word_count ? end : 0;
  return next_word == 0 ? 1 : 0;
}

static void unmap_buffer(void) {
  if (buffer != NULL) munmap(buffer, word_count * sizeof *buffer);
  buffer = NULL;
}

const struct load load_memory = {
    .name = "memory",
    .description = "reads and writes through 4 times the last-level cache; a round is a pass",
    .prepare = map_buffer,
    .round = stream,
    .end = unmap_buffer,
};

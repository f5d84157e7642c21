/* SPDX-License-Identifier: Apache-2.0 */
/* An iteration of the loop serves what was due when it began, as an epoll loop serves what it was woken for, and
 * only then looks at the channel. It serves so many at most: a donor that cannot keep up is late with its
 * requests, and still looks at its channel. Requests come by schedule, not through sockets: what they do
 * to the donor is the time that they take. */
#include "donor_work.h"

#include <errno.h>
#include <math.h>
#include <poll.h>
#include <time.h>

#include "clock.h"
#include "error_text.h"
#include "interruption.h"
#include "random.h"

/* Bounded Pareto on [1, 100] with exponent 1.5: its mean is 3 (1 - 100^-0.5) / (1 - 100^-1.5). */
static const double pareto_exponent = 1.5;
static const double pareto_lost = 0.001; /* 100^-1.5 */
static const double pareto_mean = 2.7 / 0.999;

static double draw_service(enum service service, double mean_ns, uint64_t *random) {
  if (service == SERVICE_CONSTANT) return mean_ns;
  double uniform = next_uniform(random);
  return mean_ns / pareto_mean * pow(1 - (1 - uniform) * (1 - pareto_lost), -1 / pareto_exponent);
}

void donor_work_draw(struct donor_work *work, enum service service, uint32_t mean_service_ns,
                     uint32_t utilisation_percent, uint64_t seed) {
  *work = (struct donor_work){.is_on = service != SERVICE_NONE && utilisation_percent > 0};
  if (!work->is_on) return;
  uint64_t random = seed;
  double mean_gap_ns = 100.0 * mean_service_ns / utilisation_percent;
  for (int i = 0; i < WORK_TABLE; i++) {
    double gap_ns = -log(next_uniform(&random)) * mean_gap_ns;
    work->gap_ns[i] = gap_ns < UINT32_MAX ? (uint32_t)gap_ns : UINT32_MAX;
    work->service_ns[i] = (uint32_t)draw_service(service, mean_service_ns, &random);
  }
}

/* By the CPU clock: a request needs its time on a CPU, also where the receiver is on the same one. It ends
 * late by up to one reading of the clock, and the next is shorter by as much. */
static void serve(struct donor_work *work) {
  uint64_t i = work->next++ % WORK_TABLE;
  uint64_t began_ns = thread_cpu_ns();
  uint64_t now_cpu_ns = began_ns;
  while (now_cpu_ns + work->ahead_ns < began_ns + work->service_ns[i]) now_cpu_ns = thread_cpu_ns();
  work->served_ns += now_cpu_ns - began_ns;
  work->ahead_ns += now_cpu_ns - began_ns;
  work->ahead_ns -= work->ahead_ns < work->service_ns[i] ? work->ahead_ns : work->service_ns[i];
  work->next_due_ns += work->gap_ns[i];
}

static void serve_what_is_due(struct donor_work *work) {
  uint64_t now = now_ns();
  if (work->began_ns == 0) work->began_ns = work->next_due_ns = now;
  for (int i = 0; i < WORK_ITERATION_MAX && work->next_due_ns <= now; i++) {
    if (interruption_pending() != INTERRUPTION_NONE) return;
    serve(work);
  }
}

/* Returns 1 when the channel can be read, 0 when a request is due, or -errno. */
static int look_at_channel(const struct donor_work *work, int channel) {
  uint64_t now = now_ns();
  uint64_t left_ns = work->next_due_ns > now ? work->next_due_ns - now : 0;
  struct timespec timeout = {.tv_sec = (time_t)(left_ns / 1000000000u),
                             .tv_nsec = (long)(left_ns % 1000000000u)};
  struct pollfd look = {.fd = channel, .events = POLLIN};
  int ready = ppoll(&look, 1, &timeout, NULL);
  if (ready < 0 && errno != EINTR) return failed_at("ppoll", -errno);
  return ready > 0 ? 1 : 0;
}

int donor_work_until_readable(struct donor_work *work, int channel) {
  if (!work->is_on) return 0; /* the read itself waits */
  for (;;) {
    serve_what_is_due(work);
    if (interruption_pending() != INTERRUPTION_NONE)
      return failed_at("serve", -HANDOVER_INTERRUPTED);
    int ready = look_at_channel(work, channel);
    if (ready != 0) return ready < 0 ? ready : 0;
  }
}

struct work_done donor_work_done(const struct donor_work *work) {
  if (work->began_ns == 0) return (struct work_done){0};
  return (struct work_done){
      .requests = work->next, .busy_ns = work->served_ns, .span_ns = now_ns() - work->began_ns};
}

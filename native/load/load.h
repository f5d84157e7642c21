/* SPDX-License-Identifier: Apache-2.0 */
/* The contract: a kind of load is one struct of functions. A process makes one load of one kind until it
 * is told to end, so what a kind keeps between the calls is static in its file. */
#ifndef HANDOVER_LOAD_H
#define HANDOVER_LOAD_H

struct load {
  const char *name;
  const char *description;

  /* Opens what the rounds work on; NULL when they need nothing. Returns 0 or a negative code. */
  int (*prepare)(void);

  /* Works for about a millisecond: between two calls the process looks whether it shall end. Returns
   * how many rounds were finished in it, or a negative code. */
  int (*round)(void);

  /* Closes everything, also after a `prepare` or a `round` that failed; NULL when there is nothing. */
  void (*end)(void);
};

extern const struct load *const loads[]; /* ends with NULL */
extern const struct load load_hog;
extern const struct load load_memory;
extern const struct load load_forks;
extern const struct load load_in_flight;

/* NULL for an unknown name. */
const struct load *load_find(const char *name);

#endif
